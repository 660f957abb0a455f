package dev.berth.adapter.docker;

import dev.berth.engine.Answer;
import dev.berth.engine.Engine;
import dev.berth.engine.Login;
import dev.berth.policy.Endpoint;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;

/**
 * Starts and stops a server to restore into.
 *
 * @param network the one where it is asked
 */
record SpareRun(Standing like, String container, String network) {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration ONE_ANSWER = Duration.ofSeconds(3);
    private static final Pause PAUSE = new Pause(Duration.ofMillis(100), "while a server came up");

    /** Starts it and waits for an answer of its own, however long it loads; gives where it answers. */
    Endpoint started(Engine engine, Login login) throws IOException {
        try {
            var reply = like.api().post("/containers/" + container + "/start");
            if (!reply.ok() && !reply.lost()) {
                throw new IOException("the server to restore into could not be started: " + reply.problem());
            }
            return awaited(engine, login);
        } catch (Unanswered e) {
            throw new IOException(e.words(), e);
        }
    }

    private Endpoint awaited(Engine engine, Login login) throws IOException, Unanswered {
        long end = System.nanoTime() + PATIENCE.toNanos();
        var last = "";
        while (System.nanoTime() - end < 0) {
            var endpoint = like.at(address(running()));
            var answer = engine.probe(endpoint, login, ONE_ANSWER);
            if (answer instanceof Answer.Well) {
                return endpoint;
            }
            if (answer instanceof Answer.NotYet) {
                end = System.nanoTime() + PATIENCE.toNanos();
            }
            last = answer.words();
            PAUSE.take();
        }
        throw new IOException("the server to restore into did not answer in " + PATIENCE.toSeconds() + " s: " + last);
    }

    private Sighted running() throws IOException, Unanswered {
        if (like.interrupted().getAsBoolean()) {
            throw new InterruptedIOException("interrupted");
        }
        var seen = new Sighted(like.api().get("/containers/" + container + "/json"));
        if (!seen.running()) {
            throw new Ended("the server to restore into ended with exit code " + seen.exitCode());
        }
        return seen;
    }

    /** It came to an end by itself. */
    static final class Ended extends IOException {
        private static final long serialVersionUID = 1L;

        Ended(String message) {
            super(message);
        }
    }

    /** Has it end, as its engine wants it. */
    void stop() throws IOException {
        try {
            var reply = like.api().await("/containers/" + container + "/stop?t=" + PATIENCE.toSeconds(), PATIENCE);
            if (!reply.ok()) {
                throw new IOException("the server to restore into could not be stopped: " + reply.problem());
            }
        } catch (Unanswered e) {
            throw new IOException(e.words(), e);
        }
    }

    private String address(Sighted seen) {
        return seen.inspect()
                .path("NetworkSettings")
                .path("Networks")
                .path(network)
                .path("IPAddress")
                .asText();
    }
}
