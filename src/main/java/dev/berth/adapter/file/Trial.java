package dev.berth.adapter.file;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;

/** Tries whether a folder takes a durable file, and leaves none there; what a killed try left, a later one removes. */
record Trial(Path folder) {
    private static final int BYTES = 4096;

    /** No try takes that long; younger ones may be under way. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private static final String NAME = "trial-";
    private static final String OWN = NAME + "\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}";

    /** The file, or that which becomes it once it is whole; others may have files of their own there. */
    private static final Pattern LEFT = Pattern.compile(OWN + "|\\." + OWN + "\\.tmp");

    void run() throws IOException {
        sweep();
        // Whoever asks at the same time tries with another file, or one would take away the other's.
        var file = folder.resolve(NAME + UUID.randomUUID());
        try {
            Durable.write(file, new byte[BYTES]);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private void sweep() {
        var latest = Instant.now().minus(LONGEST);
        try (var files = Files.newDirectoryStream(folder, Trial::isOurs)) {
            for (var file : files) {
                if (last(file).isBefore(latest)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException | DirectoryIteratorException leavesThem) {
            // They are small; whether anything can be written, the try itself tells.
        }
    }

    private static boolean isOurs(Path file) {
        return LEFT.matcher(String.valueOf(file.getFileName())).matches()
                && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** When it was written; one that is gone by now was of a try that has just ended. */
    private static Instant last(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException gone) {
            return Instant.MAX;
        }
    }
}
