package dev.berth.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.execute.sim.Faults.Kind;
import dev.berth.execute.sim.Scenario;
import dev.berth.execute.sim.Trial;
import dev.berth.journal.Entry;
import dev.berth.plan.Step;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The process dies at every point there is: before and after each journal entry, before and after each effect, and after
 * each change that an effect makes. The simulated world holds the one-engine rule after every single change.
 */
class CrashTest {
    private static final List<Scenario> SMALL = all("single-variable", "clients-one-move", "pool-hold");
    private static final List<Scenario> SCENARIOS = all(
            "single-variable",
            "two-moves",
            "swap",
            "cycle-of-three",
            "chain",
            "clients-two-moves",
            "clients-two-moves-policy",
            "client-of-a-database-that-stays",
            "files-behind-container",
            "pool-hold",
            "pool-no-hold",
            "research-stack");

    static List<Scenario> scenarios() {
        return SCENARIOS;
    }

    static List<Scenario> small() {
        return SMALL;
    }

    private static List<Scenario> all(String... names) {
        return Stream.of(names).map(Scenario::new).toList();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void afterACrashTheNextRunEndsMigrated(Scenario scenario) {
        for (int point = 1; point <= scenario.points(); point++) {
            var trial = crashed(scenario, point);

            var outcome = trial.run();

            scenario.isNew(trial, outcome);
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void afterACrashARecallEndsAsBefore(Scenario scenario) {
        for (int point = 1; point <= scenario.points(); point++) {
            var trial = crashed(scenario, point);

            var outcome = trial.recall();

            scenario.isOld(trial, outcome);
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void noCrashIsTakenForAChangeBySomebody(Scenario scenario) {
        for (int point = 1; point <= scenario.points(); point++) {
            assertThat(crashed(scenario, point).obstacles()).isEmpty();
        }
        boolean died = true;
        for (int point = 1; died; point++) {
            var trial = scenario.trial();
            trial.run();
            died = trial.dies(point, trial::recall);

            assertThat(trial.obstacles()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void aRecallThatDiesIsTakenToItsEndByTheNextRun(Scenario scenario) {
        int point = 0;
        boolean died;
        do {
            point++;
            var trial = scenario.trial();
            scenario.isNew(trial, trial.run());
            died = trial.dies(point, trial::recall);

            var outcome = trial.run();

            // Until the wish is durable, it was never uttered.
            if (died && point == 1) {
                scenario.isNew(trial, outcome);
            } else {
                scenario.isOld(trial, outcome);
            }
        } while (died);
    }

    @ParameterizedTest
    @MethodSource("small")
    void aSecondCrashDuringTheNextRunChangesNothing(Scenario scenario) {
        for (int point = 1; point <= scenario.points(); point++) {
            int second = 0;
            boolean died;
            do {
                second++;
                var trial = crashed(scenario, point);
                died = trial.dies(second, trial::run);

                var outcome = trial.run();

                scenario.isNew(trial, outcome);
            } while (died);
        }
    }

    @ParameterizedTest
    @MethodSource("small")
    void aSecondCrashDuringTheRecallEndsOnOneSide(Scenario scenario) {
        for (int point = 1; point <= scenario.points(); point++) {
            int second = 0;
            boolean died;
            do {
                second++;
                var trial = crashed(scenario, point);
                died = trial.dies(second, trial::recall);

                var outcome = trial.run();

                if (died && second == 1) {
                    scenario.isNew(trial, outcome);
                } else {
                    scenario.isOld(trial, outcome);
                }
            } while (died);
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void aWayBackFromTheLastStepThatDiesIsTakenToItsEndByTheNextRun(Scenario scenario) {
        diesOnTheWayBack(scenario, scenario.steps().get(scenario.steps().size() - 1));
    }

    @ParameterizedTest
    @MethodSource("small")
    void aWayBackFromAnyStepThatDiesIsTakenToItsEndByTheNextRun(Scenario scenario) {
        scenario.steps().forEach(step -> diesOnTheWayBack(scenario, step));
    }

    private static void diesOnTheWayBack(Scenario scenario, Step failing) {
        int point = pointsBefore(scenario, failing);
        boolean died;
        do {
            point++;
            var trial = scenario.trial();
            trial.faults.apply(failing.id(), Kind.NOT_DONE);
            died = trial.dies(point, trial::run);
            boolean known = trial.journal.entries().stream().anyMatch(Entry.Failed.class::isInstance);

            var outcome = trial.run();

            // Until the failure is durable nobody knows of it, and the planted one comes but once.
            if (known) {
                scenario.isBackBefore(failing, trial, outcome);
            } else {
                scenario.isNewOrBack(trial, outcome);
            }
        } while (died);
    }

    private static int pointsBefore(Scenario scenario, Step wanted) {
        var passed = new AtomicInteger();
        var trial = scenario.trial();
        trial.run(step -> {
            if (step.equals(wanted)) {
                passed.set(trial.points.passed());
            }
        });
        return passed.get();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void anEndThatDiesIsEndedByTheNext(Scenario scenario) {
        int point = 0;
        boolean died;
        do {
            point++;
            var trial = scenario.trial();
            scenario.isNew(trial, trial.run());
            died = trial.dies(point, trial::finish);

            var outcome = trial.journal.entries().stream().anyMatch(Entry.Closed.class::isInstance)
                    ? trial.run()
                    : trial.finish();

            assertThat(outcome).isEqualTo(new Outcome.Migrated());
            assertThat(trial.world.toString()).endsWith("recipes []");
        } while (died);
    }

    private static Trial crashed(Scenario scenario, int point) {
        var trial = scenario.trial();
        assertThat(trial.dies(point, trial::run)).isTrue();
        return trial;
    }
}
