package dev.berth.adapter.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * Room on the disk held back for the way back: a file beside an open journal, let go of when an append fails.
 *
 * <p>256 KiB hold about two thousand entries of a rollback.
 */
record Ballast(Path file) {
    static final int BYTES = 256 * 1024;

    /** Takes the room; really written and hardly compressible, so that no file system takes it for a hole. */
    void load() throws IOException {
        var content = new byte[BYTES];
        new Random(BYTES).nextBytes(content);
        Durable.write(file, content);
    }

    /** Gives the room back, at once and for sure where the file system frees blocks only with its next commit. */
    void release() throws IOException {
        if (Files.deleteIfExists(file)) {
            Durable.syncFolderOf(file);
        }
    }
}
