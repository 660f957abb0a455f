package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real Redis that gets its past back. */
@Timeout(300)
class RedisOverIT {
    private static final String CANARY = "canary-of-cache-90ab17";
    /** One in two milliseconds, for half a minute from now on. */
    private static final String EXPIRING =
            "for i = 1, 15000 do redis.call('set', 'brief' .. i, 'x', 'px', i * 2) end return 1";

    private static final String LASTING = "local all = 0 for _, key in ipairs(redis.call('keys', '*')) do"
            + " if redis.call('pttl', key) == -1 then all = all + 1 end end return all";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private TinyStack stack;

    @BeforeEach
    void fill() {
        stack = new TinyStack(Moored.redis("cache").guardedBy(CANARY));
        stack.policy("spec:\n", "spec:\n  backup: {folder: backups}\n");
        cli("EVAL", "for i = 1, 500 do redis.call('set', 'k' .. i, string.rep('x', 100)) end return 1", "0");
    }

    @AfterEach
    void remove() {
        try {
            assertThat(SparesLeft.of("proof", stack.project())).isEmpty();
            assertThat(cli("INFO", "replication")).contains("role:master");
        } finally {
            stack.close();
        }
    }

    /** Keys expire all the while, which is no write. */
    @Test
    void itHoldsWhatItHeldAndABackupHoldsWhatItHad() throws IOException {
        cli("CONFIG", "SET", "hz", "500");
        cli("EVAL", EXPIRING, "0");
        var backup = taken();
        cli("EVAL", EXPIRING, "0");
        lose();

        var ran = stack.berth("restore", backup, "--over", "cache", "-o", "json")
                .ends(0)
                .doesNotSay(CANARY);

        assertThat(lasting()).isEqualTo("501");
        assertThat(cli("CONFIG", "GET", "masterauth")).isEqualTo("masterauth");
        Shell.docker("restart", stack.container("cache"));
        await().atMost(PATIENCE).ignoreExceptions().until(() -> lasting().equals("501"));
        assertThat(stack.state().resolve("owed")).isEmptyDirectory();
        var back = json(ran).path("back").path(0).asText().split(" ");
        stack.berth("restore", back[2], "--over", "cache").ends(0);
        assertThat(cli("EXISTS", "k1")).isEqualTo("0");
        assertThat(cli("GET", "later")).isEqualTo("one");
    }

    @Test
    void whoIsConnectedIsNamedAndNothingIsDone() throws IOException {
        var backup = taken();
        lose();
        try (var writer = new Socket("127.0.0.1", stack.first().before())) {
            writer.getOutputStream().write(("AUTH " + CANARY + "\r\n").getBytes(StandardCharsets.UTF_8));
            writer.getInputStream().read();

            stack.berth("restore", backup, "--over", "cache").ends(3).says("others are connected: ", "stop them first");
        }

        assertThat(cli("GET", "later")).isEqualTo("one");
    }

