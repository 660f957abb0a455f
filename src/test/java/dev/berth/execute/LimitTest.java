package dev.berth.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.execute.sim.Faults.Kind;
import dev.berth.execute.sim.Scenario;
import dev.berth.execute.sim.Trial;
import dev.berth.journal.Progress;
import dev.berth.plan.ContainerStep.ParkContainer;
import dev.berth.plan.ContainerStep.StartReplacement;
import dev.berth.plan.ContainerStep.StopContainer;
import dev.berth.plan.NetStep.HoldConnections;
import dev.berth.plan.ProbeStep.ConfirmAnswer;
import dev.berth.plan.ProbeStep.DrainSessions;
import dev.berth.plan.Step;
import dev.berth.report.HistoryReport;
import dev.berth.report.OutcomeReport;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A policy's limits: hold.limit is 10 s in these situations, rollback.limit 5 min. */
class LimitTest {
    private final Scenario scenario = new Scenario("single-variable");
    private final Trial trial = scenario.trial();

    @Test
    void aStopThatTakesLongerThanThePauseMayTakesTheMoveBackBeforeItsReplacementStarts() {
        var start = step(scenario, StartReplacement.class);
        var stop = step(scenario, StopContainer.class);

        var outcome = trial.lasts(stop, Duration.ofSeconds(11)).run();

        assertThat(outcome)
                .isEqualTo(new Outcome.RolledBack(
                        start.id(),
                        "the pause has lasted 11000 ms since " + stop.id()
                                + ", more than the 10000 ms that hold.limit leaves it"));
        scenario.isBackBefore(start, trial, outcome);
    }

    @Test
    void aStopWithinTheLimitIsNoReasonToGoBack() {
        var outcome = trial.lasts(step(scenario, StopContainer.class), Duration.ofSeconds(10))
                .run();

        scenario.isNew(trial, outcome);
    }

    @Test
    void thePauseOfAMoveThatHoldsBeginsWithTheHold() {
        var holding = new Scenario("hold-one");
        var held = holding.trial();

        var outcome = held.lasts(step(holding, HoldConnections.class), Duration.ofSeconds(4))
                .lasts(step(holding, StopContainer.class), Duration.ofSeconds(4))
                .run();

        holding.isBackBefore(step(holding, StartReplacement.class), held, outcome);
    }

    @Test
    void aDatabaseIsNotStoppedOnceTheHoldIsOver() {
        var holding = new Scenario("hold-one");
        var held = holding.trial();
        var park = step(holding, ParkContainer.class);

        var outcome = held.lasts(step(holding, DrainSessions.class), Duration.ofSeconds(7))
                .run();

        assertThat(outcome)
                .isEqualTo(new Outcome.RolledBack(
                        park.id(),
                        "the pause has lasted 7000 ms since "
                                + step(holding, HoldConnections.class).id()
                                + ", more than the 6666 ms that hold.limit leaves it"));
        holding.isBackBefore(park, held, outcome);
    }

    @Test
    void onceTheReplacementStartsTheAnswerAloneDecides() {
        var outcome = trial.lasts(step(scenario, StartReplacement.class), Duration.ofHours(1))
                .run();

        scenario.isNew(trial, outcome);
    }

    @ParameterizedTest
    @CsvSource({"300, true", "301, false"})
    void aWayBackGoesOnToItsEndAndSaysWhenItWasLongerThanPromised(int seconds, boolean within) {
        var steps = scenario.steps();
        trial.lasts(step(scenario, ConfirmAnswer.class), Duration.ofSeconds(seconds));
        trial.faults.apply(steps.get(steps.size() - 1).id(), Kind.NOT_DONE);

        var outcome = trial.run();

        scenario.isOld(trial, outcome);
        assertThat(Progress.of(trial.journal.entries()).overrun().isEmpty()).isEqualTo(within);
        assertThat(OutcomeReport.text(outcome, trial.journal, Duration.ZERO)
                        .contains("the way back took 5 min 01 s, longer than rollback.limit (5 min 00 s)"))
                .isEqualTo(!within);
        assertThat(OutcomeReport.document(outcome, trial.journal, Duration.ZERO))
                .containsEntry("withinLimit", within);
        assertThat(HistoryReport.text(List.of(trial.journal)).contains("rolled back, past its rollback.limit"))
                .isEqualTo(!within);
    }

    private static Step step(Scenario scenario, Class<? extends Step> kind) {
        return scenario.steps().stream().filter(kind::isInstance).findFirst().orElseThrow();
    }
}
