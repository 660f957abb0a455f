package dev.berth.execute.sim;

import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;

/** An effect that only says how it went. */
public record Pretended(Attempt attempt) implements Effect {
    @Override
    public boolean holds() {
        return false;
    }

    @Override
    public Attempt apply() {
        return attempt;
    }

    @Override
    public Attempt undo() {
        return Attempt.done();
    }
}
