package dev.berth.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
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
        watched = WatchedFolders.open(changes::incrementAndGet);
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

    private void awaitAChange() {
        await().atMost(Duration.ofSeconds(10)).until(() -> changes.get() > 0);
    }
}
