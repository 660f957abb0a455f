package dev.berth.backup;

/**
 * A file of a backup as it was written.
 *
 * @param bytes how long it is on the disk
 * @param sha256 of these bytes, in lower-case hex
 */
public record StoredFile(String name, long bytes, String sha256) {}
