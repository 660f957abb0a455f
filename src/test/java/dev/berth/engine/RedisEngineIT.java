package dev.berth.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.engine.Answer.NotYet;
import dev.berth.engine.Answer.Silent;
import dev.berth.engine.Answer.Well;
import dev.berth.policy.EngineKind;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisEngineIT implements LoginContract {
    /** Of each kind one with few elements, one with as many as are asked for at once, and one with many. */
    private static final String EVERYTHING = "for _, n in ipairs({3, 16, 2000}) do"
            + " redis.call('set', 'text' .. n, string.rep('x', n * 4))"
            + " for i = 1, n do redis.call('rpush', 'list' .. n, i) redis.call('sadd', 'set' .. n, 'm' .. i)"
            + " redis.call('hset', 'hash' .. n, 'f' .. i, i) redis.call('zadd', 'ranked' .. n, i / 4, 'z' .. i)"
            + " redis.call('xadd', 'stream' .. n, i .. '-1', 'f', i) end end return 1";

    private static RigContainer server;

    @BeforeAll
    static void start() {
        server = RigContainer.redis();
    }

    @AfterAll
    static void remove() {
        server.close();
    }

    @Override
    public EngineKind kind() {
        return EngineKind.REDIS;
    }

    @Override
    public RigContainer server() {
        return server;
    }

    @Test
    void aStopAfterAGoodCheckpointLosesNothingWithSavePoints() {
        assertThatAStopLosesNothing("--appendonly", "no");
    }

    @Test
    void aStopAfterAGoodCheckpointLosesNothingWithAnAppendOnlyFile() {
        assertThatAStopLosesNothing("--appendonly", "yes", "--save", "");
    }

    @Test
    void dataInMemoryOnlyIsNotReadyToBeStopped() {
        try (var redis = RigContainer.redis("--save", "")) {
            var answer = checkpoint(redis);

            assertThat(answer)
                    .isInstanceOfSatisfying(
                            Silent.class,
                            silent -> assertThat(silent.reason())
                                    .contains("in memory only", "set save points or appendonly yes"));
        }
    }

    @Test
    void dataThatCannotBeWrittenIsNotReadyToBeStopped() {
        try (var redis = RigContainer.redis()) {
            checkpoint(redis);
            redis.exec("mkdir", "/data/dump.rdb");
            cli(redis, "set", "key", "unsaved");
            cli(redis, "bgsave");

            var answer = await().atMost(Duration.ofSeconds(30))
                    .until(
                            () -> engine().checkpoint(redis.endpoint(kind()), right(), PATIENCE),
                            Silent.class::isInstance);

            assertThat(((Silent) answer).reason()).contains("rdb_last_bgsave_status:err");
        }
    }

    @Test
    void aUserWhoMayNotReadTheConfigurationIsToldSo() {
        try (var redis = RigContainer.redis()) {
            checkpoint(redis);
            cli(redis, "acl", "setuser", "app", "on", ">right", "+ping", "+info");

            var answer = engine().checkpoint(
                            redis.endpoint(kind()), new Login(Optional.of("app"), Optional.of("right")), PATIENCE);

            assertThat(answer)
                    .isInstanceOfSatisfying(
                            Silent.class, silent -> assertThat(silent.reason()).contains("allow CONFIG GET"));
        }
    }

    @Test
    void aClusterNodeWithoutAnnouncedAddressIsNotReadyToBeStopped() {
        try (var redis = RigContainer.redis("--cluster-enabled", "yes")) {
            assertThat(checkpoint(redis))
                    .isInstanceOfSatisfying(
                            Silent.class, silent -> assertThat(silent.reason()).contains("cluster-announce-port"));
        }
    }

    @Test
    void aClusterNodeThatAnnouncesAnAddressThatStaysIsReady() {
        try (var redis = RigContainer.redis(
                "--cluster-enabled", "yes", "--cluster-announce-ip", "10.0.0.1", "--cluster-announce-port", "1")) {
            assertThat(checkpoint(redis)).isEqualTo(new Well(""));
        }
    }

    @Test
    void aReplicaWithoutAnnouncedAddressIsNotReadyToBeStopped() {
        try (var redis = RigContainer.redis("--replicaof", "127.0.0.1", "1")) {
            assertThat(checkpoint(redis))
                    .isInstanceOfSatisfying(
                            Silent.class, silent -> assertThat(silent.reason()).contains("replica-announce-port"));
        }
    }

    @Test
    void aReplicaThatAnnouncesThePortItGivesUpIsNotReadyToBeStopped() {
        try (var redis = RigContainer.redis("--replicaof", "127.0.0.1", "1", "--replica-announce-ip", "10.0.0.1")) {
            checkpoint(redis);
            var port = Integer.toString(redis.endpoint(kind()).port());
            cli(redis, "config", "set", "replica-announce-port", port);

            var answer = checkpoint(redis);

            assertThat(answer)
                    .isInstanceOfSatisfying(
                            Silent.class,
                            silent -> assertThat(silent.reason())
                                    .contains("announces port " + port + ", which is given up"));
        }
    }

    @Test
    void aServerThatStillLoadsItsDataIsNotReadyYet() {
        try (var redis =
                RigContainer.redis("--loading-process-events-interval-bytes", "1024", "--key-load-delay", "2000")) {
            checkpoint(redis);
            cli(redis, "eval", "for i = 1, 3000 do redis.call('set', i, i) end", "0");
            redis.restart("SIGTERM");

            var answer = await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(20))
                    .until(
                            () -> engine().probe(redis.endpoint(kind()), right(), PATIENCE),
                            given -> !(given instanceof Silent));

            assertThat(answer)
                    .isInstanceOfSatisfying(
                            NotYet.class, notYet -> assertThat(notYet.reason()).startsWith("LOADING"));
        }
    }

    @Test
    void aSessionIsListedWithWhatItIsInTheMiddleOf() throws IOException {
        well();
        try (var busy = new Socket("127.0.0.1", server.endpoint(kind()).port())) {
            busy.getOutputStream().write("AUTH right\r\nMULTI\r\nSET secret x\r\n".getBytes(UTF_8));

            var sessions = await().atMost(Duration.ofSeconds(10))
                    .until(
                            () -> (Sessions.Listed) engine().sessions(server.endpoint(kind()), right(), PATIENCE),
                            listed -> listed.sessions().stream()
                                    .anyMatch(session -> session.doing().equals(Optional.of("MULTI"))));

            assertThat(sessions.busy()).hasSize(1);
            assertThat(sessions.toString()).doesNotContain("secret");
        }
    }

    @Test
    void aUserWhoMayNotListClientsIsToldSo() {
        well();
        cli(server, "acl", "setuser", "app", "on", ">right", "+ping");

        var sessions = engine().sessions(
                        server.endpoint(kind()), new Login(Optional.of("app"), Optional.of("right")), PATIENCE);

        assertThat(sessions)
                .isInstanceOfSatisfying(
                        Sessions.Untold.class,
                        untold -> assertThat(untold.reason()).contains("allow CLIENT LIST and CLIENT SETNAME"));
    }

    @Test
    void aServerThatSavesNothingOnASignalIsNotReadyToBeStopped() {
        try (var redis = RigContainer.redis("--shutdown-on-sigterm", "nosave")) {
            assertThat(checkpoint(redis).words())
                    .contains("shutdown-on-sigterm is “nosave”, so that a stop would lose");
        }
    }

    @Test
    void aServerThatEndsWithoutHavingSavedIsNotReadyToBeStopped() {
        try (var redis = RigContainer.redis("--appendonly", "yes", "--shutdown-on-sigterm", "force")) {
            assertThat(checkpoint(redis).words())
                    .contains("shutdown-on-sigterm is “force”, so that it ends even where");
        }
    }

    @Test
    void everyKindOfValueIsFoundAgainAfterARestartWithSavePoints() {
        assertThatALookFindsTheSame("--appendonly", "no");
    }

    @Test
    void everyKindOfValueIsFoundAgainAfterARestartWithAnAppendOnlyFile() {
        assertThatALookFindsTheSame("--appendonly", "yes", "--save", "");
    }

    @Test
    void anotherValueAndAMissingKeyAreFound() {
        try (var redis = filled()) {
            var before = seen(look(redis));
            cli(redis, "-n", "3", "set", "other", "x");
            cli(redis, "del", "text");

            var after = seen(look(redis));

            assertThat(before.differences(after))
                    .contains("db0 has 7 rows instead of 8", "db3 has as many rows, but not the same");
        }
    }

    @Test
    void aLostKeyThatExpiresLaterIsFound() {
        try (var redis = filled()) {
            var before = seen(look(redis));
            cli(redis, "persist", "late");
            cli(redis, "del", "late");
            redis.restart("SIGTERM");
            checkpoint(redis);

            var after = seen(engine().lookAgain(redis.endpoint(kind()), right(), before, PATIENCE));

            assertThat(before.differences(after)).singleElement().asString().contains("db0 (expiring after", "missing");
        }
    }

    @Test
    void aKeyThatExpiresMeanwhileIsNoLoss() {
        try (var redis = filled()) {
            cli(redis, "psetex", "brief", "4000", "x");
            var before = seen(look(redis));
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> cli(redis, "exists", "brief").equals("0"));
            redis.restart("SIGTERM");
            checkpoint(redis);

            var after = seen(engine().lookAgain(redis.endpoint(kind()), right(), before, PATIENCE));

            assertThat(before.differences(after)).isEmpty();
            assertThat(before.unread()).containsExactly("db0: keys that expire");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"no", "yes"})
    void whoWritesAfterTheRestartHasNothingCompared(String appendOnly) {
        try (var redis = RigContainer.redis("--appendonly", appendOnly)) {
            checkpoint(redis);
            fill(redis);
            var before = seen(look(redis));
            redis.restart("SIGTERM");
            checkpoint(redis);
            cli(redis, "set", "text", "new");

            assertThat(engine().lookAgain(redis.endpoint(kind()), right(), before, PATIENCE))
                    .isEqualTo(new Looked.Partly(History.NONE, "somebody has written since it was started again"));
        }
    }

    /** As the manifests of backups have it that were taken before. */
    @Test
    void theDigestOfTheSameKeysStaysWhatItWas() {
        try (var redis = RigContainer.redis()) {
            checkpoint(redis);
            cli(redis, "eval", EVERYTHING, "0");

            assertThat(seen(look(redis)).tables().get("db0"))
                    .isEqualTo(new Contents.Table(18, "keys:2ba98a9a8c60391a.c8926d1d60e3567f"));
        }
    }

    @Test
    void whatCanNotBeReadInTimeIsCountedAtOnce() {
        try (var redis = RigContainer.redis()) {
            checkpoint(redis);
            cli(redis, "eval", "for i = 1, 400000 do redis.call('rpush', i, i) end", "0");
            var briefly = Duration.ofMillis(100);

            assertThat(engine().look(redis.endpoint(kind()), right(), Contents.Depth.FAST, briefly))
                    .isEqualTo(new Looked.TooMuch(History.NONE));
            var counted = seen(engine().glance(redis.endpoint(kind()), right(), PATIENCE));
            assertThat(counted.tables()).containsEntry("db0", Contents.Table.counted(400_000));
            assertThat(engine().lookAgain(redis.endpoint(kind()), right(), counted, PATIENCE))
                    .isInstanceOf(Looked.Partly.class);
        }
    }

    @Test
    void writersWaitUntilTheStopOrTheLimit() throws IOException {
        well();
        var endpoint = server.endpoint(kind());
        assertThat(engine().pauseWrites(endpoint, right(), Duration.ofMinutes(1), PATIENCE))
                .isEqualTo(new Well(""));
        try (var writer = new Socket("127.0.0.1", endpoint.port())) {
            writer.setSoTimeout(30_000);
            writer.getOutputStream().write("AUTH right\r\nGET x\r\nSET waited 1\r\n".getBytes(UTF_8));
            var in = writer.getInputStream();
            assertThat(in.readNBytes(10)).asString(UTF_8).isEqualTo("+OK\r\n$-1\r\n");
            assertThat(cli(server, "exists", "waited")).isEqualTo("0");

            engine().resumeWrites(endpoint, right(), PATIENCE);

            assertThat(in.readNBytes(5)).asString(UTF_8).isEqualTo("+OK\r\n");
        }
        cli(server, "del", "waited");
    }

    @Test
    void aReplicaIsNotLookedAt() {
        try (var redis = RigContainer.redis("--replicaof", "127.0.0.1", "1")) {
            checkpoint(redis);

            assertThat(look(redis)).isInstanceOf(Looked.Untold.class);
        }
    }

    private void assertThatALookFindsTheSame(String... arguments) {
        try (var redis = RigContainer.redis(arguments)) {
            checkpoint(redis);
            fill(redis);
            var before = seen(look(redis));

            redis.restart("SIGTERM");

            checkpoint(redis);
            var after = seen(engine().lookAgain(redis.endpoint(kind()), right(), before, PATIENCE));
            assertThat(after).isEqualTo(before);
            assertThat(after.rows()).isEqualTo(10);
            assertThat(after.counted()).isEmpty();
        }
    }

    private RigContainer filled() {
        var redis = RigContainer.redis();
        checkpoint(redis);
        fill(redis);
        return redis;
    }

    /** One key of each kind, one that is long, one of another database and one that expires in a day. */
    private static void fill(RigContainer redis) {
        cli(redis, "set", "text", "grüße");
        cli(redis, "setrange", "long", "3000000", "x");
        cli(redis, "rpush", "list", "a", "b", "a");
        cli(redis, "eval", "for i = 1, 2000 do redis.call('sadd', 'set', 'm' .. i) end", "0");
        cli(redis, "hset", "hash", "f", "1", "g", "2");
        cli(redis, "zadd", "ranked", "1.5", "a", "2", "b");
        cli(redis, "xadd", "stream", "*", "field", "value");
        cli(redis, "set", "odd \"name\" ü", "");
        cli(redis, "setex", "late", "86400", "x");
        cli(redis, "-n", "3", "set", "other", "y");
    }

    private Looked look(RigContainer redis) {
        return engine().look(redis.endpoint(kind()), right(), Contents.Depth.STRICT, PATIENCE);
    }

    private static Contents seen(Looked looked) {
        assertThat(looked).isInstanceOf(Looked.Seen.class);
        return ((Looked.Seen) looked).contents();
    }

    private void assertThatAStopLosesNothing(String... arguments) {
        try (var redis = RigContainer.redis(arguments)) {
            assertThat(checkpoint(redis)).isEqualTo(new Well(""));
            cli(redis, "set", "key", "kept");

            redis.restart("SIGTERM");

            await().atMost(Duration.ofSeconds(30))
                    .until(() -> engine().probe(redis.endpoint(kind()), right(), PATIENCE) instanceof Well);
            assertThat(cli(redis, "get", "key")).isEqualTo("kept");
        }
    }

    private static String cli(RigContainer redis, String... command) {
        var all = new ArrayList<>(List.of("redis-cli", "-e", "-a", "right", "--no-auth-warning"));
        all.addAll(List.of(command));
        return redis.exec(all.toArray(String[]::new));
    }

    /** The first answer of a container just started. */
    private Answer checkpoint(RigContainer redis) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> engine().probe(redis.endpoint(kind()), right(), PATIENCE) instanceof Well);
        return engine().checkpoint(redis.endpoint(kind()), right(), PATIENCE);
    }
}
