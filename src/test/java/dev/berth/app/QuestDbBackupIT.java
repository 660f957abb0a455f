package dev.berth.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A real QuestDB, backed up under a checkpoint, which nobody ever forgets. */
@Timeout(300)
class QuestDbBackupIT {
    private static final int ROWS = 5000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static QuestStack stack;

    @BeforeAll
    static void fill() {
        stack = new QuestStack().up();
        stack.policy("spec:\n", "spec:\n  backup: {folder: backups}\n");
        stack.send(stack.before().ilp(), 1, ROWS);
        stack.awaitRows(stack.before(), ROWS);
    }

    @AfterAll
    static void remove() {
        stack.close();
    }

    @AfterEach
    void nothingIsLeftBesideAndNoCheckpointIsOpen() {
        assertThat(SparesLeft.of("proof", stack.project())).isEmpty();
        assertThat(stack.suspended()).isFalse();
    }

    @Test
    void itIsProvedAndRestored() throws IOException {
        var backup = json(stack.berth("backup", "-o", "json").ends(0))
                .path("backups")
                .path(0);
        var name = backup.path("backup").asText();

        assertThat(backup.path("proved").asBoolean()).isTrue();
        assertThat(backup.path("rows").asLong()).isEqualTo(ROWS);
        var restored = json(stack.berth("restore", name, "-o", "json").ends(0));
        try {
            assertThat(restored.path("lost")).isEmpty();
            assertThat(Shell.docker(
                            "inspect",
                            "-f",
                            "{{.State.Running}}",
                            restored.path("container").asText()))
                    .isEqualTo("true");
        } finally {
            for (var command : restored.path("remove")) {
                Shell.run(command.asText().split(" "));
            }
        }
    }

    /** What the refusal tells to do instead, as docs/backups.md shows it. */
    @Test
    void aBackupTakesThePlaceOfTheLiveDataByItsVolume() throws IOException {
        try (var other = new QuestStack().up()) {
            other.policy("spec:\n", "spec:\n  backup: {folder: backups}\n");
            other.send(other.before().ilp(), 1, 100);
            other.awaitRows(other.before(), 100);
            var name = json(other.berth("backup", "-o", "json").ends(0))
                    .path("backups")
                    .path(0)
                    .path("backup")
                    .asText();
            other.send(other.before().ilp(), 101, 50);
            other.awaitRows(other.before(), 150);
            other.berth("restore", name, "--over", "questdb")
                    .ends(3)
                    .says("no backup of QuestDB is put in the place", "berth restore " + name);

            var restored = json(other.berth("restore", name, "-o", "json").ends(0));
            Shell.docker("stop", restored.path("container").asText());
            Shell.docker("rm", restored.path("container").asText());
            Shell.docker("network", "rm", restored.path("network").asText());
            other.compose(
                    "{questdb-data: {}}",
                    "{questdb-data: {external: true, name: "
                            + restored.path("volumes").path(0).asText() + "}}");

            other.awaitRows(other.before(), 100);
            other.berth("plan").ends(10);
        }
    }

    @Test
    @Tag("slow")
    void itIsProvedEncrypted() throws IOException {
        Files.writeString(stack.state().resolveSibling("backup.key"), "ff".repeat(32) + "\n");
        stack.policy("{folder: backups}", "{folder: encrypted, encryption: {key: {file: backup.key}}}");
        try {
            stack.berth("backup").ends(0).says("encrypted by key af9613760f72635f", "proved by a restore");
        } finally {
            stack.policy("{folder: encrypted, encryption: {key: {file: backup.key}}}", "{folder: backups}");
        }
    }

    @Test
    @Tag("slow")
    void oneThatIsWrittenToAllTheTimeIsProvedByWhatItHadAtLeast() throws IOException {
        var sent = new AtomicInteger(ROWS);
        var running = CompletableFuture.supplyAsync(() -> stack.berth("backup"));
        try (var writer = new Socket("127.0.0.1", stack.before().ilp())) {
            await().pollInterval(Duration.ofMillis(5)).atMost(PATIENCE).until(() -> {
                var row = sent.incrementAndGet();
                writer.getOutputStream().write(("rows id=" + row + "i " + row + "000000\n").getBytes(UTF_8));
                return running.isDone();
            });
        }

        running.join().ends(0).says("proved by a restore");
        stack.awaitRows(stack.before(), sent.get());
    }

    @Test
    @Tag("slow")
    void aCheckpointThatAKilledRunLeftOpenIsReleasedByTheNextBackup() throws Exception {
        leaveACheckpointOpen();

        stack.berth("backup").ends(0).says("proved by a restore");

        assertThat(owed()).isEmpty();
    }

    @Test
    void aCheckpointThatAKilledRunLeftOpenIsToldAndReleasedByWhateverActs() throws Exception {
        leaveACheckpointOpen();

        stack.berth("status").ends(0).says("Settled", "questdb is owed “CHECKPOINT RELEASE”");
        stack.berth("health").ends(11).says("❌ questdb is owed “CHECKPOINT RELEASE” since a run broke off");
        assertThat(stack.suspended()).as("looking releases nothing").isTrue();
        stack.berth("retire").says("questdb was owed “CHECKPOINT RELEASE” since a run broke off, and has it now");

        assertThat(stack.suspended()).isFalse();
        stack.berth("health").ends(0);
        sweep();
    }

