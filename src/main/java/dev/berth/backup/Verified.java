package dev.berth.backup;

import java.util.List;

/**
 * What came of looking at a backup again.
 *
 * @param flaws files that are not what was written; with any, nothing was restored
 * @param manifest with the new proof
 */
public record Verified(Manifest manifest, List<String> flaws) {
    public Verified {
        flaws = List.copyOf(flaws);
    }

    public boolean sound() {
        return flaws.isEmpty() && manifest.proof().proved();
    }
}
