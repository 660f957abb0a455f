package dev.berth.engine;

import dev.berth.engine.Answer.NotYet;
import dev.berth.engine.Answer.Silent;
import dev.berth.engine.Answer.Well;
import dev.berth.policy.Endpoint;
import dev.berth.policy.Protocol;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/**
 * Qdrant, asked by REST for its collections, and by gRPC for the greeting of HTTP/2.
 *
 * <p>The identity is the id of its peer, which only a cluster has; a Qdrant that stands alone has none. No checkpoint is
 * needed: every change is in its write-ahead log before it is acknowledged.
 */
public final class QdrantEngine implements Engine {
    /** A change is acknowledged once it is in the log; counted it is a moment later. */
    private static final long SETTLING_NANOS = Duration.ofMillis(20).toNanos();

    /** The client's preface and its empty SETTINGS frame (RFC 9113, sections 3.4 and 6.5). */
    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

    private static final byte[] SETTINGS = {0, 0, 0, 4, 0, 0, 0, 0, 0};
    private static final int TYPE = 3;

    @Override
    public Answer probe(Endpoint endpoint, Login login, Duration timeout) {
        if (is(endpoint, Protocol.QDRANT_GRPC)) {
            return greet(endpoint, timeout);
        }
        if (!is(endpoint, Protocol.QDRANT_REST)) {
            return new Silent("it can't be asked at port " + endpoint.target() + " of its container, only at "
                    + Protocol.targets(endpoint.engine()));
        }
        try (var desk = new QdrantDesk(endpoint, login, Deadline.in(timeout))) {
            return desk.ready() ? new Well(desk.identity()) : new NotYet("it is not ready");
        } catch (QdrantDesk.Refused e) {
            return e.answer();
        } catch (IOException e) {
            return new Silent(Reason.of(e));
        }
    }

    @Override
    public Looked look(Endpoint endpoint, Login login, Contents.Depth depth, Duration timeout) {
        try (var desk = new QdrantDesk(endpoint, login, Deadline.in(timeout))) {
            var look = new QdrantContents(desk, depth);
            var first = look.counts();
            LockSupport.parkNanos(SETTLING_NANOS);
            var contents = look.look();
            return first.equals(contents.counts())
                    ? new Looked.Seen(History.NONE, contents)
                    : new Looked.Partly(History.NONE, "points that it has taken are still being put in their places");
        } catch (DeadlineSocket.OverdueException e) {
            return new Looked.TooMuch(History.NONE);
        } catch (IOException e) {
            return new Looked.Silent(Reason.of(e));
        }
    }

    /** It has none, so that a look would be all there is. */
    @Override
    public Looked glance(Endpoint endpoint, Login login, Duration timeout) {
        return new Looked.Partly(History.NONE, "it keeps no history that could be looked at");
    }

    private static boolean is(Endpoint endpoint, Protocol protocol) {
        return endpoint.protocol().filter(protocol::equals).isPresent();
    }

    /** A server that speaks HTTP/2 begins by its own SETTINGS; that it does is an answer. */
    private static Answer greet(Endpoint endpoint, Duration timeout) {
        try (var socket = DeadlineSocket.to(endpoint.host(), endpoint.port(), timeout)) {
            var out = socket.getOutputStream();
            out.write(PREFACE.getBytes(StandardCharsets.US_ASCII));
            out.write(SETTINGS);
            var head = socket.getInputStream().readNBytes(SETTINGS.length);
            if (head.length < SETTINGS.length) {
                return new Silent("it closes the connection without an answer");
            }
            return Arrays.equals(head, TYPE, head.length, SETTINGS, TYPE, SETTINGS.length)
                    ? new Well("")
                    : new Silent("it does not speak HTTP/2");
        } catch (IOException e) {
            return new Silent(Reason.of(e));
        }
    }
}
