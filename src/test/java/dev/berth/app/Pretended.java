package dev.berth.app;

import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;

/** An effect that only says how it went. */
record Pretended(Attempt attempt) implements Effect {
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
