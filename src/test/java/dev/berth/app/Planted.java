package dev.berth.app;

import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;
import dev.berth.execute.Effects;
import dev.berth.plan.Plan;
import dev.berth.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Lets something happen to the world just before or after a step of one kind; watches that one engine writes a volume. */
final class Planted implements UnaryOperator<Effects> {
    private final Predicate<Step> moment;
    private final boolean first;
    private final Runnable deed;
    private final TinyStack stack;
    private final List<String> violations = new ArrayList<>();
    private boolean done;

    private Planted(TinyStack stack, Predicate<Step> moment, boolean first, Runnable deed) {
        this.stack = stack;
        this.moment = moment;
        this.first = first;
        this.deed = deed;
    }

    static Planted before(TinyStack stack, Class<? extends Step> kind, Runnable deed) {
        return new Planted(stack, kind::isInstance, true, deed);
    }

    static Planted after(TinyStack stack, Class<? extends Step> kind, Runnable deed) {
        return new Planted(stack, kind::isInstance, false, deed);
    }

    /** @param move how the step's id begins */
    static Planted after(TinyStack stack, String move, Class<? extends Step> kind, Runnable deed) {
        return new Planted(stack, step -> step.id().startsWith(move) && kind.isInstance(step), false, deed);
    }

    /** Whether it came to it. */
    boolean happened() {
        return done;
    }

    /** Volumes that two engines wrote to at once, with the step after which it was so. */
    List<String> violations() {
        return List.copyOf(violations);
    }

    @Override
    public Effects apply(Effects effects) {
        return (migration, plan, step, evidence) -> watched(effects, migration, plan, step, evidence);
    }

    private Effect watched(Effects effects, String migration, Plan plan, Step step, Map<String, String> evidence) {
        var real = effects.of(migration, plan, step, evidence);
        return new Effect() {
            @Override
            public boolean holds() {
                return real.holds();
            }

            @Override
            public Attempt apply() {
                return around(step, real::apply);
            }

            @Override
            public Attempt undo() {
                return watch(step, real.undo());
            }
        };
    }

    private Attempt around(Step step, Supplier<Attempt> act) {
        boolean now = !done && moment.test(step);
        if (now && first) {
            happen();
        }
        var attempt = watch(step, act.get());
        if (now && !first) {
            happen();
        }
        return attempt;
    }

    private void happen() {
        done = true;
        deed.run();
    }

    private Attempt watch(Step step, Attempt attempt) {
        stack.volumesWithTwoEngines().forEach(volume -> violations.add(step.id() + ": " + volume));
        return attempt;
    }
}
