package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.plan.ContainerStep;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The state folder fails, or was damaged, while a database is on its way. */
@Timeout(120)
@Tag("alone")
class JournalFaultsIT {
    @RegisterExtension
    static final Stage STAGE = new Stage(() -> new TinyStack(Moored.postgres("main")));

    private final TinyStack stack = STAGE.stack();

    /** The pause must be over before its limit even where the machine is busy. */
    @BeforeEach
    void hold() {
        stack.hold("drain: 2s, limit: 60s");
    }

    @TempDir
    Path temporary;

    @Test
    void aDiskThatFillsInTheMiddleTakesTheMoveBack() throws Exception {
        var disk = disk("1m");
        try {
            var state = disk.resolve("state").toString();
            var planted = Planted.before(stack, ContainerStep.StopContainer.class, () -> fill(disk));

            stack.berth(new Ran.Way().between(planted), "apply", "--yes", "--state", state)
                    .ends(20)
                    .says("can't be written", "No space left", "rolled back");

            assertThat(planted.violations()).isEmpty();
            stack.assertAsBefore();
            stack.berth("history", "--state", state).ends(0).says("rolled back");
        } finally {
            Shell.run("umount", disk.toString());
        }
    }

    @Test
    void aDiskThatIsFullFromTheStartKeepsTheMoveFromBeginning() throws Exception {
        var disk = disk("1m");
        try {
            fill(disk);

            stack.berth("apply", "--yes", "--state", disk.resolve("state").toString())
                    .ends(3)
                    .says(disk.toString());
        } finally {
            Shell.run("umount", disk.toString());
        }
        stack.assertAsBefore();
    }

    @Test
    void aDiskWithoutRoomForTheWayBackKeepsTheMoveFromBeginning() throws Exception {
        var disk = disk("200k");
        try {
            stack.berth("apply", "--yes", "--state", disk.resolve("state").toString())
                    .ends(3)
                    .says("no journal can be begun in " + disk, "No space left", "make room", "nothing was changed");
        } finally {
            Shell.run("umount", disk.toString());
        }
        stack.assertAsBefore();
    }

    @Test
    void aFinishedMoveGoesBackOnAFullDisk() throws Exception {
        var disk = disk("1m");
        try {
            var state = disk.resolve("state").toString();
            stack.berth("apply", "--yes", "--state", state).ends(0);
            fill(disk);

            stack.berth("rollback", "--state", state).ends(0).says("rolled back");
        } finally {
            Shell.run("umount", disk.toString());
        }
        stack.assertAsBefore();
    }

    @Test
    void aJournalThatTakesNotEvenTheWishToGoBackIsSaidSo() throws Exception {
        stack.berth("apply", "--yes").ends(0);
        var journal = journal().toString();
        Shell.run("mount", "--bind", "-o", "ro", journal, journal);
        try {
            stack.berth("rollback")
                    .ends(3)
                    .says("no way back can be begun", journal, "Read-only", "make it writable", "nothing was changed");
        } finally {
            Shell.run("umount", journal);
        }
        stack.assertMigrated();

        stack.berth("rollback").ends(0);

        stack.assertAsBefore();
    }

    @Test
    void aTornTailIsDroppedAndTheRunGoesOn() throws Exception {
        killedWhileItWaits();
        Files.writeString(journal(), "0a1b2c3d 120 {\"entry\":\"App", StandardOpenOption.APPEND);

        stack.berth("status").ends(0);

        stack.assertMigrated();
    }

    @Test
    void damageInTheMiddleStopsBeforeAnythingChanges() throws Exception {
        stack.berth("apply", "--yes").ends(0);
        var sound = Files.readAllBytes(journal());
        var damaged = sound.clone();
        int middle = new String(sound, StandardCharsets.ISO_8859_1).indexOf("\"entry\":\"Applied\"") + 12;
        damaged[middle] ^= 1;
        Files.write(journal(), damaged);

        stack.berth("rollback").ends(3).says(journal().toString(), "line", "checksum");
        stack.berth("apply", "--yes").ends(3).says(journal().toString());
        stack.berth("status", "-o", "json").ends(3).says("\"state\" : \"refused\"", "see docs/journal.md");

        Files.write(journal(), sound);
        stack.assertMigrated();
        stack.berth("rollback").ends(0);
        stack.assertAsBefore();
    }

    private void killedWhileItWaits() throws Exception {
        try (var run = Berthed.run(stack, "apply", "--yes")) {
            assertThat(run.reaches(Berthed.entry("Applied", "start-replacement")))
                    .isTrue();
            run.kill();
        }
    }

    private Path journal() throws IOException {
        try (var files = Files.newDirectoryStream(stack.state().resolve("migrations"), "*.journal")) {
            return files.iterator().next();
        }
    }

    /** A small file system of its own; whoever asks for it unmounts it. */
    private Path disk(String size) throws IOException {
        var disk = Files.createDirectory(temporary.resolve("disk"));
        Shell.run("mount", "-t", "tmpfs", "-o", "size=" + size + ",mode=700", "berth-it-disk", disk.toString());
        return disk;
    }

    private static void fill(Path disk) {
        try (var file = Files.newOutputStream(disk.resolve("filler"))) {
            var page = new byte[4096];
            for (int pages = 0; pages < 1024; pages++) {
                file.write(page);
            }
            throw new AssertionError("the disk never filled");
        } catch (IOException full) {
            assertThat(disk.resolve("filler")).exists();
        }
    }
}
