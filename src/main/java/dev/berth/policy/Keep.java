package dev.berth.policy;

import java.time.Duration;

/** Which backups stay. */
public sealed interface Keep {
    /** Those that are no older. */
    record Span(Duration duration) implements Keep {}

    /**
     * The last of each day, week and month, for so many of them as have one; days are those of UTC, and weeks begin on
     * Monday (ISO 8601).
     */
    record Calendar(int daily, int weekly, int monthly) implements Keep {}
}
