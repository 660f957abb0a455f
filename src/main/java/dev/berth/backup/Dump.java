package dev.berth.backup;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One database of a server in a backup.
 *
 * @param extensions their versions by their names
 */
public record Dump(String database, SortedMap<String, String> extensions, StoredFile file) {
    public Dump {
        extensions = new TreeMap<>(extensions);
    }
}
