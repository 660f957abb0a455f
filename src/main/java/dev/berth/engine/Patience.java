package dev.berth.engine;

import dev.berth.policy.Endpoint;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * How a server is waited for while it is backed up or restored into.
 *
 * @param limit for all that is ever said to it at once
 * @param silence for how long it may say nothing, and give nobody else an answer
 * @param interrupted whether somebody asked to end
 */
public record Patience(Duration limit, Duration silence, BooleanSupplier interrupted) {
    /** For one dump of one database, however large. */
    private static final Duration LIMIT = Duration.ofDays(7);

    /** Whatever streams goes on sooner, and who works for hours on one answer gives others theirs meanwhile. */
    private static final Duration SILENCE = Duration.ofMinutes(5);

    /** What is owed is written down, so that the next run may do it as well. */
    private static final Duration SOON = Duration.ofSeconds(30);

    private static final Duration ONE_ANSWER = Duration.ofSeconds(3);

    public static Patience until(BooleanSupplier interrupted) {
        return new Patience(LIMIT, SILENCE, interrupted);
    }

    /** The same, which something else ends. */
    public Patience endedBy(BooleanSupplier other) {
        return new Patience(limit, silence, other);
    }

    /** The same for what must not be left half-done, whoever asks to end. */
    public Patience toTheEnd() {
        return endedBy(() -> false);
    }

    /** The same for what is owed to the server, and left to the next run where it hangs. */
    public Patience forDebts() {
        return new Patience(limit, silence.compareTo(SOON) < 0 ? silence : SOON, () -> false);
    }

    /** Of one that has nothing to say to others, either, while it says nothing. */
    public Liveness liveness() {
        return new Liveness(this, () -> false);
    }

    /** Of a server that gives others an answer, whatever it works on. */
    public Liveness liveness(Engine engine, Endpoint endpoint, Login login) {
        return new Liveness(this, () -> !(engine.probe(endpoint, login, ONE_ANSWER) instanceof Answer.Silent));
    }

    /** Of one conversation that begins now, with one that has nothing to say to others, either, while it says nothing. */
    Deadline deadline() {
        return deadline(end(), liveness());
    }

    /** Of one conversation that begins now, with a server that gives others an answer, whatever it works on. */
    Deadline deadline(Engine engine, Endpoint endpoint, Login login) {
        return deadline(end(), liveness(engine, endpoint, login));
    }

    private long end() {
        return System.nanoTime() + limit.toNanos();
    }

    /** @param end a value of {@link System#nanoTime()} */
    Deadline deadline(long end, Liveness liveness) {
        return new Deadline(end, Optional.of(new Watchdog(liveness)));
    }
}
