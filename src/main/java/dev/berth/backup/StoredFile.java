package dev.berth.backup;

import java.util.Optional;

/**
 * A file of a backup as it was written.
 *
 * @param bytes how long it is on the disk
 * @param sha256 of these bytes, in lower-case hex
 * @param key the id of the key that it is encrypted by; empty where it is not
 */
public record StoredFile(String name, long bytes, String sha256, Optional<String> key) {
    /** One that is not encrypted. */
    public StoredFile(String name, long bytes, String sha256) {
        this(name, bytes, sha256, Optional.empty());
    }
}
