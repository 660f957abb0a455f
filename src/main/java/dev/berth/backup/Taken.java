package dev.berth.backup;

import java.util.List;

/** What came of taking a backup. */
public sealed interface Taken {
    /**
     * It is there.
     *
     * @param removed older ones that went
     */
    record Kept(Manifest manifest, List<BackupName> removed) implements Taken {
        public Kept {
            removed = List.copyOf(removed);
        }
    }

    /** It was not begun. */
    record Refused(String reason, String remedy) implements Taken {}

    /** It broke off, and nothing of it stayed. */
    record BrokenOff(String reason) implements Taken {}
}
