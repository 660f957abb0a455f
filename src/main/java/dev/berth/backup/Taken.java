package dev.berth.backup;

import dev.berth.engine.ServerFacts;
import java.util.List;

/** What came of taking a backup. */
public sealed interface Taken {
    /**
     * It is there.
     *
     * @param removed older ones that went
     * @param left what of its proof could not be removed; the next run tries that again
     */
    record Kept(Manifest manifest, List<BackupName> removed, List<String> left) implements Taken {
        public Kept {
            removed = List.copyOf(removed);
            left = List.copyOf(left);
        }
    }

    /** There is nothing to be backed up, and why. */
    record Nothing(String reason) implements Taken {
        /** Where the server has neither databases nor volumes; what it keeps in folders of the host is named. */
        static Nothing in(ServerFacts facts) {
            return new Nothing("it has no volume of its own"
                    + (facts.closed().isEmpty()
                            ? ""
                            : ", and folders of this host are in no backup: " + String.join(", ", facts.closed())));
        }
    }

    /** It was not begun. */
    record Refused(String reason, String remedy) implements Taken {}

    /**
     * It broke off.
     *
     * @param left what of it could not be removed; the next run tries that again
     */
    record BrokenOff(String reason, List<String> left) implements Taken {
        public BrokenOff {
            left = List.copyOf(left);
        }
    }
}
