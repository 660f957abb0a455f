package dev.berth.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A real Redis with values of every type, backed up, proved and restored, with an append-only file and without. */
@Timeout(300)
class RedisBackupIT {
    private static final String CANARY = "canary-of-cache-51c0d2";

    /** One key of each type, a long one of most, and the row that every stack begins with. */
    private static final int KEYS = 10;

    private static final String FILL = "redis.call('set', 'text', string.rep('x', 3000000))"
            + " redis.call('set', 'b\\0in', '\\255\\0')"
            + " for i = 1, 2000 do redis.call('rpush', 'list', i) redis.call('sadd', 'set', 'm' .. i)"
            + " redis.call('hset', 'hash', 'f' .. i, i) redis.call('zadd', 'sorted', i / 3, 'z' .. i)"
            + " redis.call('xadd', 'stream', i .. '-1', 'n', i) end"
            + " redis.call('set', 'going', 'x', 'px', 3600000)"
            + " redis.call('select', 5) redis.call('set', 'elsewhere', 'y') return 1";

    private static TinyStack stack;

    @BeforeAll
    static void fill() {
        stack = new TinyStack(Moored.redis("cache").guardedBy(CANARY));
        stack.policy("spec:\n", "spec:\n  backup: {folder: backups}\n");
        cli(stack.container("cache"), "EVAL", FILL, "0");
        cli(stack.container("cache"), "SET", "last", "one");
    }

    @AfterAll
    static void remove() {
        stack.close();
    }

    @AfterEach
    void nothingIsLeftBeside() {
        assertThat(SparesLeft.of("proof", stack.project())).isEmpty();
    }

    @Test
    void withAnAppendOnlyFileItIsProvedAndRestored() throws IOException {
        var backup = taken();

        assertThat(backup.path("proved").asBoolean()).isTrue();
        assertThat(backup.path("rows").asLong()).isEqualTo(KEYS);
        assertThatItIsRestored(backup, "yes");
    }

    @Test
    void withoutAnAppendOnlyFileItIsProvedAndRestored() throws IOException {
        try (var plain = new TinyStack(Moored.redis("cache").guardedBy(CANARY))) {
            var compose = plain.folder().resolve("compose.yaml");
            Files.writeString(
                    compose, Files.readString(compose).replace("--appendonly, \"yes\"", "--save, \"3600 1\""));
            plain.compose("up", "-d");
            plain.policy("spec:\n", "spec:\n  backup: {folder: backups}\n");
            await().atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .until(() ->
                            cli(plain.container("cache"), "SET", "key", "kept").equals("OK"));

            var ran = plain.berth("backup", "-o", "json").ends(0);

            assertThat(json(ran).path("backups").path(0).path("rows").asLong()).isEqualTo(2);
            var name = json(ran).path("backups").path(0).path("backup").asText();
            var restored = json(plain.berth("restore", name, "-o", "json").ends(0));
            try {
                assertThat(cli(restored.path("container").asText(), "GET", "key"))
                        .isEqualTo("kept");
                assertThat(cli(restored.path("container").asText(), "CONFIG", "GET", "appendonly"))
                        .endsWith("no");
            } finally {
                remove(restored);
            }
        }
    }

    /** Numbers agree, since writers wait for the moment of the fork. */
    @Test
    void oneThatIsWrittenToAllTheTimeIsProvedByItsNumbers() {
        var done = new AtomicBoolean();
        var writing = CompletableFuture.runAsync(() -> write(done));
        try {
            stack.berth("backup").ends(0).says("proved by a restore", "compared by their number alone: all: db0");
        } finally {
            done.set(true);
            writing.join();
            cli(stack.container("cache"), "DEL", "busy");
        }
    }

    /** Its copy is far longer than what lies on the way to a reader who does not read, so that it has not come to its end. */
    @Test
    void anEngineThatIsKilledInTheMiddleOfItsCopyLeavesNothing() throws Exception {
        var before = shelf();
        cli(stack.container("cache"), "CONFIG", "SET", "rdbcompression", "no");
        cli(stack.container("cache"), "CONFIG", "SET", "rdb-key-save-delay", "200000");
        cli(stack.container("cache"), "SETRANGE", "long", String.valueOf(64 << 20), "x");
        try (var run = Berthed.run(stack, "backup")) {
            awaitInfo("persistence", "rdb_bgsave_in_progress:1");
            run.signal("STOP");
            awaitInfo("replication", "state=send_bulk");
            assertThat(shelf()).hasSize(before.size() + 1);

            Shell.docker("kill", stack.container("cache"));

            run.signal("CONT");
            assertThat(run.ends()).as(run.said()).isEqualTo(20);
            assertThat(run.said())
                    .contains("the backup broke off, and nothing of it is left: its copy ended in the middle");
            assertThat(shelf()).isEqualTo(before);
        } finally {
            Shell.docker("start", stack.container("cache"));
            await().atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .until(() -> cli(stack.container("cache"), "DEL", "long").equals("1"));
        }
        stack.berth("backup").ends(0).says("proved by a restore");
    }

