package dev.berth.app;

import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;
import dev.berth.execute.Effects;
import dev.berth.plan.Step;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** What tests let happen in the place of a step, and nowhere else. */
final class Plants {
    private Plants() {}

    static UnaryOperator<Effects> inPlaceOf(Class<? extends Step> kind, Supplier<Attempt> deed) {
        return effects -> (migration, plan, step, evidence) -> {
            var real = effects.of(migration, plan, step, evidence);
            return kind.isInstance(step) ? new Replaced(real, deed) : real;
        };
    }

    /** A step that no longer comes to an end, as a killed process's would not. */
    static Attempt hang(AtomicBoolean hung) {
        hung.set(true);
        try {
            Thread.sleep(Duration.ofMinutes(5).toMillis());
        } catch (InterruptedException e) {
            throw new Killed();
        }
        return Attempt.done();
    }

    /** No executor survives that, as none survives the end of its process. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    /** An effect with another deed. */
    private record Replaced(Effect real, Supplier<Attempt> deed) implements Effect {
        @Override
        public boolean holds() {
            return real.holds();
        }

        @Override
        public Attempt apply() {
            return deed.get();
        }

        @Override
        public Attempt undo() {
            return real.undo();
        }
    }
}
