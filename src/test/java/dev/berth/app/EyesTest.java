package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.adapter.file.WatchedFolders;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.WatchService;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EyesTest {
    private final NotedLog log = new NotedLog();

    @TempDir
    private Path folder = Path.of("");

    private boolean full = true;
    private final Eyes eyes = new Eyes(new WatchedFolders(this::made, () -> {}), new EventLog(log));

    @AfterEach
    void close() throws IOException {
        eyes.close();
    }

    @Test
    void whatCannotBeWatchedIsSaidOnceWithWhatFollowsAndWhatWouldLiftIt() {
        eyes.to(Set.of(folder));
        eyes.to(Set.of(folder));

        assertThat(log.news())
                .singleElement()
                .asString()
                .startsWith("WARN FoldersUnwatched " + folder + " can't be watched: ")
                .contains("no instance left", "changes there are seen within a minute")
                .contains("fs.inotify.max_user_instances", "fs.inotify.max_user_watches");
    }

    @Test
    void oneMoreFolderIsSaidAnew() throws IOException {
        var other = Files.createDirectory(folder.resolve("other"));
        eyes.to(Set.of(folder));

        eyes.to(Set.of(folder, other));

        assertThat(log.news()).hasSize(2).last().asString().contains(folder + ", " + other + " can't be watched");
    }

    @Test
    void onceEveryFolderIsWatchedNothingIsTold() {
        eyes.to(Set.of(folder));
        full = false;

        var unwatched = eyes.to(Set.of(folder));

        assertThat(unwatched).isEmpty();
    }

    private WatchService made() throws IOException {
        if (full) {
            throw new IOException("no instance left");
        }
        return FileSystems.getDefault().newWatchService();
    }
}
