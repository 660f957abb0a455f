package dev.berth.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.execute.sim.Faults.Kind;
import dev.berth.execute.sim.Scenario;
import dev.berth.execute.sim.Trial;
import dev.berth.journal.Progress;
import dev.berth.plan.ContainerStep.StopContainer;
import dev.berth.plan.Move;
import dev.berth.plan.PoolStep.PausePool;
import dev.berth.plan.ProbeStep.AwaitAnswer;
import dev.berth.policy.PgBouncer;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * After every single change in the simulated world, whoever connects to an old port gets an answer or is held, and whoever
 * has a session with a pooler has a database behind it or waits; only a process that dies in the middle breaks that, once
 * the kernel and the guards have let go of what it held.
 */
class NobodyNoticesTest {
    private static final List<Scenario> SCENARIOS = Stream.of(
                    "hold-one", "hold-two-moves", "hold-swap", "hold-clients", "pool-hold", "pool-two-moves")
            .map(Scenario::new)
            .toList();

    static List<Scenario> scenarios() {
        return SCENARIOS;
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void aMigrationRefusesNobody(Scenario scenario) {
        var trial = watched(scenario);

        var outcome = trial.run();

        scenario.isNew(trial, outcome);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void aRollbackByHandRefusesNobody(Scenario scenario) {
        var trial = watched(scenario);
        scenario.isNew(trial, trial.run());

        var outcome = trial.recall();

        scenario.isOld(trial, outcome);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void aStepThatFailsRefusesNobody(Scenario scenario) {
        for (var step : scenario.steps()) {
            var trial = watched(scenario);
            trial.faults.apply(step.id(), Kind.NOT_DONE);

            var outcome = trial.run();

            scenario.isBackBefore(step, trial, outcome);
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void whoeverGoesOnLongAfterACrashStopsNoDatabaseThatNobodyWaitsFor(Scenario scenario) {
        for (int point = 1; point <= scenario.points(); point++) {
            var trial = scenario.trial();
            trial.dies(point, trial::run);
            trial.rests(Duration.ofHours(1));
            if (nothingIsDown(trial)) {
                watch(trial);
            }

            var outcome = trial.run();

            scenario.isNewOrBack(trial, outcome);
        }
    }

    /** What a dead process left stopped is refused to clients whatever comes. */
    private static boolean nothingIsDown(Trial trial) {
        var progress = Progress.of(trial.journal.entries());
        return trial.plan.moves().stream()
                .map(Move::steps)
                .allMatch(steps -> progress.touched()
                                .noneMatch(step -> step instanceof StopContainer && steps.contains(step))
                        || steps.stream().allMatch(step -> !(step instanceof AwaitAnswer) || progress.passed(step)));
    }

    @Test
    void aPoolThatSomebodyElsePausedStopsTheMoveAndStaysAsItIs() {
        var scenario = new Scenario("pool-hold");
        var trial = scenario.trial();
        var pooler = pooler(trial);
        trial.world.pauses(pooler);

        var outcome = trial.run();

        assertThat(outcome).isInstanceOf(Outcome.RolledBack.class);
        assertThat(trial.world.paused(pooler)).isTrue();
    }

    @Test
    void aPoolThatSomebodyElsePausesInTheMeantimeIsNotResumed() {
        var scenario = new Scenario("pool-hold");
        var trial = scenario.trial();
        var pooler = pooler(trial);

        var outcome = trial.run(step -> {
            if (step instanceof PausePool) {
                trial.world.pauses(pooler);
            }
        });

        assertThat(outcome).isEqualTo(new Outcome.Migrated());
        assertThat(trial.world.paused(pooler)).isTrue();
    }

    private static PgBouncer pooler(Trial trial) {
        return trial.plan
                .steps()
                .filter(PausePool.class::isInstance)
                .map(step -> ((PausePool) step).pooler())
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void theEndOfTheSoakLeavesNothingInThePacketFilter(Scenario scenario) {
        var trial = scenario.trial();
        scenario.isNew(trial, trial.run());

        var outcome = trial.finish();

        assertThat(outcome).isEqualTo(new Outcome.Migrated());
        assertThat(trial.world.toString()).contains("\nheld [] paused [] aliases []\n");
    }

    private static Trial watched(Scenario scenario) {
        var trial = scenario.trial();
        watch(trial);
        return trial;
    }

    private static void watch(Trial trial) {
        trial.plan.moves().stream()
                .flatMap(move -> move.berths().stream())
                .forEach(berth -> trial.world.promiseAnswers(berth.from()));
        trial.plan
                .steps()
                .filter(PausePool.class::isInstance)
                .map(PausePool.class::cast)
                .forEach(pause -> trial.world.promiseSessions(
                        pause.pooler(), pause.endpoint().port()));
    }
}
