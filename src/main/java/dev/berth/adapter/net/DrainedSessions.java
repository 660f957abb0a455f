package dev.berth.adapter.net;

import dev.berth.execute.Attempt;
import dev.berth.policy.Endpoint;
import java.time.Duration;

/**
 * Nobody is in the middle of anything; taken back, the database answers again where it was.
 *
 * @param greeting how long whoever is connected may take to log in
 */
record DrainedSessions(
        Lines lines, PortConnections connections, Endpoint endpoint, Duration patience, Duration greeting)
        implements Question {
    private static final Duration GREETING = Duration.ofSeconds(1);

    /** The drain may be shorter than a slow start; the database's own is waited for, lest the way back ends half-way. */
    private static final Duration START = Duration.ofSeconds(60);

    DrainedSessions(Lines lines, PortConnections connections, Endpoint endpoint, Duration patience) {
        this(lines, connections, endpoint, patience, GREETING);
    }

    @Override
    public Attempt ask() throws InterruptedException {
        return lines.with(endpoint, line -> new Drain(line, connections, patience, greeting).await());
    }

    @Override
    public Attempt undo() {
        return new AwaitedAnswer(lines, endpoint, "", START).apply();
    }
}
