package dev.berth.app;

import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;
import dev.berth.execute.Effects;
import dev.berth.plan.Plan;
import dev.berth.plan.Step;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Tells the moments of a run at which it can end between two lines of its journal: {@code looks at STEP},
 * {@code acts on STEP}, {@code acted on STEP}, {@code takes back STEP}, {@code took back STEP}.
 */
record Moments(Consumer<String> watcher) implements UnaryOperator<Effects> {
    @Override
    public Effects apply(Effects effects) {
        return (migration, plan, step, evidence) -> told(effects, migration, plan, step, evidence);
    }

    private Effect told(Effects effects, String migration, Plan plan, Step step, Map<String, String> evidence) {
        var real = effects.of(migration, plan, step, evidence);
        return new Effect() {
            @Override
            public boolean holds() {
                watcher.accept("looks at " + step.id());
                return real.holds();
            }

            @Override
            public Attempt apply() {
                return between("acts on " + step.id(), real::apply, "acted on " + step.id());
            }

            @Override
            public Attempt undo() {
                return between("takes back " + step.id(), real::undo, "took back " + step.id());
            }
        };
    }

    private Attempt between(String before, Supplier<Attempt> call, String after) {
        watcher.accept(before);
        var attempt = call.get();
        watcher.accept(after);
        return attempt;
    }
}
