package dev.berth.backup;

import java.util.List;
import java.util.Optional;

/** What came of restoring a backup, beside the live server or over it. */
public sealed interface Restored {
    /** It stands there, and holds what the backup holds. */
    record Beside(SpareServer.Kept kept) implements Restored {}

    /** The live server holds what the backup holds. */
    record Over(Takeover.Done done) implements Restored {}

    /** It was not begun. */
    record Refused(String reason, String remedy) implements Restored {}

    /**
     * It broke off.
     *
     * @param left what of it could not be removed; the next run tries that again
     */
    record BrokenOff(String reason, List<String> left) implements Restored {
        public BrokenOff {
            left = List.copyOf(left);
        }
    }

    /**
     * The live server may hold the one or the other.
     *
     * @param former the backup of what it held
     */
    record Stuck(String reason, Optional<BackupName> former) implements Restored {}
}
