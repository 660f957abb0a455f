package dev.berth.adapter.file;

import dev.berth.observe.TextFile;
import dev.berth.policy.Violation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A policy's folder: reads each file once and remembers under which name. */
final class SourceFolder {
    /** The size in bytes that no file of a project needs to exceed. */
    static final int LIMIT = 1024 * 1024;

    private final Path folder;
    private final List<Violation> findings;
    private final String missing;
    private final Map<Path, SourceText> read = new LinkedHashMap<>();
    private final Set<Path> asked = new LinkedHashSet<>();

    SourceFolder(Path folder, List<Violation> findings) {
        this(folder, findings, "no such file; name one that exists");
    }

    /** @param missing what is said of a file that is not there */
    SourceFolder(Path folder, List<Violation> findings, String missing) {
        this.folder = folder.toAbsolutePath().normalize();
        this.findings = findings;
        this.missing = missing;
    }

    Path path() {
        return folder;
    }

    Path resolve(String path) {
        return folder.resolve(path).normalize();
    }

    /** Reads a file, or says why it could not be read. */
    Optional<SourceText> read(Path path, Reference from) {
        try {
            return Optional.of(read(path));
        } catch (NoSuchFileException e) {
            findings.add(from.violation(nameOf(path), missing));
        } catch (IOException e) {
            findings.add(from.violation(nameOf(path), reason(e)));
        }
        return Optional.empty();
    }

    /** Reads a file that a policy names, and insists on the one name under which the whole project knows it. */
    void readNamed(String name, Reference from) {
        read(resolve(name), from)
                .filter(text -> !text.name().equals(name))
                .ifPresent(text -> findings.add(from.violation(name, "write it as “" + text.name() + "”")));
    }

    /** Reads a file that the project does not claim; empty when it can't be read. */
    Optional<SourceText> peek(Path path) {
        try {
            return Optional.of(load(path, path.toRealPath()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    List<TextFile> textFiles() {
        return read.values().stream().map(SourceText::asTextFile).toList();
    }

    String nameOf(Path path) {
        return path.startsWith(folder) ? folder.relativize(path).toString() : path.toString();
    }

    /** Every path that was read, under the names by which it was asked for. */
    Set<Path> paths() {
        return Set.copyOf(asked);
    }

    private SourceText read(Path path) throws IOException {
        asked.add(path);
        var real = path.toRealPath();
        var known = read.get(real);
        if (known != null) {
            return known;
        }
        var text = load(path, real);
        read.put(real, text);
        return text;
    }

    private SourceText load(Path path, Path real) throws IOException {
        if (!Files.isRegularFile(real)) {
            throw new IOException("is no regular file; name a file");
        }
        if (Files.size(real) > LIMIT) {
            throw new IOException("has " + Files.size(real) + " bytes; at most " + LIMIT + " (1 MiB) are allowed");
        }
        return new SourceText(nameOf(path), real, Files.readString(real, StandardCharsets.ISO_8859_1));
    }

    private static String reason(IOException e) {
        return e instanceof java.nio.file.AccessDeniedException
                ? "can't be read; give its reader the permission"
                : String.valueOf(e.getMessage());
    }
}
