package dev.berth.app;

import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;
import java.util.Set;

/** An effect that is none but for its word. */
record Pretence(String step, Set<String> done) implements Effect {
    @Override
    public boolean holds() {
        return done.contains(step);
    }

    @Override
    public Attempt apply() {
        done.add(step);
        return Attempt.done();
    }

    @Override
    public Attempt undo() {
        done.remove(step);
        return Attempt.done();
    }
}
