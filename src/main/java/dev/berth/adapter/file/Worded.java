package dev.berth.adapter.file;

import java.io.IOException;
import java.nio.file.FileSystemException;

/** Has a disk's failures say what they are: many a message of Java's is a path alone. */
final class Worded {
    private Worded() {}

    /** @param what is being written or removed, for people */
    static <T> T writing(String what, Touch<T> touch) throws IOException {
        try {
            return touch.touch();
        } catch (FileSystemException e) {
            throw new IOException(
                    what + " can't be written: " + e.getClass().getSimpleName() + " " + e.getMessage(), e);
        }
    }

    /** What touches the disk. */
    interface Touch<T> {
        T touch() throws IOException;
    }
}
