package dev.berth.adapter.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * A file whose content changes whole or not at all, whenever the machine stops.
 *
 * <p>By a new file renamed over the old one where that is safe; in place, with a copy of the new content kept beside it
 * until it is done, where others hold on to the old file.
 */
final class DurableFile {
    private final Path path;
    private final Path staged;
    private final Path pending;

    DurableFile(Path path) {
        this.path = path;
        this.staged = path.resolveSibling(".berth-" + path.getFileName() + ".new");
        this.pending = path.resolveSibling(".berth-" + path.getFileName() + ".pending");
    }

    Path path() {
        return path;
    }

    byte[] content() throws IOException {
        return Files.readAllBytes(path);
    }

    /** Ends what a crash cut short; {@code cutShort} tells a half-written content, given what was to be written. */
    void finishInterrupted(BiPredicate<byte[], byte[]> cutShort) throws IOException {
        Files.deleteIfExists(staged);
        if (Files.exists(pending)) {
            var wanted = Files.readAllBytes(pending);
            if (cutShort.test(content(), wanted)) {
                overwrite(wanted);
            }
            Files.delete(pending);
            syncFolder();
        }
    }

    /** Whether every byte is that of one of two contents; what was never written may be zero. */
    static boolean isMixture(byte[] content, byte[] one, byte[] other) {
        boolean fits = content.length <= Math.max(one.length, other.length);
        for (int i = 0; fits && i < content.length; i++) {
            fits = content[i] == 0
                    || (i < one.length && content[i] == one[i])
                    || (i < other.length && content[i] == other[i]);
        }
        return fits;
    }

    /**
     * Changes the content, unless somebody else did so in the meantime; false where they did, and then theirs stays.
     *
     * @param asRead tells whether a content still is what the new one was made from: asked last, once the new one is on the
     *     disk
     */
    boolean replace(byte[] content, boolean inPlace, Predicate<byte[]> asRead) throws IOException {
        try {
            stage(content);
            boolean renames = !inPlace && likened();
            boolean free = asRead.test(content());
            if (free && !(renames && renamed())) {
                free = overwritten(content, asRead);
            }
            syncFolder();
            return free;
        } finally {
            Files.deleteIfExists(staged);
        }
    }

    private void stage(byte[] content) throws IOException {
        Files.deleteIfExists(staged);
        // Readable by its owner alone until it has the owner and mode of the file that it replaces.
        Files.write(FileRights.createPrivate(staged), content);
        sync(staged);
    }

    /** Gives the staged file the old one's owner and mode; false where it can't have them. */
    private boolean likened() {
        try {
            FileRights.copy(path, staged);
            sync(staged);
            return true;
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /** Renames the staged file over the old one; false where the old one's place forbids it. */
    private boolean renamed() {
        try {
            Files.move(staged, path, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /** False where the content is another by now. */
    private boolean overwritten(byte[] content, Predicate<byte[]> asRead) throws IOException {
        Files.move(staged, pending, StandardCopyOption.ATOMIC_MOVE);
        syncFolder();
        boolean free = asRead.test(content());
        if (free) {
            overwrite(content);
        }
        Files.delete(pending);
        return free;
    }

    private void overwrite(byte[] content) throws IOException {
        int same = Math.max(Arrays.mismatch(content(), content), 0);
        try (var channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            var rest = ByteBuffer.wrap(content, same, content.length - same);
            for (long at = same; rest.hasRemaining(); ) {
                at += channel.write(rest, at);
            }
            channel.truncate(content.length);
            channel.force(true);
        }
    }

    private static void sync(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private void syncFolder() throws IOException {
        Optional<Path> folder = Optional.ofNullable(path.getParent());
        if (folder.isPresent()) {
            try (var channel = FileChannel.open(folder.get(), StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
