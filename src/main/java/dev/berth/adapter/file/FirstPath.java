package dev.berth.adapter.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The path that a state folder had when it was first needed as a name for something outside of it, kept in the folder: it stays
 * the same where the folder is moved, or reached by another way.
 *
 * @param folder the state folder, where it is now
 * @param path where it was then; where it is now, as long as nothing is kept
 */
public record FirstPath(Path folder, String path) {
    private static final String FILE = "first-path";

    /** Changes nothing. */
    public static FirstPath of(StateFolder state) {
        var folder = real(state.path());
        return new FirstPath(
                folder, kept(folder).filter(first -> !isCopy(folder, first)).orElseGet(folder::toString));
    }

    /** Has it on the disk from now on; a copy of a folder thereby becomes one of its own. */
    public void keep() throws IOException {
        if (!kept(folder).equals(Optional.of(path))) {
            Durable.folder(folder);
            Durable.write(folder.resolve(FILE), (path + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Links on the way are followed, as far as it exists: a folder that is deleted and made again has the same path. */
    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException absent) {
            var parent = path.getParent();
            return parent == null ? path : real(parent).resolve(parent.relativize(path));
        }
    }

    private static Optional<String> kept(Path folder) {
        try {
            var text = Files.readString(folder.resolve(FILE));
            return text.startsWith("/") && text.endsWith("\n")
                    ? Optional.of(text.substring(0, text.length() - 1))
                    : Optional.empty();
        } catch (IOException absent) {
            return Optional.empty();
        }
    }

    /** Whether another folder is where this one was first, and says so itself: this one's content was copied from there. */
    private static boolean isCopy(Path folder, String first) {
        try {
            var there = Path.of(first);
            return kept(there).equals(Optional.of(first)) && !Files.isSameFile(there, folder);
        } catch (IOException | InvalidPathException gone) {
            return false;
        }
    }
}
