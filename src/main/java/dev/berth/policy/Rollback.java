package dev.berth.policy;

import java.time.Duration;

/** What one failure takes back, and how long that may take. */
public record Rollback(Scope scope, Duration limit) {
    /** The berths of the failed move alone, or everything this migration did. */
    public enum Scope {
        BERTH,
        POLICY
    }
}
