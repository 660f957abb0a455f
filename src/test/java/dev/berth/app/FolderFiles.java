package dev.berth.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** All regular files in a folder and in those below it. */
final class FolderFiles {
    private FolderFiles() {}

    /** Sorted; a folder that is not there is a failure, lest nothing is taken for all. */
    static List<Path> of(Path folder) throws IOException {
        try (var walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** The same of a folder that need not be there. */
    static List<Path> ifThere(Path folder) throws IOException {
        return Files.isDirectory(folder) ? of(folder) : List.of();
    }
}
