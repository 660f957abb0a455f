package dev.berth.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.cycle.ClusterClients;
import dev.berth.execute.sim.Town;
import dev.berth.journal.Entry;
import dev.berth.plan.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The operator dies at every point of a move of a database with its clients, and a pod may go at any moment; nobody is ever
 * left with a port that is gone, which the simulated cluster holds after every single change.
 */
class ClientCrashTest {
    private final String old = trial().town.toString();
    private final String arrived = old.replace("[5432] ", "[5432, 7000] ")
            .replace("DB_PORT=5432", "DB_PORT=7000")
            .replace("main:5432", "main:7000");

    @Test
    void whoIsNotDisturbedArrivesWithEveryClient() {
        var trial = trial();

        var outcome = trial.run();

        assertThat(outcome).isInstanceOf(Outcome.Migrated.class);
        assertThat(trial.town).hasToString(arrived);
    }

    @Test
    void afterADeathTheNextOneArrives() {
        TownTrial.atEveryPoint(ClientCrashTest::trial, TownTrial::run, trial -> {
            var outcome = trial.run();

            assertThat(outcome).isInstanceOf(Outcome.Migrated.class);
            assertThat(trial.town).hasToString(arrived);
        });
    }

    @Test
    void afterADeathAWayBackLeavesEverythingAsBefore() {
        TownTrial.atEveryPoint(ClientCrashTest::trial, TownTrial::run, trial -> {
            trial.town.evict();

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
        for (var step : failing()) {
            var trial = trial();

            var outcome = trial.runFailing(step);

            assertThat(outcome).isEqualTo(new Outcome.RolledBack(step, "planted"));
            assertThat(trial.town).hasToString(old);
        }
    }

    @Test
    void anEndThatDiesIsEndedByTheNext() {
        int point = 0;
        boolean died = true;
        while (died) {
            point++;
            var trial = trial();
            trial.run();
            died = trial.dies(point, TownTrial::finish);

            if (died && trial.journal.entries().stream().noneMatch(Entry.Closed.class::isInstance)) {
                trial.finish();
            }

            assertThat(trial.town).hasToString(arrived.replace("[5432, 7000]", "[7000]"));
        }
    }

    private static List<String> failing() {
        return trial().plan
                .steps()
                .filter(step -> !step.head().phase().name().equals("CLEAN_UP"))
                .map(Step::id)
                .toList();
    }

    private static TownTrial trial() {
        return new TownTrial(Town::new, ClusterClients.policy());
    }
}
