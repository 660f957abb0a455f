package dev.berth.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.execute.sim.Crash;
import dev.berth.execute.sim.MemoryJournal;
import dev.berth.execute.sim.Points;
import dev.berth.execute.sim.Quiet;
import dev.berth.execute.sim.Town;
import dev.berth.plan.ClusterDecision;
import dev.berth.plan.ClusterPlanner;
import dev.berth.plan.Plan;
import dev.berth.policy.Policy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** One move in a simulated cluster of its own: what stays when the operator dies. */
final class TownTrial {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

    final Points points = new Points();
    final Town town;
    final Plan plan;
    final MemoryJournal journal;

    TownTrial(Function<Points, Town> town, Policy policy) {
        this.town = town.apply(points);
        this.plan = ((ClusterDecision.Seen) ClusterPlanner.decide(policy, this.town.facts()))
                .plan()
                .orElseThrow();
        this.journal = new MemoryJournal(points, plan);
    }

    Outcome run() {
        return executor(town).run(journal);
    }

    Outcome recall() {
        return executor(town).recall(journal, "asked");
    }

    Outcome finish() {
        return executor(town).finish(journal);
    }

    /** Runs, where one step does what it should, and says that it did not. */
    Outcome runFailing(String failing) {
        Effects planted = (migration, plan, step, evidence) -> {
            var effect = town.of(migration, plan, step, evidence);
            return step.id().equals(failing) ? new Failing(effect) : effect;
        };
        return executor(planted).run(journal);
    }

    /** Whether the operator dies at the n-th point of what it does. */
    boolean dies(int point, Consumer<TownTrial> work) {
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

    /**
     * Has the operator die at each point of some work.
     *
     * @param then what is seen afterwards, the last time after work that came to its end
     */
    static void atEveryPoint(Supplier<TownTrial> trials, Consumer<TownTrial> work, Consumer<TownTrial> then) {
        int point = 0;
        boolean died = true;
        while (died) {
            point++;
            var trial = trials.get();
            died = trial.dies(point, work);
            then.accept(trial);
        }
        assertThat(point).isGreaterThan(20);
    }

    private static Executor executor(Effects effects) {
        return new Executor(effects, NOON, () -> false, new Quiet());
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
}
