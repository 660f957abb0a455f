package dev.berth.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.cycle.ClusterClients;
import dev.berth.cycle.ClusterPods;
import dev.berth.execute.sim.Town;
import dev.berth.plan.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The operator dies at every point of a move of a database by a port of its node; its data never has two pods, and no client
 * is started anew with a port at which the database is not.
 */
class PodCrashTest {
    private final String old = trial().town.toString();
    private final String arrived = old.replace("=5432", "=7000").replace("main:5432", "main:7000");

    @Test
    void whoIsNotDisturbedArrivesWithEveryClient() {
        var trial = trial();

        var outcome = trial.run();

        assertThat(outcome).isInstanceOf(Outcome.Migrated.class);
        assertThat(trial.town).hasToString(arrived);
    }

    @Test
    void afterADeathTheNextOneArrives() {
        TownTrial.atEveryPoint(PodCrashTest::trial, TownTrial::run, trial -> {
            var outcome = trial.run();

            assertThat(outcome).isInstanceOf(Outcome.Migrated.class);
            assertThat(trial.town).hasToString(arrived);
        });
    }

    @Test
    void afterADeathAWayBackLeavesEverythingAsBefore() {
        TownTrial.atEveryPoint(PodCrashTest::trial, TownTrial::run, trial -> {
            var outcome = trial.recall();

            assertThat(outcome).isInstanceOf(Outcome.RolledBack.class);
            assertThat(trial.town).hasToString(old);
        });
    }

    @Test
    void aWayBackThatDiesIsTakenToItsEnd() {
        int point = 0;
        boolean died = true;
        while (died) {
            point++;
            var trial = trial();
            trial.run();
            died = trial.dies(point, TownTrial::recall);

            var outcome = trial.run();

            // Until the wish is durable, it was never uttered.
            assertThat(outcome).isInstanceOf(point == 1 && died ? Outcome.Migrated.class : Outcome.RolledBack.class);
            assertThat(trial.town).hasToString(point == 1 && died ? arrived : old);
        }
        assertThat(point).isGreaterThan(20);
    }

    @Test
    void aStepThatFailsTakesEverythingBack() {
        for (var step : trial().plan.steps().map(Step::id).toList()) {
            var trial = trial();

            var outcome = trial.runFailing(step);

            assertThat(outcome).isEqualTo(new Outcome.RolledBack(step, "planted"));
            assertThat(trial.town).hasToString(old);
        }
    }

    private static TownTrial trial() {
        return new TownTrial(
                points -> new Town(points, true),
                ClusterPods.policy(List.of(ClusterClients.web(), ClusterClients.worker())));
    }
}
