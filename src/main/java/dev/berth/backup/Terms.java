package dev.berth.backup;

import dev.berth.engine.Contents.Depth;
import dev.berth.policy.Verification.Fingerprint;
import java.time.Duration;

/**
 * What a policy wants of its backups.
 *
 * @param restoreTest whether each is proved
 * @param depth how closely rows are compared then
 */
public record Terms(Duration keep, boolean restoreTest, Depth depth) {
    /** A backup is compared even where moves are not. */
    public static Depth depth(Fingerprint fingerprint) {
        return fingerprint == Fingerprint.STRICT ? Depth.STRICT : Depth.FAST;
    }
}