    /** Its kernel takes all and says nothing; nobody is to wait until it counts as hung. */
    @Test
    void whoInterruptsABackupOfAServerThatIsFrozenNeedNotWaitForIt() throws Exception {
        var before = shelf();
        cli(stack.container("cache"), "CONFIG", "SET", "rdb-key-save-delay", "1000000");
        try (var run = Berthed.run(stack, "backup")) {
            await().atMost(Duration.ofSeconds(60)).until(() -> shelf().size() > before.size());
            awaitInfo("persistence", "rdb_bgsave_in_progress:1");
            Shell.docker("pause", stack.container("cache"));

            run.signal("TERM");

            assertThat(run.ends()).as(run.said()).isEqualTo(20);
            assertThat(run.said()).contains("the backup broke off, and nothing of it is left: interrupted");
        } finally {
            Shell.attempt("docker", "unpause", stack.container("cache"));
            cli(stack.container("cache"), "CONFIG", "SET", "rdb-key-save-delay", "0");
        }
        assertThat(shelf()).isEqualTo(before);
    }

    /** A second a key, another file is written for longer than the server waits; berth asks for none meanwhile. */
    @Test
    @Tag("slow")
    void aServerThatHangsUpOnWhoeverSaysNothingIsProved() {
        cli(stack.container("cache"), "CONFIG", "SET", "timeout", "1");
        cli(stack.container("cache"), "CONFIG", "SET", "rdb-key-save-delay", "1000000");
        try {
            cli(stack.container("cache"), "BGSAVE");
            awaitInfo("persistence", "rdb_bgsave_in_progress:1");
            cli(stack.container("cache"), "CONFIG", "SET", "rdb-key-save-delay", "0");

            stack.berth("backup").ends(0).says("proved by a restore");
        } finally {
            cli(stack.container("cache"), "CONFIG", "SET", "timeout", "0");
            cli(stack.container("cache"), "CONFIG", "SET", "rdb-key-save-delay", "0");
        }
    }

    @Test
    void aWrongPasswordIsRefusedBeforeAnythingIsWritten() {
        var way = new Ran.Way().environment(Map.of("CACHE_PASSWORD", "wrong"));

        stack.berth(way, "backup").ends(3).says("refuses the login: WRONGPASS");
    }

    @Test
    void aReplicaIsRefused() {
        cli(stack.container("cache"), "REPLICAOF", "127.0.0.1", "1");
        try {
            stack.berth("backup").ends(3).says("it is a replica — back up its master");
        } finally {
            cli(stack.container("cache"), "REPLICAOF", "NO", "ONE");
        }
    }

    @Test
    void noPasswordIsSaidAndNobodyStaysConnected() throws IOException {
        stack.berth("backup").ends(0).doesNotSay(CANARY);

        await().atMost(Duration.ofSeconds(10))
                .until(() ->
                        cli(stack.container("cache"), "INFO", "replication").contains("connected_slaves:0"));
        assertThat(cli(stack.container("cache"), "SET", "last", "one")).isEqualTo("OK");
    }

    /** A member after the other, each once the one before was acknowledged. */
    private static void write(AtomicBoolean done) {
        try (var socket = new Socket("127.0.0.1", stack.first().before())) {
            var answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            socket.getOutputStream().write(("AUTH " + CANARY + "\r\n").getBytes(UTF_8));
            answers.readLine();
            for (int i = 0; !done.get(); i++) {
                socket.getOutputStream().write(("SADD busy m" + i + "\r\n").getBytes(UTF_8));
                assertThat(answers.readLine()).isEqualTo(":1");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitInfo(String section, String words) {
        await(words)
                .atMost(Duration.ofSeconds(30))
                .until(() -> cli(stack.container("cache"), "INFO", section).contains(words));
    }

    /** What lies where the backups of the database do, whole or not. */
    private static List<String> shelf() throws IOException {
        var folder = stack.folder().resolve("backups/default/" + stack.project() + "/cache");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var backups = Files.list(folder)) {
            return backups.map(Path::toString).sorted().toList();
        }
    }

    private static void assertThatItIsRestored(JsonNode backup, String appendOnly) throws IOException {
        var restored = json(stack.berth("restore", backup.path("backup").asText(), "-o", "json")
                .ends(0));
        var container = restored.path("container").asText();
        try {
            assertThat(cli(container, "CONFIG", "GET", "appendonly")).endsWith(appendOnly);
            assertThat(cli(container, "LLEN", "list")).isEqualTo("2000");
            assertThat(cli(container, "TTL", "going")).isNotEqualTo("-1").isNotEqualTo("-2");
            Shell.docker("restart", container);
            await().atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .until(() -> cli(container, "SCARD", "set").equals("2000"));
            assertThat(Shell.docker("inspect", "-f", "{{json .HostConfig.PortBindings}}", container))
                    .isEqualTo("{}");
        } finally {
            remove(restored);
        }
    }

    private static void remove(JsonNode restored) {
        for (var command : restored.path("remove")) {
            Shell.run(command.asText().split(" "));
        }
    }

    private static JsonNode taken() throws IOException {
        return json(stack.berth("backup", "-o", "json").ends(0)).path("backups").path(0);
    }

    private static JsonNode json(Ran ran) throws IOException {
        return new ObjectMapper().readTree(ran.out());
    }

    private static String cli(String container, String... command) {
        var all = new ArrayList<>(List.of("exec", container, "redis-cli", "-e", "-a", CANARY, "--no-auth-warning"));
        all.addAll(List.of(command));
        return Shell.docker(all.toArray(String[]::new));
    }
}
