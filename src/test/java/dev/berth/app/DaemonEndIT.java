package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A daemon that ends, as it should or not, and one that loses Docker. */
@Timeout(240)
class DaemonEndIT {
    @RegisterExtension
    static final Stage STAGE = new Stage(() -> new TinyStack(Moored.postgres("main")));

    private final TinyStack stack = STAGE.stack();

    /** A transaction that stays open keeps the move from being over before it is told to end. */
    @Test
    void termTakesTheMoveUnderWayBackAndTheNextStartTriesAgain() throws Exception {
        stack.hold("drain: 15s, limit: 60s");
        try (var writers = new Writers(stack)) {
            try (var busy = stack.first().session();
                    var transaction = busy.createStatement();
                    var daemon = Daemon.over(stack)) {
                busy.setAutoCommit(false);
                transaction.execute("select 1");
                daemon.awaitSaid("-create-replacement");
                daemon.signal("TERM");

                assertThat(daemon.ends()).as(daemon.said()).isEqualTo(143);
            }
            boolean migrated = stack.assertMigratedOrAsBefore();
            assertThat(migrated).isFalse();

            try (var daemon = Daemon.over(stack).started()) {
                daemon.awaitCondition(stack.project(), "Ready", "True InSync");
            }
            writers.awaitMore();
            writers.assertNothingLost();
        }
        stack.assertMigrated();
    }

    @ParameterizedTest
    @CsvSource({"INT,130", "HUP,129", "TERM,143"})
    void itsCodeSaysWhichSignalEndedIt(String signal, int code, @TempDir Path policies) throws Exception {
        try (var daemon = Daemon.start(Map.of(), policies).started()) {
            daemon.signal(signal);

            assertThat(daemon.ends()).as(daemon.said()).isEqualTo(code);
        }
    }

    @Test
    void aKilledDaemonsMoveIsTakenUpByTheNext() throws Exception {
        stack.hold("drain: 2s, limit: 60s");
        try (var writers = new Writers(stack)) {
            try (var daemon = Daemon.over(stack)) {
                daemon.awaitSaid("-stop-container");
                daemon.signal("KILL");
                assertThat(daemon.ends()).isEqualTo(137);
            }

            try (var daemon = Daemon.over(stack).started()) {
                daemon.awaitCondition(stack.project(), "Ready", "True InSync");
                assertThat(daemon.api("migrations")).as(daemon.said()).hasSize(1);
            }
            writers.awaitMore();
            writers.assertNothingLost();
        }
        stack.assertMigrated();
    }

    @Test
    @Tag("slow")
    void aHalfDoneMoveWhosePolicyIsGoneIsToldUntilItIsBack() throws Exception {
        stack.hold("drain: 2s, limit: 60s");
        try (var daemon = Daemon.over(stack)) {
            daemon.awaitSaid("-stop-container");
            daemon.signal("KILL");
            assertThat(daemon.ends()).isEqualTo(137);
        }
        var policy = Files.readString(stack.policy());
        Files.delete(stack.policy());

        try (var daemon = Daemon.over(stack).started()) {
            daemon.awaitReady(503);
            assertThat(daemon.get("/q/health/ready").body())
                    .contains(stack.project() + "-1", "stopped half-way", "put the policy back");
            assertThat(daemon.said()).contains("stopped half-way");

            Files.writeString(stack.policy(), policy);

            daemon.awaitReady(200);
            daemon.awaitCondition(stack.project(), "Ready", "True InSync");
        }
        stack.assertMigrated();
    }

    @Test
    void aSoakThatIsOverEndsAtTheStart() {
        stack.hold("drain: 2s, limit: 60s");
        stack.policy("spec:\n", "spec:\n  soak: {period: 0s}\n");
        stack.berth("apply", "--yes").ends(0);

        try (var daemon = Daemon.over(stack).started()) {
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(daemon.api("migrations")
                                    .path(0)
                                    .path("standing")
                                    .asText())
                            .as(daemon.said())
                            .isEqualTo("migrated"));
        }
        stack.assertMigratedAndOldPortsSilent();
    }

    @Test
    void withoutDockerItIsNotReadyAndComesBack() throws Exception {
        try (var docker = new PrivateEngine()) {
            docker.load("berth-rig/redis:7");
            try (var other = TinyStack.on(docker, Moored.redis("cache"));
                    var daemon = Daemon.over(other).started()) {
                daemon.awaitCondition(other.project(), "Ready", "True InSync");
                daemon.awaitReady(200);

                docker.stop();
                daemon.awaitReady(503);
                assertThat(daemon.get("/q/health/live").status()).isEqualTo(200);
                assertThat(daemon.get("/q/health/ready").body()).contains("Docker");

                docker.start();
                daemon.awaitReady(200);
                daemon.awaitCondition(other.project(), "Ready", "True InSync");
                assertThat(daemon.said())
                        .as("that somebody asked for its health is no event")
                        .doesNotContain("health down");
            }
        }
    }

    @Test
    void aStateFolderThatCannotBeWrittenIsNotReady() throws Exception {
        stack.policy("spec:\n", "spec:\n  mode: Observe\n");
        var small = Files.createTempDirectory("berth-it-small-");
        Shell.run("mount", "-t", "tmpfs", "-o", "size=64k,mode=700", "tmpfs", small.toString());
        try (var daemon = Daemon.over(stack, "--state", small.toString()).started()) {
            daemon.awaitReady(200);

            Shell.attempt("dd", "if=/dev/zero", "of=" + small.resolve("ballast"), "bs=1k");

            daemon.awaitReady(503);
            assertThat(daemon.get("/q/health/ready").body()).contains("can't be written");
            Files.delete(small.resolve("ballast"));
            daemon.awaitReady(200);
        } finally {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> Shell.attempt("umount", small.toString()).code() == 0);
            Files.delete(Path.of(small.toString()));
        }
    }
}
