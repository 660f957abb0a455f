package dev.berth.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedFoldersTest {
    private final AtomicInteger changes = new AtomicInteger();

    @TempDir
    private Path folder = Path.of("");

    private WatchedFolders watched;

    @BeforeEach
    void watch() throws IOException {
        Files.writeString(folder.resolve("policy.yaml"), "before");
        watched = new WatchedFolders(changes::incrementAndGet);
        watched.add(List.of(folder));
    }

    @AfterEach
    void close() throws IOException {
        watched.close();
    }

    @Test
    void aFileWrittenInPlaceIsSeen() throws IOException {
        Files.writeString(folder.resolve("policy.yaml"), "after");

        awaitAChange();
    }

    @Test
    void aFileRenamedOverAnotherIsSeen() throws IOException {
        var outside = Files.createTempFile("berth-it-", ".yaml");
        Files.move(outside, folder.resolve("policy.yaml"), StandardCopyOption.ATOMIC_MOVE);

        awaitAChange();
    }

    @Test
    void aSwappedLinkIsSeen() throws IOException {
        var aside = folder.resolve("..aside");
        Files.createSymbolicLink(aside, Path.of("..one"));
        Files.move(aside, folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);

        awaitAChange();
    }

    @Test
    void aFolderThatWasReplacedIsWatchedAnew() throws IOException {
        Files.delete(folder.resolve("policy.yaml"));
        Files.delete(folder);
        Files.createDirectory(folder);
        watched.add(List.of(folder));
        awaitAChange();
        int before = changes.get();

        Files.writeString(folder.resolve("policy.yaml"), "again");

        await().atMost(Duration.ofSeconds(10)).until(() -> changes.get() > before);
    }

    @Test
    void aFolderThatIsNotThereIsNoFault() {
        watched.add(List.of(folder.resolve("missing")));

        assertThat(watched.missed()).isEmpty();
    }

    @Test
    void whereTheSystemHasNoInstanceLeftEachFolderIsMissedWithTheReason() throws IOException {
        try (var blind = new WatchedFolders(() -> unlessFull(true), changes::incrementAndGet)) {
            blind.add(List.of(folder));

            assertThat(blind.missed())
                    .isEqualTo(Map.of(folder, "java.io.IOException: User limit of inotify instances reached"));
        }
    }

    @Test
    void aFolderThatWasMissedIsWatchedOnceTheSystemHasAnInstanceAgain() throws IOException {
        var full = new AtomicBoolean(true);
        var seen = new AtomicInteger();
        try (var late = new WatchedFolders(() -> unlessFull(full.get()), seen::incrementAndGet)) {
            late.add(List.of(folder));
            full.set(false);
            late.add(List.of(folder));

            Files.writeString(folder.resolve("policy.yaml"), "after");

            await().atMost(Duration.ofSeconds(10)).until(() -> seen.get() > 0);
            assertThat(late.missed()).isEmpty();
        }
    }

    private static WatchService unlessFull(boolean full) throws IOException {
        if (full) {
            throw new IOException("User limit of inotify instances reached");
        }
        return FileSystems.getDefault().newWatchService();
    }

    private void awaitAChange() {
        await().atMost(Duration.ofSeconds(10)).until(() -> changes.get() > 0);
    }
}
