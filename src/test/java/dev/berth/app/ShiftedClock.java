package dev.berth.app;

import java.time.Duration;
import java.time.Instant;

/** A clock that runs as the machine's does, from another instant, and can be put forward. */
final class ShiftedClock extends UtcClock {
    private volatile Duration shift;

    ShiftedClock(Instant start) {
        shift = Duration.between(Instant.now(), start);
    }

    synchronized void forward(Duration more) {
        shift = shift.plus(more);
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(shift);
    }
}
