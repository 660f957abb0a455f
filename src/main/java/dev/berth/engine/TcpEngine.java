package dev.berth.engine;

import dev.berth.engine.Answer.Silent;
import dev.berth.engine.Answer.Well;
import dev.berth.policy.Endpoint;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * A server of which only TCP is known: it is well when it takes a connection and keeps it.
 *
 * <p>Taking one alone says nothing on Docker, whose proxy takes every connection and closes it when nobody listens in
 * the container.
 */
public final class TcpEngine implements Engine {
    /** How long the server has to say something or hang up: docker-proxy hangs up within a few milliseconds. */
    private static final Duration KEPT = Duration.ofMillis(200);

    @Override
    public Answer probe(Endpoint endpoint, Login login, Duration timeout) {
        try (var socket = DeadlineSocket.to(endpoint.host(), endpoint.port(), timeout)) {
            return kept(socket);
        } catch (IOException e) {
            return new Silent(Reason.of(e));
        }
    }

    private static Answer kept(DeadlineSocket socket) throws IOException {
        try {
            return socket.readWithin(KEPT) < 0 ? new Silent("it closes connections at once") : new Well("");
        } catch (SocketTimeoutException e) {
            return new Well("");
        }
    }
}