    /** Whoever came after berth had looked for others, and writes as soon as nobody keeps it from that. */
    @Test
    void whoWritesAtTheLastMomentKeepsItFromHappeningAndLosesNothing() throws Exception {
        var backup = taken();
        lose();
        try (var run = Berthed.run(stack, "restore", backup, "--over", "cache");
                var writer = new Socket()) {
            await().atMost(PATIENCE).until(() -> !run.alive() || run.said().contains("laying it ready, unseen"));
            enter(writer);
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(2)).until(() -> !run.alive() || owed());
            assertThat(answer(writer, "SET late one")).isEqualTo("+OK");

            assertThat(run.ends()).as(run.said()).isEqualTo(20);

            assertThat(run.said()).contains("others are connected: ");
        }
        assertThat(cli("GET", "late")).isEqualTo("one");
        assertThat(cli("DBSIZE")).isEqualTo("501");
        assertThat(cli("CONFIG", "GET", "masterauth")).isEqualTo("masterauth");
        assertThat(stack.state().resolve("owed")).isEmptyDirectory();
    }

    @Test
    void whoWaitsUntilItTakesWritesAgainIsNoReasonToDoubtIt() throws Exception {
        var backup = taken();
        lose();
        cli("CONFIG", "SET", "key-load-delay", "2000", "loading-process-events-interval-bytes", "1024");
        try (var run = Berthed.run(stack, "restore", backup, "--over", "cache");
                var writer = new Socket()) {
            awaitLog(run, "Loading DB in memory");
            enter(writer);
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> answer(writer, "SET late one").equals("+OK"));

            assertThat(run.ends()).as(run.said()).isZero();
        }
        assertThat(cli("GET", "late")).isEqualTo("one");
        assertThat(cli("DBSIZE")).isEqualTo("502");
        assertThat(stack.state().resolve("owed")).isEmptyDirectory();
    }

    @Test
    void whoIsKilledLeavesTheOneOrTheOtherWhole() throws Exception {
        var backup = taken();
        lose();
        try (var run = Berthed.run(stack, "restore", backup, "--over", "cache")) {
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(2)).until(() -> !run.alive() || owed());
            run.kill();
        }

        stack.berth("backup").ends(0).says("proved by a restore");

        assertThat(cli("INFO", "replication")).contains("role:master");
        assertThat(List.of("501", "500")).contains(cli("DBSIZE"));
        assertThat(stack.state().resolve("owed")).isEmptyDirectory();
        assertThat(cli("SET", "later", "two")).isEqualTo("OK");
    }

    @ParameterizedTest
    @Tag("slow")
    @ValueSource(
            strings = {
                "Connecting to MASTER",
                "Full resync from master",
                "Loading DB in memory",
                "Finished with success",
                "MASTER MODE enabled"
            })
    void whoIsKilledAnywhereIsToldWhichOfBothItIsAndWhatToDo(String moment) throws Exception {
        var backup = taken();
        lose();
        cli("CONFIG", "SET", "key-load-delay", "2000", "loading-process-events-interval-bytes", "1024");
        try (var run = Berthed.run(stack, "restore", backup, "--over", "cache")) {
            awaitLog(run, moment);
            run.kill();
        }
        boolean open = owed();
        if (open) {
            stack.berth("status").says("cache is owed “REPLICAOF NO ONE: " + backup + " was taking the place of what ");
        }

        var next = stack.berth("backup").ends(0).says("proved by a restore");

        boolean restored = cli("DBSIZE").equals("501");
        assertThat(restored || cli("DBSIZE").equals("500")).isTrue();
        assertThat(next.err().contains("it holds what " + backup + " holds: the restore is done"))
                .isEqualTo(open && restored);
        assertThat(next.err().contains("nothing was restored; berth restore " + backup + " --over cache begins anew"))
                .isEqualTo(open && !restored);
        assertThat(stack.state().resolve("owed")).isEmptyDirectory();
        assertThat(cli("SET", "later", "two")).isEqualTo("OK");
    }

    /** Its own log tells how far it has come: asking it would be another client. */
    private void awaitLog(Berthed run, String words) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> !run.alive()
                        || Shell.docker("logs", stack.container("cache")).contains(words));
    }

    private void enter(Socket writer) throws IOException {
        writer.connect(new InetSocketAddress("127.0.0.1", stack.first().before()));
        writer.setSoTimeout(20_000);
        answer(writer, "AUTH " + CANARY);
    }

    private static String answer(Socket writer, String command) throws IOException {
        writer.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
        var line = new StringBuilder();
        for (int next = writer.getInputStream().read();
                next != '\n';
                next = writer.getInputStream().read()) {
            assertThat(next).as("hung up after " + command + ": " + line).isNotNegative();
            line.append((char) next);
        }
        return line.toString().strip();
    }

    /** Asking the server would be another client of it. */
    private boolean owed() {
        // What is still being written has another name.
        var owed = stack.state().resolve("owed").toFile().list((folder, name) -> !name.startsWith("."));
        return owed != null && owed.length > 0;
    }

    private void lose() {
        cli("DEL", "k1", "k2");
        cli("SET", "later", "one");
    }

    /** How many keys there are that never expire. */
    private String lasting() {
        return cli("EVAL", LASTING, "0");
    }

    private String taken() throws IOException {
        return json(stack.berth("backup", "-o", "json").ends(0))
                .path("backups")
                .path(0)
                .path("backup")
                .asText();
    }

    private static JsonNode json(Ran ran) throws IOException {
        return new ObjectMapper().readTree(ran.out());
    }

    private String cli(String... command) {
        var all = new ArrayList<>(
                List.of("exec", stack.container("cache"), "redis-cli", "-e", "-a", CANARY, "--no-auth-warning"));
        all.addAll(List.of(command));
        return Shell.docker(all.toArray(String[]::new)).strip();
    }
}
