package dev.berth.execute.sim;

import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;
import dev.berth.execute.Executor;
import dev.berth.execute.Outcome;
import dev.berth.execute.Watcher;
import dev.berth.plan.Decision.Refusal;
import dev.berth.plan.GoldenCase;
import dev.berth.plan.Plan;
import dev.berth.plan.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** One migration in a world of its own: what stays when the process dies is here, what it kept in memory is not. */
public final class Trial {
    public final Points points = new Points();
    public final World world;
    public final MemoryJournal journal;
    public final Faults faults;
    public final Plan plan;
    private final GoldenCase situation;
    private final Map<String, Duration> durations = new HashMap<>();
    private Instant now = Instant.EPOCH;

    public Trial(GoldenCase situation, Plan plan) {
        this.situation = situation;
        this.plan = plan;
        this.world = new World(situation, points);
        this.journal = new MemoryJournal(points, plan);
        this.faults =
                new Faults(new WorldEffects(world, points, situation.policy().clients()), world);
    }

    /** A new process goes on from the journal. */
    public Outcome run() {
        return executor(() -> false, step -> {}).run(journal);
    }

    /** A new process goes on, and somebody does something before each step. */
    public Outcome run(Consumer<Step> before) {
        return executor(() -> false, before).run(journal);
    }

    /** A new process goes on until it is asked to end. */
    public Outcome runUntil(BooleanSupplier interrupted) {
        return executor(interrupted, step -> {}).run(journal);
    }

    public Outcome recall() {
        return executor(() -> false, step -> {}).recall(journal, "asked");
    }

    public List<Refusal> obstacles() {
        return executor(() -> false, step -> {}).obstacles(journal);
    }

    public Outcome finish() {
        return executor(() -> false, step -> {}).finish(journal);
    }

    /** Lets a step take its time, forward and back; all others take none. */
    public Trial lasts(Step step, Duration duration) {
        durations.put(step.id(), duration);
        return this;
    }

    /** Nobody is at work for so long, and whatever let clients wait has let them go. */
    public void rests(Duration duration) {
        now = now.plus(duration);
        world.guardsLetGo();
    }

    /** Whether a process dies at the n-th point of what it does. */
    public boolean dies(int point, Runnable work) {
        points.dieAt(point);
        try {
            work.run();
            return false;
        } catch (Crash e) {
            world.holdsExpire();
            return true;
        } finally {
            points.dieAt(0);
        }
    }

    public boolean clientsAreWell() {
        return situation.policy().clients().stream().allMatch(world::well);
    }

    private Executor executor(BooleanSupplier interrupted, Consumer<Step> before) {
        InstantSource time = () -> now;
        return new Executor(this::timed, time.withZone(ZoneOffset.UTC), interrupted, new Began(before));
    }

    private Effect timed(String migration, Plan plan, Step step, Map<String, String> evidence) {
        var effect = faults.of(migration, plan, step, evidence);
        return new Effect() {
            @Override
            public boolean holds() {
                return effect.holds();
            }

            @Override
            public Attempt apply() {
                return after(effect.apply());
            }

            @Override
            public Attempt undo() {
                return after(effect.undo());
            }

            @Override
            public Optional<Refusal> obstacle() {
                return effect.obstacle();
            }

            private Attempt after(Attempt attempt) {
                now = now.plus(durations.getOrDefault(step.id(), Duration.ZERO));
                return attempt;
            }
        };
    }

    private record Began(Consumer<Step> before) implements Watcher {
        @Override
        public void began(Step step, int number, int total) {
            before.accept(step);
        }
    }
}
