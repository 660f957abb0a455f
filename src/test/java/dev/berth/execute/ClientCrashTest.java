package dev.berth.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.cycle.ClusterClients;
import dev.berth.execute.sim.Crash;
import dev.berth.execute.sim.MemoryJournal;
import dev.berth.execute.sim.Points;
import dev.berth.execute.sim.Quiet;
import dev.berth.execute.sim.Town;
import dev.berth.journal.Entry;
import dev.berth.plan.ClusterDecision;
import dev.berth.plan.ClusterPlanner;
import dev.berth.plan.Step;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * The operator dies at every point of a move of a database with its clients, and a pod may go at any moment; nobody is ever
 * left with a port that is gone, which the simulated cluster holds after every single change.
 */
class ClientCrashTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

    /** One move in a cluster of its own: what stays when the operator dies. */
    private static final class Trial {
        final Points points = new Points();
        final Town town = new Town(points);
        final MemoryJournal journal = new MemoryJournal(
                points,
                ((ClusterDecision.Seen) ClusterPlanner.decide(ClusterClients.policy(), town.facts()))
                        .plan()
                        .orElseThrow());

        Outcome run() {
            return executor(town).run(journal);
        }

        Outcome recall() {
            return executor(town).recall(journal, "asked");
        }

        Outcome finish() {
            return executor(town).finish(journal);
        }

        /** Whether the operator dies at the n-th point of what it does. */
        boolean dies(int point, Consumer<Trial> work) {
            points.dieAt(point);
            try {
                work.accept(this);
                return false;
            } catch (Crash e) {
                return true;
            } finally {
                points.dieAt(0);
            }
        }

        private static Executor executor(Effects effects) {
            return new Executor(effects, NOON, () -> false, new Quiet());
        }
    }

    private final String old = new Trial().town.toString();
    private final String arrived = old.replace("[5432] ", "[5432, 7000] ")
            .replace("DB_PORT=5432", "DB_PORT=7000")
            .replace("main:5432", "main:7000");

    @Test
    void whoIsNotDisturbedArrivesWithEveryClient() {
        var trial = new Trial();

        var outcome = trial.run();

        assertThat(outcome).isInstanceOf(Outcome.Migrated.class);
        assertThat(trial.town).hasToString(arrived);
    }

    @Test
    void afterADeathTheNextOneArrives() {
        atEveryPoint(Trial::run, trial -> {
            var outcome = trial.run();

            assertThat(outcome).isInstanceOf(Outcome.Migrated.class);
            assertThat(trial.town).hasToString(arrived);
        });
    }

    @Test
    void afterADeathAWayBackLeavesEverythingAsBefore() {
        atEveryPoint(Trial::run, trial -> {
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
            var trial = new Trial();
            trial.run();
            died = trial.dies(point, Trial::recall);

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
            var trial = new Trial();

            var outcome = new Executor(failing(step, trial.town), NOON, () -> false, new Quiet()).run(trial.journal);

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
            var trial = new Trial();
            trial.run();
            died = trial.dies(point, Trial::finish);

            if (died && trial.journal.entries().stream().noneMatch(Entry.Closed.class::isInstance)) {
                trial.finish();
            }

            assertThat(trial.town).hasToString(arrived.replace("[5432, 7000]", "[7000]"));
        }
    }

    private static List<String> failing() {
        return ((ClusterDecision.Seen) ClusterPlanner.decide(ClusterClients.policy(), new Town(new Points()).facts()))
                .plan()
                .orElseThrow()
                .steps()
                .filter(step -> !step.head().phase().name().equals("CLEAN_UP"))
                .map(Step::id)
                .toList();
    }

    private static Effects failing(String failing, Effects real) {
        return (migration, plan, step, evidence) -> step.id().equals(failing)
                ? new Failing(real.of(migration, plan, step, Map.copyOf(evidence)))
                : real.of(migration, plan, step, evidence);
    }

    /** A step that did what it should, and says that it did not. */
    private record Failing(Effect real) implements Effect {
        @Override
        public boolean holds() {
            return real.holds();
        }

        @Override
        public Attempt apply() {
            real.apply();
            return Attempt.notDone("planted");
        }

        @Override
        public Attempt undo() {
            return real.undo();
        }
    }

    private static void atEveryPoint(Consumer<Trial> work, Consumer<Trial> after) {
        int point = 0;
        boolean died = true;
        while (died) {
            point++;
            var trial = new Trial();
            died = trial.dies(point, work);
            if (died) {
                after.accept(trial);
            }
        }
        assertThat(point).isGreaterThan(20);
    }
}
