package dev.berth.adapter.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * By which path of the state folder the table of each policy in the packet filter was named, kept in the folder: so it is found
 * again where the folder is moved, or reached by another way.
 *
 * @param folder the state folder, where it is now
 */
public record TablePaths(Path folder) {
    /** Changes nothing. */
    public static TablePaths of(StateFolder state) {
        return new TablePaths(real(state.path()));
    }

    public String now() {
        return folder.toString();
    }

    /**
     * Empty where nothing is kept. Where what is kept was copied from another folder that is still there, this one's tables are
     * named by where it is.
     *
     * @param policy as {@code NAMESPACE/NAME}
     */
    public Optional<String> kept(String policy) {
        try {
            return read(folder, policy).map(path -> isCopy(policy, path) ? now() : path);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** Has one on the disk from now on; what can't be read is not replaced. */
    public void keep(String policy, String path) throws IOException {
        if (!read(folder, policy).equals(Optional.of(path))) {
            var file = file(folder, policy);
            Durable.folder(folder.resolve("tables"));
            Durable.write(file, (path + "\n").getBytes(StandardCharsets.UTF_8));
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

    private static Path file(Path folder, String policy) {
        return folder.resolve("tables").resolve(policy.replace('/', '.'));
    }

    private static Optional<String> read(Path folder, String policy) throws IOException {
        try {
            var text = Files.readString(file(folder, policy));
            return text.startsWith("/") && text.endsWith("\n")
                    ? Optional.of(text.substring(0, text.length() - 1))
                    : Optional.empty();
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        }
    }

    /** Whether another folder is where this one was, and says the same of itself: this one's content was copied from there. */
    private boolean isCopy(String policy, String path) {
        // A table of an earlier version of berth is named by the policy's folder, which has the records in it.
        return Stream.of(path, path + "/.berth").anyMatch(there -> saysTheSame(there, policy, path));
    }

    private boolean saysTheSame(String there, String policy, String path) {
        try {
            var other = Path.of(there);
            return read(other, policy).equals(Optional.of(path)) && !Files.isSameFile(other, folder);
        } catch (IOException | InvalidPathException gone) {
            return false;
        }
    }
}
