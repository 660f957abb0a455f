package dev.berth.adapter.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.engine.Liveness;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Docker's Engine API as raw JSON.
 *
 * <p>Expected answers (404, 409, 304) are values. A broken connection waits until the engine answers again and is then
 * {@link Reply#LOST}: whoever called looks at the state before acting again. Only reads are repeated.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/">Engine API</a>
 */
public final class DockerApi implements AutoCloseable {
    private static final Duration FIRST_CONTACT = Duration.ofSeconds(10);
    private static final Duration PING = Duration.ofSeconds(2);
    private static final Pause PING_PAUSE = new Pause(Duration.ofMillis(20), "while Docker was away");

    private final String address;
    private final Limits limits;
    private final EngineCertificates certificates;
    private @Nullable Wire wire;
    private @Nullable Greeting greeting;

    /**
     * @param address {@code unix:///PATH} or {@code tcp://HOST:PORT}; nothing is opened before the first call
     * @param certificates for TCP
     */
    public DockerApi(String address, Limits limits, EngineCertificates certificates) {
        this.address = address;
        this.limits = limits;
        this.certificates = certificates;
    }

    Limits limits() {
        return limits;
    }

    /** Asks the engine who it is, once. */
    synchronized Greeting greet() throws Unanswered {
        if (greeting == null) {
            var host = host();
            var obstacle = host.obstacle();
            if (obstacle.isPresent()) {
                throw obstacle.get();
            }
            try {
                greeting = Greeting.negotiate(claim(host, wire(host)));
            } catch (IOException e) {
                throw host.explain(e);
            }
        }
        return greeting;
    }

    private DockerHost host() throws Unanswered {
        return DockerHost.of(address, certificates);
    }

    private static Greeting.Claim claim(DockerHost host, Wire wire) throws IOException, Unanswered {
        var ping = wire.send("GET", "/_ping", null, FIRST_CONTACT);
        if (ping.refusesClear()) {
            throw host.wantsTls();
        }
        var claim = Greeting.Claim.ofPing(new Reply(ping.status(), Json.nothing(), ping.headers()));
        return claim.beyond()
                ? Greeting.Claim.ofVersion(
                        reply(wire.send("GET", "/version", null, FIRST_CONTACT)).body())
                : claim;
    }

    /** @throws Unanswered also for an answer that is neither 2xx nor 404 */
    Optional<JsonNode> find(String path) throws Unanswered {
        var reply = read("GET", path);
        if (reply.missing()) {
            return Optional.empty();
        }
        if (!reply.ok()) {
            throw new Unanswered("Docker can't say (" + path + "): " + reply.problem(), "look at the engine's log");
        }
        return Optional.of(reply.body());
    }

    JsonNode get(String path) throws Unanswered {
        return find(path).orElseThrow(() -> new Unanswered("Docker knows no " + path, "check the engine's version"));
    }

    Reply head(String path) throws Unanswered {
        return read("HEAD", path);
    }

    Reply post(String path) throws Unanswered {
        return send("POST", path, null, limits.call());
    }

    Reply post(String path, JsonNode body) throws Unanswered {
        return send("POST", path, Json.write(body), limits.call());
    }

    /** For calls that end when something happens; {@link Reply#LATE} when it did not within {@code patience}. */
    Reply await(String path, Duration patience) throws Unanswered {
        return send("POST", path, null, patience);
    }

    /** The first events that match, past ones first; none where so many did not come within {@code patience}. */
    List<JsonNode> events(String query, int most, Duration patience) throws Unanswered {
        var path = "/v" + greet().api() + "/events?" + query;
        try {
            var events = new ArrayList<JsonNode>();
            for (var line : wire(host()).lines(path, most, patience)) {
                events.add(Json.read(line));
            }
            return events;
        } catch (SocketTimeoutException e) {
            return List.of();
        } catch (InterruptedIOException e) {
            throw new Unanswered("interrupted while Docker was asked", "run the same command again");
        } catch (IOException e) {
            return List.of();
        }
    }

    /**
     * The next event that matches; none where it did not come within {@code patience} from an engine that answers all the
     * same. Does not wait for a lost engine.
     */
    List<JsonNode> nextEvents(String query, Duration patience) throws Unanswered {
        var host = host();
        try {
            var path = "/v" + greet().api() + "/events?" + query;
            var lines = wire(host).lines(path, 1, patience);
            if (lines.isEmpty()) {
                throw new IOException("it ended its stream of events");
            }
            return List.of(Json.read(lines.get(0)));
        } catch (SocketTimeoutException quiet) {
            ping(host);
            return List.of();
        } catch (IOException e) {
            forget();
            throw host.obstacle().orElse(host.explain(e));
        }
    }

    /** An engine that hangs is as quiet as one where nothing happens. */
    private void ping(DockerHost host) throws Unanswered {
        try {
            wire(host).send("GET", "/_ping", null, Limits.shorter(FIRST_CONTACT, limits.call()));
        } catch (IOException e) {
            throw host.explain(e);
        }
    }

    /**
     * Hands an answer's body to whoever reads it while it comes, however long that takes while something comes.
     *
     * @throws IOException with the engine's own words for an answer that is none
     */
    void read(String path, Liveness liveness, Streams.Reader reader) throws Unanswered, IOException {
        var other = streams(liveness).read("/v" + greet().api() + path, reader);
        if (other.isPresent()) {
            throw new IOException(reply(other.get()).problem());
        }
    }

    /** Sends a body of any length, and never twice. */
    void write(String path, Liveness liveness, InputStream body) throws Unanswered, IOException {
        var reply = reply(streams(liveness).write("/v" + greet().api() + path, body));
        if (!reply.ok()) {
            throw new IOException(reply.problem());
        }
    }

    private Streams streams(Liveness liveness) throws Unanswered {
        return new Streams(wire(host()).client(), liveness);
    }

    /** Makes the streams of a program of a connection of its own. */
    Attached attach(String path, JsonNode body, Liveness liveness) throws Unanswered, IOException {
        var host = host();
        var versioned = "/v" + greet().api() + path;
        return Attached.by(new Awaited(Duplex.to(host.uri(), host.tls()), liveness), versioned, Json.write(body));
    }

    Reply delete(String path) throws Unanswered {
        return send("DELETE", path, null, limits.call());
    }

    private Reply read(String method, String path) throws Unanswered {
        var reply = send(method, path, null, limits.call());
        return reply.lost() ? send(method, path, null, limits.call()) : reply;
    }

    private Reply send(String method, String path, byte @Nullable [] body, Duration patience) throws Unanswered {
        var host = host();
        var versioned = "/v" + greet().api() + path;
        try {
            return reply(wire(host).send(method, versioned, body, patience));
        } catch (SocketTimeoutException e) {
            return Reply.LATE;
        } catch (InterruptedIOException e) {
            throw new Unanswered("interrupted while Docker was asked", "run the same command again");
        } catch (IOException e) {
            awaitReturn(host, e);
            return Reply.LOST;
        }
    }

    private static Reply reply(Wire.Raw raw) throws IOException {
        return new Reply(raw.status(), Json.read(raw.body()), raw.headers());
    }

    /** An engine that restarts takes its sockets away for some seconds; it may come back as another version. */
    private void awaitReturn(DockerHost host, IOException lost) throws Unanswered {
        long deadline = System.nanoTime() + limits.recovery().toNanos();
        var failure = lost;
        while (System.nanoTime() < deadline) {
            try {
                if (host.obstacle().isEmpty()
                        && wire(host).send("GET", "/_ping", null, PING).status() == 200) {
                    forget();
                    return;
                }
            } catch (IOException e) {
                failure = e;
            }
            PING_PAUSE.take();
        }
        var last = host.obstacle().orElse(host.explain(failure));
        throw new Unanswered(
                last.reason() + ", for " + limits.recovery().toSeconds() + " s since a call broke off", last.remedy());
    }

    private synchronized void forget() {
        greeting = null;
    }

    private synchronized Wire wire(DockerHost host) throws Unanswered {
        var tls = host.tls();
        if (wire == null || !wire.speaks(tls)) {
            // Calls under way end by the certificates that they began with; a wire that nobody holds is collected.
            wire = new Wire(host.uri(), tls);
        }
        return wire;
    }

    @Override
    public synchronized void close() {
        if (wire != null) {
            wire.close();
            wire = null;
        }
    }
}
