package dev.berth.adapter.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** A JSON file for the owner's eyes alone, written whole or not at all. */
final class PrivateFile {
    private static final String FILE_MODE = "rw-------";
    private static final String FOLDER_MODE = "rwx------";

    private final Path folder;
    private final Path path;

    PrivateFile(Path folder, String name) {
        this.folder = folder;
        this.path = folder.resolve(name);
    }

    /** Empty where there is no file, or none that can be understood. */
    Optional<JsonNode> read() {
        try {
            return Optional.of(Json.read(Files.readAllBytes(path))).filter(JsonNode::isObject);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    boolean exists() {
        return Files.exists(path);
    }

    void write(JsonNode json) throws IOException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(FOLDER_MODE)));
        var draft = folder.resolve("." + path.getFileName() + ".new");
        Files.deleteIfExists(draft);
        try (var channel = FileChannel.open(
                draft,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(FILE_MODE)))) {
            var bytes = ByteBuffer.wrap(Json.write(json));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        sync(folder);
    }

    /** Deletes it, and its folder with it once that is empty. */
    void delete() throws IOException {
        Files.deleteIfExists(path);
        if (Files.isDirectory(folder)) {
            try (var left = Files.list(folder)) {
                if (left.findAny().isPresent()) {
                    return;
                }
            }
            Files.deleteIfExists(folder);
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }

    private static void sync(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
