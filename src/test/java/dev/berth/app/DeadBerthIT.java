package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A berth that is killed and that nobody starts again blocks nobody for longer than {@code hold.limit}. */
@Timeout(120)
class DeadBerthIT {
    private static final Duration LIMIT = Duration.ofSeconds(8);
    private static final Duration LOOK = Duration.ofSeconds(1);

    @RegisterExtension
    static final Stage STAGE = new Stage(() -> new TinyStack(Moored.postgres("main")));

    private final TinyStack stack = STAGE.stack();
    private final Moored main = stack.first();

    @BeforeEach
    void hold() {
        stack.hold("drain: 1s, limit: " + LIMIT.toSeconds() + "s");
    }

    /** Once they are let go, whoever goes on does not stop the database any more: nobody would wait for it. */
    @ParameterizedTest
    @ValueSource(strings = {"acted on .*-hold-connections", "acted on .*-drain-sessions"})
    void theKernelLetsThoseGoWhoWaitForADatabaseThatIsStillThere(String moment) throws Exception {
        try (var load = PgBench.reconnecting(main);
                var visitors = Visitors.of(main, 20, Duration.ofMinutes(1))) {
            killed(moment, "apply", "--yes");

            awaitNobodyHeld();

            visitors.awaitMore();
            stack.berth("status").ends(0);
            visitors.assertEachWasAnswered();
            load.assertNobodyWasRefused();
        }
        stack.assertAsBefore();
    }

    @Test
    void theKernelLetsThoseGoWhoWaitForADatabaseThatIsDown() throws Exception {
        killed("acted on .*-stop-container", "apply", "--yes");

        awaitNobodyHeld();

        stack.berth("status").ends(0);
        endsOnAnExactState();
    }

    @ParameterizedTest
    @Tag("slow")
    @ValueSource(strings = {"acts on .*-close-alias", "acted on .*-close-alias"})
    void whoHasFollowedIsNotDisturbedByARetirementThatIsKilled(String moment) throws Exception {
        stack.berth("apply", "--yes").ends(0);
        try (var visitors = Visitors.atTheNewPort(main, 20, Duration.ofMinutes(1))) {
            killed(moment, "retire", "--yes");

            stack.berth("status").ends(0);
            awaitRetired();

            visitors.assertEachWasAnswered();
        }
        stack.assertMigratedAndOldPortsSilent();
        stack.berth("rollback").ends(3).says("nothing was changed");
    }

    /** The table goes with the last connection that came by way of it. */
    private void awaitRetired() {
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            stack.berth("retire", "--yes").ends(0);
            return Ruleset.tablesOf(stack.project()).isEmpty();
        });
    }

    private void killed(String moment, String... words) throws InterruptedException {
        try (var run = Berthed.waylaid(stack, moment, 1, words)) {
            assertThat(run.killedWhereWaylaid()).as(run.said()).isTrue();
        }
    }

    /** The limit counts from the hold, which came before the kill; a look of ours takes its time as well. */
    private void awaitNobodyHeld() {
        assertThat(Ruleset.heldBy(stack.project())).isNotEmpty();
        await().atMost(LIMIT.plus(LOOK))
                .until(() -> Ruleset.heldBy(stack.project()).isEmpty());
    }

    /** Back on the old port in the end, there is nothing of berth's left. */
    private void endsOnAnExactState() {
        if (stack.assertMigratedOrAsBefore()) {
            stack.berth("rollback").ends(0);
            stack.assertAsBefore();
        }
    }
}
