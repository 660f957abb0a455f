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

class RedisEngineIT implements EngineContract {
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
