package dev.berth.backup;

import java.util.List;

/** What came of looking at a backup again. */
public sealed interface Verified {
    Manifest manifest();

    /**
     * It was tried.
     *
     * @param flaws files that are not what was written; with any, nothing was restored
     * @param manifest with the new proof
     */
    record Tried(Manifest manifest, List<String> flaws) implements Verified {
        public Tried {
            flaws = List.copyOf(flaws);
        }

        public boolean sound() {
            return flaws.isEmpty() && manifest.proof().proved();
        }
    }

    /** It could not be tried, which says nothing of the backup: what was known of it stays. */
    record Untried(Manifest manifest, String reason) implements Verified {}
}
