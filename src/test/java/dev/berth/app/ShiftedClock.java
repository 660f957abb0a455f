package dev.berth.app;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that runs as the machine's does, from another instant, and can be put forward. */
final class ShiftedClock extends Clock {
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

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("nobody asks for the zone of a clock");
    }
}