    @Test
    @Tag("slow")
    void aCheckpointThatAKilledRunLeftOpenIsReleasedByTheDaemonByItself() throws Exception {
        leaveACheckpointOpen();
        stack.policy("spec:\n", "spec:\n  mode: Observe\n");
        var policy = Path.of(List.of(stack.withPolicy()).get(1));

        try (var daemon = Daemon.start(Map.of(), policy).started()) {
            await().atMost(PATIENCE).until(() -> owed().isEmpty());
            assertThat(daemon.alive()).isTrue();
        } finally {
            stack.policy("spec:\n  mode: Observe\n", "spec:\n");
        }

        assertThat(stack.suspended()).isFalse();
        sweep();
    }

    @Test
    void aCheckpointOfSomebodyElseIsLeftAlone() {
        stack.sql("CHECKPOINT CREATE");
        try {
            stack.berth("backup").ends(20).says("somebody else has a checkpoint open in it");
            assertThat(stack.suspended()).isTrue();
        } finally {
            stack.sql("CHECKPOINT RELEASE");
        }
    }

    /** Rows that are in no table yet have the look wait, by a command that QuestDB knows in its developers' mode alone. */
    @Test
    @Tag("slow")
    void aCheckpointThatSomebodyElseOpensDuringTheLookIsLeftAlone() throws IOException {
        try (var other = new QuestStack().up()) {
            other.policy("spec:\n", "spec:\n  backup: {folder: backups}\n");
            other.compose("{QDB_PG_PASSWORD", "{QDB_DEV_MODE_ENABLED: \"true\", QDB_PG_PASSWORD");
            await().atMost(PATIENCE).ignoreExceptions().until(() -> !other.suspended());
            other.send(other.before().ilp(), 1, 100);
            other.awaitRows(other.before(), 100);
            other.sql("ALTER TABLE rows SUSPEND WAL");
            other.send(other.before().ilp(), 101, 1);
            await().atMost(PATIENCE)
                    .until(() -> other.asked("SELECT count() FROM wal_tables() WHERE sequencerTxn > writerTxn"));
            var running = CompletableFuture.supplyAsync(() -> other.berth("backup"));
            await().pollInterval(Duration.ofMillis(5))
                    .atMost(PATIENCE)
                    .until(() -> other.asked("SELECT count() FROM query_activity()"
                            + " WHERE query LIKE '%FROM wal_tables()' AND NOT query LIKE '%query_activity%'"));

            other.sql("CHECKPOINT CREATE");
            other.sql("ALTER TABLE rows RESUME WAL");

            running.join().ends(20).says("somebody else has a checkpoint open in it");
            assertThat(other.suspended()).isTrue();
            assertThat(FolderFiles.ifThere(other.state().resolve("owed"))).isEmpty();
        }
    }

    @Test
    void anEngineThatIsKilledInTheMiddleLeavesNothingAndStaysOwedItsRelease() throws Exception {
        var before = shelf();
        var tar = StalledTar.in(stack.container());
        try {
            var running = CompletableFuture.supplyAsync(() -> stack.berth("backup"));
            awaitTheMiddle(tar);

            Shell.docker("kill", stack.container());

            running.join()
                    .ends(20)
                    .says("the backup broke off: tar: it was killed; left: its checkpoint is still to be released: ");
            assertThat(shelf()).isEqualTo(before);
            assertThat(owed()).hasSize(1);
        } finally {
            Shell.docker("start", stack.container());
            await().atMost(PATIENCE).ignoreExceptions().until(() -> !stack.suspended());
            tar.close();
        }
        stack.berth("backup")
                .ends(0)
                .says(
                        "questdb was owed “CHECKPOINT RELEASE” since a run broke off, and has it now",
                        "proved by a restore");
        assertThat(owed()).isEmpty();
    }

    /** The server of the proof came up beside the dump that was killed; the next backup has it go. */
    private static void sweep() {
        stack.berth("backup").ends(0).says("proved by a restore");
    }

    private static List<Path> owed() throws IOException {
        try (var files = Files.list(stack.state().resolve("owed"))) {
            return files.toList();
        }
    }

    private static void leaveACheckpointOpen() throws Exception {
        var tar = StalledTar.in(stack.container());
        try (var run = Berthed.run(stack.state(), stack.withPolicy("backup"))) {
            awaitTheMiddle(tar);
            run.kill();
        } finally {
            tar.close();
        }
        assertThat(stack.suspended()).isTrue();
        // It may have been killed while it noted when the checkpoint began.
        assertThat(owed())
                .filteredOn(file -> !file.getFileName().toString().startsWith("."))
                .hasSize(1);
    }

    /** A checkpoint that is still being made ends with whoever asked for it. */
    private static void awaitTheMiddle(StalledTar tar) {
        await().atMost(PATIENCE).ignoreExceptions().until(() -> tar.stalls() && stack.suspended());
    }

    /** All that lies where backups do, whole or not. */
    private static List<String> shelf() throws IOException {
        return FolderFiles.ifThere(stack.state().resolveSibling("backups").resolve("default")).stream()
                .map(Path::toString)
                .toList();
    }

    private static JsonNode json(Ran ran) throws IOException {
        return new ObjectMapper().readTree(ran.out());
    }
}
