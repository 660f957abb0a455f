package dev.berth.policy;

import java.time.Duration;

/** How long a finished migration can still be taken back, and who ends that. */
public record Soak(Duration period, Retire retire) {
    /** What lets the old port go. */
    public enum Retire {
        WHEN_UNUSED,
        ON_APPROVAL
    }
}
