package dev.berth.adapter.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;

/** Removes backups that are whole no longer, or not yet. */
final class BackupRemains {
    private BackupRemains() {}

    /** What was being written or removed of a database when somebody's end came. */
    static void sweep(Path database) throws IOException {
        if (!Files.isDirectory(database)) {
            return;
        }
        var left = new ArrayList<Path>();
        try (var files = Files.list(database)) {
            files.filter(file -> String.valueOf(file.getFileName()).matches("\\.[0-9TZ-]+\\.part"))
                    .forEach(left::add);
        }
        for (var each : left) {
            delete(each);
        }
    }

    static void delete(Path backup) throws IOException {
        var all = new ArrayList<Path>();
        try (var files = Files.walk(backup)) {
            files.forEach(all::add);
        }
        all.sort(Comparator.reverseOrder());
        for (var file : all) {
            Files.delete(file);
        }
    }
}
