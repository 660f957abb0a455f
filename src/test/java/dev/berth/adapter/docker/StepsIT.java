package dev.berth.adapter.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.execute.Attempt;
import dev.berth.plan.Rebinding;
import dev.berth.plan.Subject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepsIT {
    private static final String PASSWORD = "s3cret-of-the-test";
    private static final String[] TO_STOPPED = {"save", "create", "disarm", "stop", "park", "promote"};
    private static final String[] BACK = {"start", "promote", "park", "stop", "disarm", "create", "save"};

    private final Sandbox sandbox = new Sandbox();
    private final Connections engines =
            new Connections(new Limits(Duration.ofSeconds(60), Duration.ofSeconds(10), Duration.ofSeconds(5)));
    private final int from = Sandbox.freePort();
    private final int to = Sandbox.freePort();
    private final String db = sandbox.name("db");

    @TempDir
    private Path folder;

    private MoveRun move;

    @BeforeEach
    void aDatabaseRuns() {
        run(db, "redis-server --appendonly yes", "-v", sandbox.name("data") + ":/data", "--restart", "always");
        move = move(db, "SIGTERM", Duration.ofSeconds(30));
    }

    @AfterEach
    void nothingIsLeft() {
        engines.close();
        sandbox.close();
    }

    private void run(String name, String command, String... options) {
        var words = new ArrayList<>(List.of(
                "run", "-d", "--name", name, "-e", "PASSWORD=" + PASSWORD, "-p", "127.0.0.1:" + from + ":6379"));
        words.addAll(List.of(options));
        words.addAll(List.of("--entrypoint", "sh", Sandbox.REDIS, "-c", "exec " + command));
        sandbox.docker(words.toArray(String[]::new));
    }

    /** A program that ignores SIGTERM, and has come so far as to do so. */
    private void runDeaf(String name) {
        var script = "trap '' TERM; echo deaf; while :; do sleep 1; done";
        sandbox.docker("run", "-d", "--name", name, "--entrypoint", "sh", Sandbox.REDIS, "-c", script);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> sandbox.docker("logs", name).equals("deaf"));
    }

    private MoveRun move(String container, String signal, Duration patience) {
        var subject = new Subject("db", sandbox.inspect(container).path("Id").asText(), container, Optional.empty());
        return new MoveRun(
                engines,
                folder,
                MoveRun.nowhere(),
                subject,
                new Rebinding(6379, "tcp", "127.0.0.1", from, to),
                signal,
                patience);
    }

    @Test
    void aReplacementWhoseReplyWasLostIsAdopted() {
        move.apply("save", "create");
        var id = String.valueOf(move.evidence.remove("create"));
        assertThat(move.tryApply("create")).isEqualTo(new Attempt.Done(id));
    }

    @Test
    void aStrangerUnderTheTemporaryNameIsRefusedAndNamesNoValue() {
        move.apply("save");
        sandbox.docker("create", "--name", move.subject.next(), "-e", "A=" + PASSWORD, Sandbox.REDIS);
        var reason = MoveRun.reason(move.tryApply("create")).orElseThrow();
        assertThat(reason).contains("Config.Env").doesNotContain(PASSWORD);
    }

    @Test
    void twoEnginesNeverRunOnOneVolume() {
        move.apply(TO_STOPPED);
        sandbox.docker("start", move.subject.parked());
        var reason = MoveRun.reason(move.tryApply("start")).orElseThrow();
        assertThat(reason).contains(move.subject.parked()).contains("two engines");
        assertThat(sandbox.running(db)).isFalse();
    }

    @Test
    void theOldContainerIsNotStartedBesideItsReplacement() {
        move.apply(TO_STOPPED);
        move.apply("start");
        var reason = MoveRun.reason(move.effect("stop").undo()).orElseThrow();
        assertThat(reason).contains("two engines");
        assertThat(sandbox.running(move.subject.parked())).isFalse();
    }

    @Test
    void aPortTakenAtTheLastMomentNamesItsOwner() {
        move.apply(TO_STOPPED);
        sandbox.docker("run", "-d", "--name", sandbox.name("thief"), "-p", "127.0.0.1:" + to + ":6379", Sandbox.REDIS);
        var reason = MoveRun.reason(move.tryApply("start")).orElseThrow();
        assertThat(reason).contains(sandbox.name("thief"));
        move.undo(BACK);
        assertThat(sandbox.running(db)).isTrue();
    }

    @Test
    void aRenamedContainerIsStillFoundByItsId() {
        move.apply("save", "create");
        sandbox.docker("rename", db, sandbox.name("elsewhere"));
        move.apply("disarm", "stop", "park", "promote", "start", "compare");
        move.undo("compare");
        move.undo(BACK);
        assertThat(sandbox.running(db)).isTrue();
    }

    @Test
    void aContainerThatSomebodyRemovedIsMadeAgainBeforeItsRecipeGoes() {
        move.apply("save");
        sandbox.docker("rm", "-f", db);

        move.undo("save");

        assertThat(sandbox.running(db)).isTrue();
        assertThat(move.recipes.resolve("m-1").resolve(db + ".json")).doesNotExist();
    }

    @Test
    void nothingIsMadeAgainOnceItsVolumeIsGone() {
        move.apply(TO_STOPPED);
        loseContainersAndVolume();
        assertNothingComesBack("volume " + sandbox.name("data") + " is gone; restore it from a backup");
        assertThat(sandbox.docker("volume", "ls", "-q", "--filter", "name=" + sandbox.prefix()))
                .isEmpty();
    }

    @Test
    void nothingIsMadeAgainOnAnotherVolumeOfTheSameName() {
        move.apply(TO_STOPPED);
        loseContainersAndVolume();
        sandbox.docker("volume", "create", "--label", "of=somebody", sandbox.name("data"));
        assertNothingComesBack("volume " + sandbox.name("data") + " is not the one that it was");
    }

    private void loseContainersAndVolume() {
        sandbox.docker("rm", db, move.subject.parked());
        sandbox.docker("volume", "rm", sandbox.name("data"));
    }

    private void assertNothingComesBack(String reason) {
        assertThat(List.of("remove", "park", "stop", "save"))
                .allSatisfy(step -> assertThat(MoveRun.reason(move.effect(step).undo()))
                        .hasValueSatisfying(said -> assertThat(said).contains(reason)));
        assertThat(sandbox.docker("ps", "-aq", "--filter", "name=" + sandbox.prefix()))
                .isEmpty();
    }

    @Test
    void theRecipeIsForItsOwnerAloneAndItsPasswordAppearsNowhereElse() throws Exception {
        move.apply("save", "create");
        var file = move.recipes.resolve("m-1").resolve(db + ".json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file)).contains(PASSWORD);
        assertThat(move.evidence.toString()).doesNotContain(PASSWORD);
    }

    @Test
    void aDifferenceFailsTheComparisonByItsPathAlone() {
        move.apply(TO_STOPPED);
        move.apply("start");
        sandbox.docker("update", "--memory", "200m", "--memory-swap", "400m", db);
        var reason = MoveRun.reason(move.tryApply("compare")).orElseThrow();
        assertThat(reason).contains("HostConfig.Memory, HostConfig.MemorySwap");
    }

    @Test
    void aStopThatIsIgnoredIsGivenUpAndNothingIsKilled() {
        var deaf = sandbox.name("deaf");
        runDeaf(deaf);
        var stubborn = move(deaf, "SIGTERM", Duration.ofMillis(300));
        stubborn.apply("save");
        var reason = MoveRun.reason(stubborn.tryApply("stop")).orElseThrow();
        assertThat(reason).contains("still runs").contains("not killed");
        assertThat(sandbox.running(deaf)).isTrue();
    }

    @Test
    void aStopLeavesTheMomentAtWhichThePauseBegan() {
        move.apply("save", "create", "disarm");
        var before = Instant.now();
        move.tryApply("stop");
        assertThat(Instant.parse(move.evidence.get("stop"))).isBetween(before, Instant.now());
    }

    @Test
    void aPausedContainerIsNotStopped() {
        move.apply("save", "create", "disarm");
        sandbox.docker("pause", db);
        assertThat(MoveRun.reason(move.tryApply("stop")).orElseThrow()).contains("docker unpause " + db);
    }

    @Test
    void aRemovedContainerStopsTheMoveInClearWords() {
        move.apply("save", "create");
        sandbox.docker("rm", "-f", db);
        assertThat(MoveRun.reason(move.tryApply("disarm")).orElseThrow()).contains("gone");
        assertThat(MoveRun.reason(move.tryApply("stop")).orElseThrow()).contains("gone");
        move.undo(BACK);
        assertThat(sandbox.running(db)).isTrue();
    }

    @Test
    void aContainerWithoutItsImageIsNotMadeAgain() {
        move.apply("save");
        var recipe = move.recipes.resolve("m-1");
        assertThat(recipe).isDirectory();
        sandbox.docker("commit", db, sandbox.name("image"));
        var other = sandbox.name("other");
        sandbox.docker("create", "--name", other, "-p", "127.0.0.1:" + from + ":6379", sandbox.name("image"));
        var orphan = move(other, "SIGTERM", Duration.ofSeconds(5));
        orphan.apply("save");
        sandbox.docker("rmi", "-f", sandbox.name("image"));
        assertThat(MoveRun.reason(orphan.tryApply("create")).orElseThrow()).contains("no longer has the image");
    }

    @Test
    void aClientIsRestartedOnceHoweverOftenItIsAsked() {
        var before = sandbox.inspect(db).at("/State/StartedAt").asText();
        move.apply("client");
        var after = sandbox.inspect(db).at("/State/StartedAt").asText();
        assertThat(after).isNotEqualTo(before);
        move.apply("client");
        assertThat(sandbox.inspect(db).at("/State/StartedAt").asText()).isEqualTo(after);
    }

    @Test
    void aRestartedClientIsRestartedAgainOnTheWayBack() {
        move.apply("client");
        var between = sandbox.inspect(db).at("/State/StartedAt").asText();
        move.undo("client");
        assertThat(sandbox.inspect(db).at("/State/StartedAt").asText()).isNotEqualTo(between);
        assertThat(sandbox.running(db)).isTrue();
    }

    @Test
    void aClientThatIgnoresItsStopIsNeitherKilledNorInTheWayBack() {
        var deaf = sandbox.name("deaf");
        runDeaf(deaf);
        var started = sandbox.inspect(deaf).at("/State/StartedAt").asText();
        var client = move(deaf, "SIGTERM", Duration.ofSeconds(1));
        assertThat(MoveRun.reason(client.tryApply("client")).orElseThrow()).contains("not killed");
        client.undo("client");
        assertThat(sandbox.inspect(deaf).at("/State/StartedAt").asText()).isEqualTo(started);
        sandbox.docker("kill", deaf);
        await().atMost(Duration.ofSeconds(10)).until(() -> sandbox.running(deaf));
    }

    @Test
    void aClientThatDoesNotRunIsLeftAlone() {
        sandbox.docker("stop", db);
        move.apply("client");
        assertThat(sandbox.running(db)).isFalse();
    }
}
