package dev.berth.policy;

/**
 * What must be true before a migration counts.
 *
 * @param maxFailedClients the share of failing client probes, in percent, above which the migration goes back
 */
public record Verification(Fingerprint fingerprint, int maxFailedClients) {
    /** How the contents of a database are compared. */
    public enum Fingerprint {
        FAST,
        STRICT,
        OFF
    }
}
