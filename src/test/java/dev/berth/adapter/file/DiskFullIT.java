package dev.berth.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.berth.journal.Entry;
import dev.berth.journal.Journal;
import dev.berth.journal.UnwritableJournal;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A full disk, on a real file system of one MiB; mounting it takes root. */
@Timeout(60)
class DiskFullIT {
    @TempDir
    Path temporary;

    private Path disk;
    private StateFolder state;
    private FileRecords records;

    @BeforeEach
    void mountASmallDisk() throws Exception {
        disk = Files.createDirectory(temporary.resolve("disk"));
        run("mount", "-t", "tmpfs", "-o", "size=1m,mode=700", "berth-it-disk", disk.toString());
        state = new StateFolder(disk.resolve("state"));
        records = new FileRecords(state);
    }

    @AfterEach
    void unmountIt() throws Exception {
        run("umount", disk.toString());
    }

    @Test
    void anEntryThatFindsNoRoomIsRefusedAsAWholeAndTheWayBackFindsRoom() throws IOException {
        var journal = open();
        fill();
        int fitted = appendUntilRefused(journal);

        assertThat(journal.entries()).hasSize(1 + fitted);
        assertThat(new FileRecords(state).all().get(0).entries()).isEqualTo(journal.entries());
        assertThat(state.migrations().resolve("stack-1.ballast")).doesNotExist();
        IntStream.rangeClosed(1, 1000)
                .forEach(number -> journal.append(new Entry.Undone(Migrations.AT, "step-" + number)));
        journal.append(new Entry.Closed(Migrations.AT, "RolledBack"));
        assertThat(new FileRecords(state).all().get(0).entries())
                .hasSize(1 + fitted + 1001)
                .isEqualTo(journal.entries());
    }

    @Test
    void nothingOfARefusedEntryStaysInTheFile() throws IOException {
        var journal = open();
        var file = state.migrations().resolve("stack-1.journal");
        fill();
        long before = Files.size(file);
        var large = new Entry.Failed(Migrations.AT, "step", "x".repeat(10_000));

        assertThatThrownBy(() -> journal.append(large)).isInstanceOf(UncheckedIOException.class);
        assertThat(file).hasSize(before);
    }

    @Test
    void aMigrationThatFindsNoRoomIsNotBegunAndLeavesNothing() throws IOException {
        open().append(new Entry.Closed(Migrations.AT, "Migrated"));
        fill();

        assertThatThrownBy(this::open)
                .isInstanceOf(UnwritableJournal.class)
                .hasMessageContaining(state.migrations().toString());
        assertThat(state.migrations().toFile().list()).containsExactly("stack-1.journal");
    }

    @Test
    void aFullDiskKeepsNobodyFromTakingTheLockForTheWayBack() throws IOException {
        var clock = Clock.fixed(Migrations.AT, ZoneOffset.UTC);
        ((Locking.Held) state.lock(clock)).lock().close();
        fill();

        var again = state.lock(clock);

        assertThat(again).isInstanceOf(Locking.Held.class);
        ((Locking.Held) again).lock().close();
    }

    private Journal open() {
        return records.open(Migrations.AT, Migrations.plan("stack"));
    }

    private static int appendUntilRefused(Journal journal) {
        for (int number = 1; number <= 1000; number++) {
            var entry = Migrations.began(number);
            if (catchThrowableOfType(UncheckedIOException.class, () -> journal.append(entry)) != null) {
                return number - 1;
            }
        }
        throw new AssertionError("the disk never filled");
    }

    private void fill() throws IOException {
        try (var filler = new RandomAccessFile(disk.resolve("filler").toFile(), "rw")) {
            var page = new byte[4096];
            assertThatThrownBy(() -> {
                        for (int pages = 0; pages < 1024; pages++) {
                            filler.write(page);
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
    }

    private static void run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as("%s: %s", String.join(" ", command), said)
                .isZero();
    }
}
