package dev.berth.adapter.kube;

import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;
import java.util.function.Supplier;

/**
 * A step of a rehearsal that is tried on what is real, without changing anything, before it is done to a copy.
 *
 * @param trial on what is real
 * @param copy what is done and taken back; one that does nothing where there is no copy
 */
record Tried(Supplier<Attempt> trial, Effect copy) implements Effect {
    /** A step that is only tried. */
    static Tried alone(Supplier<Attempt> trial) {
        return new Tried(trial, new Nothing());
    }

    @Override
    public boolean holds() {
        return copy.holds();
    }

    @Override
    public Attempt apply() {
        Attempt tried = trial.get();
        return tried instanceof Attempt.Done && !(copy instanceof Nothing) ? copy.apply() : tried;
    }

    @Override
    public Attempt undo() {
        return copy.undo();
    }

    /** What has no copy. */
    private record Nothing() implements Effect {
        @Override
        public boolean holds() {
            return false;
        }

        @Override
        public Attempt apply() {
            return Attempt.done();
        }

        @Override
        public Attempt undo() {
            return Attempt.done();
        }
    }
}
