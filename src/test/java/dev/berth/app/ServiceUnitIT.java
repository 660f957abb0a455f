package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.engine.PoolState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code deploy/berth.service} under a real systemd, hardened as it is. */
@Timeout(180)
class ServiceUnitIT {
    @RegisterExtension
    static final Stage STAGE = new Stage(() -> TinyStack.below(Path.of("/srv"), Moored.postgres("main")));

    private final TinyStack stack = STAGE.stack();

    @BeforeEach
    void stateOfItsOwn() throws IOException {
        Files.createDirectories(stack.state());
    }

    @Test
    void itIsActiveOnceItsFirstRoundIsOverAndDatabasesMoveInIt() throws IOException {
        stack.hold("drain: 2s, limit: 60s");
        try (var machine = new ServiceMachine(stack);
                var visitors = Visitors.of(stack.first(), 20, Duration.ofMinutes(2))) {
            assertThat(machine.run("systemd-analyze", "verify", "berth.service"))
                    .isEmpty();
            assertThat(machine.run("systemd-analyze", "security", "--no-pager", "berth.service")
                            .lines()
                            .reduce((before, last) -> last)
                            .orElseThrow()
                            .replaceAll(".*: ([0-9.]+) .*", "$1"))
                    .as("as docs/daemon.md says")
                    .isEqualTo(exposure());

            machine.begin();
            machine.awaitSaid("-confirm-answer");
            assertThat(machine.property("ActiveState")).isEqualTo("activating");
            machine.systemctl("start", "berth");

            assertThat(machine.property("ActiveState")).isEqualTo("active");
            assertThat(machine.property("StatusText")).isEqualTo("1 policies");
            assertThat(machine.health("started")).isEqualTo(200);
            assertThat(machine.health("ready")).isEqualTo(200);
            stack.assertMigrated();
            visitors.assertEachWasAnswered();
            assertThat(machine.log()).contains("-hold-connections");
        }
    }

    private static String exposure() throws IOException {
        return Files.readString(Path.of("docs/daemon.md"))
                .replaceAll("(?s).*`systemd-analyze security` gives it ([0-9.]+) .*", "$1");
    }

    @Test
    void oldPortsLeadOnAgainAfterARestartOfTheMachine() {
        stack.hold("drain: 2s, limit: 60s");
        stack.berth("apply", "--yes").ends(0);
        Ruleset.tablesOf(stack.project()).forEach(table -> Shell.run("nft", "delete", "table", "inet", table));
        assertThat(stack.first().answers(stack.first().before())).isFalse();
        try (var machine = new ServiceMachine(stack)) {
            machine.systemctl("start", "berth");

            stack.assertMigrated();
        }
    }

    @Test
    void aDaemonThatHangsIsStartedAnew() {
        stack.policy("spec:\n", "spec:\n  mode: Observe\n");
        try (var machine = new ServiceMachine(stack, "WatchdogSec=10s", "RestartSec=100ms")) {
            machine.systemctl("start", "berth");
            var before = machine.property("MainPID");

            machine.signal("STOP");

            machine.awaitSaid("Watchdog timeout");
            machine.awaitProperty("NRestarts", "1");
            machine.awaitProperty("ActiveState", "active");
            assertThat(machine.property("MainPID")).isNotEqualTo(before);
            assertThat(machine.health("ready")).isEqualTo(200);
        }
    }

    @Test
    void aDaemonThatIsKilledIsStartedAnewAndItsMoveGoesOn() {
        stack.hold("drain: 2s, limit: 60s");
        try (var writers = new Writers(stack);
                var machine = new ServiceMachine(stack, "RestartSec=100ms")) {
            machine.begin();
            machine.awaitSaid("-stop-container");

            machine.signal("KILL");

            machine.awaitProperty("NRestarts", "1");
            machine.awaitProperty("ActiveState", "active");
            writers.awaitMore();
            writers.assertNothingLost();
            assertThat(machine.log()).contains(stack.project() + "-1: migrated").doesNotContain(stack.project() + "-2");
        }
        stack.assertMigrated();
    }

    @Test
    @Tag("slow")
    void aStopEndsAtASafePointAndAStartMovesAnewWithoutRightsOverTheNetworkToo() {
        try (var machine = new ServiceMachine(
                stack,
                "CapabilityBoundingSet=",
                "CapabilityBoundingSet=CAP_CHOWN CAP_FOWNER CAP_DAC_OVERRIDE CAP_SYS_PTRACE")) {
            machine.begin();
            machine.awaitSaid("-prove-model");

            machine.systemctl("stop", "berth");

            assertThat(machine.property("ActiveState")).isEqualTo("inactive");
            assertThat(machine.log()).contains("berth.service: Deactivated successfully");
            assertThat(stack.assertMigratedOrAsBefore()).isFalse();
            machine.systemctl("start", "berth");
            stack.assertMigrated();
        }
    }

    /** The kernel counts no time of a PAUSE, and systemd must not end what does. */
    @Test
    @Tag("slow")
    void whoWaitsAtAPoolerIsLetGoThoughTheDaemonIsKilled() throws Exception {
        stack.hold("drain: 8s, limit: 10s");
        try (var pooler = Pooler.onTheHost(stack.first(), Files.createTempDirectory(stack.state(), "pooler-"));
                var machine = new ServiceMachine(pooled(pooler), "Restart=no");
                var kept = stack.first().session()) {
            machine.begin();
            await().atMost(Duration.ofSeconds(60)).until(() -> pooler.state() instanceof PoolState.Paused);

            machine.signal("KILL");

            machine.awaitProperty("Result", "signal");
            assertThat(pooler.state()).isEqualTo(new PoolState.Paused());
            await().atMost(Duration.ofSeconds(20)).until(() -> pooler.state() instanceof PoolState.Serving);
            assertThat(kept.isValid(5)).isTrue();
            stack.berth("rollback").ends(0);
        }
    }

    private TinyStack pooled(Pooler pooler) {
        pooler.servesTheFirstOf(stack);
        return stack;
    }
}
