package dev.berth.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.execute.sim.Faults.Kind;
import dev.berth.execute.sim.Scenario;
import dev.berth.execute.sim.Trial;
import dev.berth.journal.UnwritableJournal;
import dev.berth.plan.ContainerStep;
import dev.berth.plan.Decision.Refusal;
import dev.berth.plan.Step;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every effect fails in every way, the journal's disk fills up, and others meddle, each at every step. */
class FaultTest {
    private static final List<Scenario> SCENARIOS = Stream.of(
                    "single-variable",
                    "two-moves",
                    "swap",
                    "chain",
                    "clients-one-move",
                    "clients-two-moves",
                    "clients-two-moves-policy",
                    "pool-two-moves",
                    "pool-no-hold")
            .map(Scenario::new)
            .toList();

    static List<Scenario> scenarios() {
        return SCENARIOS;
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aStepThatFailsTakesItsMoveBack(Kind kind) {
        eachStep((scenario, step) -> {
            var trial = scenario.trial();
            trial.faults.apply(step.id(), kind);

            var outcome = trial.run();

            assertThat(outcome).extracting("step").isEqualTo(step.id());
            scenario.isBackBefore(step, trial, outcome);
            scenario.isBackBefore(step, trial, trial.run());
        });
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void anUndoThatFailsIsStuckUntilItSucceeds(Scenario scenario) {
        var last = scenario.steps().get(scenario.steps().size() - 1);
        for (var step : scenario.steps()) {
            var trial = scenario.trial();
            trial.faults.apply(last.id(), Kind.NOT_DONE).undo(step.id(), Kind.NOT_DONE);

            var outcome = trial.run();

            if (outcome instanceof Outcome.Stuck stuck) {
                assertThat(stuck.notUndone()).first().isEqualTo(step.id());
                scenario.isBackBefore(last, trial, trial.run());
            } else {
                scenario.isBackBefore(last, trial, outcome);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"HALF_DONE", "THROWS", "REPLY_LOST"})
    void anUndoThatBreaksOffIsTakenUpAgain(Kind kind) {
        eachStep((scenario, step) -> {
            var trial = scenario.trial();
            assertThat(trial.run()).isEqualTo(new Outcome.Migrated());
            trial.faults.undo(step.id(), kind);

            var stuck = trial.recall();

            assertThat(stuck)
                    .isInstanceOf(Outcome.Stuck.class)
                    .extracting("step")
                    .isEqualTo(step.id());
            scenario.isOld(trial, trial.run());
        });
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void oneEntryThatIsNotTakenTakesTheMoveBack(Scenario scenario) {
        for (int append = 1; append <= scenario.appends(); append++) {
            var trial = scenario.trial();
            trial.journal.full(append, append);

            var outcome = trial.run();

            assertThat(outcome).isInstanceOf(Outcome.RolledBack.class);
            scenario.isNewOrBack(trial, outcome);
            assertThat(trial.run()).isEqualTo(outcome);
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void aDiskThatStaysFullTakesTheMoveBackAndALaterRunEndsOnOneSide(Scenario scenario) {
        for (int append = 1; append <= scenario.appends(); append++) {
            var trial = scenario.trial();
            trial.journal.full(append, Integer.MAX_VALUE);

            var outcome = trial.run();

            assertThat(outcome).isInstanceOf(Outcome.RolledBack.class);
            scenario.isNewOrBack(trial, outcome);
            trial.journal.full(0, 0);
            scenario.isNewOrBack(trial, trial.run());
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void aDiskThatIsFullAndACrashOnTheWayBackEndOnOneSide(Scenario scenario) {
        for (int append = 1; append <= scenario.appends(); append += 3) {
            int full = append;
            int point = 0;
            boolean died;
            do {
                point += 5;
                var trial = scenario.trial();
                trial.journal.full(full, Integer.MAX_VALUE);
                died = trial.dies(point, trial::run);
                trial.journal.full(0, 0);

                var outcome = trial.run();

                scenario.isNewOrBack(trial, outcome);
            } while (died);
        }
    }

    @Test
    void aRecallOnAFullDiskDoesNothing() {
        var scenario = new Scenario("single-variable");
        var trial = scenario.trial();
        var outcome = trial.run();
        trial.journal.full(0, Integer.MAX_VALUE);

        assertThatThrownBy(trial::recall).isInstanceOf(UnwritableJournal.class);

        scenario.isNew(trial, outcome);
    }

    @Test
    void aRecallTakesTheRoomThatWasHeldBackForIt() {
        var scenario = new Scenario("single-variable");
        var trial = scenario.trial();
        trial.run();
        int wish = trial.journal.appends() + 1;
        trial.journal.full(wish, wish);

        var outcome = trial.recall();

        scenario.isOld(trial, outcome);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void anInterruptTakesBackTheMoveUnderWay(Scenario scenario) {
        for (int i = 0; i < scenario.steps().size(); i++) {
            var step = scenario.steps().get(i);
            var left = new AtomicInteger(i);
            var trial = scenario.trial();

            var outcome = trial.runUntil(() -> left.getAndDecrement() == 0);

            assertThat(outcome).isEqualTo(new Outcome.RolledBack(step.id(), "interrupted"));
            scenario.isBackBefore(step, trial, outcome);
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void anEngineRestartBeforeAnyStepEndsOnOneSide(Scenario scenario) {
        meddled(scenario, (trial, step) -> trial.world.restartEngine());
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void aContainerThatSomebodyRestartsChangesNothing(Scenario scenario) {
        for (var step : scenario.steps()) {
            var trial = scenario.trial();

            var outcome = trial.run(before(step, () -> names(trial).forEach(trial.world::restarts)));

            scenario.isNew(trial, outcome);
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void aContainerThatSomebodyRemovesIsMadeAgainFromItsRecipe(Scenario scenario) {
        for (var suffix : List.of("", "-berth-next", "-berth-parked")) {
            meddled(scenario, (trial, step) -> kept(scenario, step).forEach(name -> trial.world.loses(name + suffix)));
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void aContainerThatSomebodyRenamesIsFoundByItsId(Scenario scenario) {
        for (var step : scenario.steps()) {
            var trial = scenario.trial();

            var outcome = trial.run(before(
                    step, () -> kept(scenario, step).forEach(name -> trial.world.renames(name, name + "-mine"))));

            // A name that somebody gave before berth took it for its own is theirs to give back.
            assertThat(outcome).isInstanceOfAny(Outcome.Migrated.class, Outcome.RolledBack.class);
            names(trial).forEach(name -> trial.world.renames(name + "-mine", name));
            scenario.isNewOrBack(trial, outcome);
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void aPortThatIsStolenDuringThePauseTakesTheMoveBack(Scenario scenario) {
        for (var step : scenario.steps()) {
            if (step instanceof ContainerStep.StartReplacement start) {
                var trial = scenario.trial();
                var rebinding = trial.plan
                        .steps()
                        .filter(one -> one instanceof ContainerStep.CreateReplacement create
                                && create.subject().equals(start.subject()))
                        .map(one -> ((ContainerStep.CreateReplacement) one)
                                .rebindings()
                                .get(0))
                        .findFirst()
                        .orElseThrow();

                var outcome = trial.run(before(step, () -> trial.world.takes(rebinding.to())));

                if (scenario.toString().equals("swap")) {
                    // The stolen port is also the way back of the other database: nothing can start there.
                    assertThat(outcome).isInstanceOf(Outcome.Stuck.class);
                    trial.world.releases(rebinding.to());
                    scenario.isOld(trial, trial.run());
                } else {
                    assertThat(outcome).extracting("step").isEqualTo(step.id());
                    scenario.isBackBefore(step, trial, outcome);
                }
            }
        }
    }

    @Test
    void anOldPortThatIsStolenIsStuckUntilItIsFree() {
        var scenario = new Scenario("single-variable");
        var trial = scenario.trial();
        var start = first(scenario, ContainerStep.StartReplacement.class);
        trial.faults.apply(start.id(), Kind.NOT_DONE);
        var stuck = trial.run(before(start, () -> trial.world.takes(5432)));
        assertThat(stuck).extracting("reason").isEqualTo("port 5432 is already allocated");
        trial.world.releases(5432);

        var outcome = trial.run();

        scenario.isOld(trial, outcome);
    }

    @Test
    void aFileThatSomebodyChangedLaterIsToldBeforeAWayBack() {
        var trial = new Scenario("single-variable").trial();
        assertThat(trial.run()).isEqualTo(new Outcome.Migrated());
        assertThat(trial.obstacles()).isEmpty();
        trial.world.put(".env", trial.world.file(".env").orElseThrow() + "MORE=1\n");

        var obstacles = trial.obstacles();

        assertThat(obstacles).extracting(Refusal::subject).containsExactly(".env");
    }

    @Test
    void aContainerThatSomebodyMadeAnewIsToldBeforeAWayBack() {
        var scenario = new Scenario("single-variable");
        var trial = scenario.trial();
        assertThat(trial.run()).isEqualTo(new Outcome.Migrated());
        assertThat(trial.obstacles()).isEmpty();
        var name = first(scenario, ContainerStep.ParkContainer.class).subject().name();
        trial.world.recreates(name);

        var obstacles = trial.obstacles();

        assertThat(obstacles).extracting(Refusal::subject).containsExactly(name);
        trial.world.loses(name);
        assertThat(trial.obstacles()).isEmpty();
        scenario.isOld(trial, trial.recall());
    }

    @Test
    void whatDoesNotSoakCantBeEnded() {
        var scenario = new Scenario("single-variable");
        var trial = scenario.trial();
        assertThat(trial.dies(scenario.points() / 2, trial::run)).isTrue();

        assertThatThrownBy(trial::finish)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("simulated-1 does not soak, it is FORWARD");
    }

    @Test
    void whatIsEndingCantBeRecalled() {
        var scenario = new Scenario("single-variable");
        var trial = scenario.trial();
        assertThat(trial.run()).isEqualTo(new Outcome.Migrated());
        assertThat(trial.dies(4, trial::finish)).isTrue();

        assertThatThrownBy(trial::recall).isInstanceOf(IllegalArgumentException.class);
    }

    private static void meddled(Scenario scenario, BiConsumer<Trial, Step> meddling) {
        for (var step : scenario.steps()) {
            var trial = scenario.trial();

            var outcome = trial.run(before(step, () -> meddling.accept(trial, step)));

            scenario.isNewOrBack(trial, outcome);
        }
    }

    private static void eachStep(BiConsumer<Scenario, Step> test) {
        for (var scenario : scenarios()) {
            scenario.steps().forEach(step -> test.accept(scenario, step));
        }
    }

    private static Consumer<Step> before(Step wanted, Runnable act) {
        return step -> {
            if (step.equals(wanted)) {
                act.run();
            }
        };
    }

    private static Stream<String> names(Trial trial) {
        return trial.plan
                .steps()
                .filter(ContainerStep.class::isInstance)
                .map(step -> ((ContainerStep) step).subject().name())
                .distinct();
    }

    private static <T extends Step> T first(Scenario scenario, Class<T> kind) {
        return scenario.steps().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .orElseThrow();
    }

    /** The containers of the move under way whose recipes are kept before a step. */
    private static List<String> kept(Scenario scenario, Step step) {
        var move = step.id().substring(0, step.id().indexOf('/') + 1);
        var steps = scenario.steps();
        return steps.subList(0, steps.indexOf(step)).stream()
                .filter(one -> one.id().startsWith(move))
                .flatMap(one -> one instanceof ContainerStep.SaveRecipe save ? Stream.of(save) : Stream.empty())
                .map(save -> save.subject().name())
                .toList();
    }
}
