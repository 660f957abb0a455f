package dev.berth.adapter.net;

import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;
import java.util.function.Supplier;

/** An effect that acts whenever asked, whatever is so, and is taken back by acting the other way round. */
record Opposites(Supplier<Attempt> there, Supplier<Attempt> back) implements Effect {
    @Override
    public boolean holds() {
        return false;
    }

    @Override
    public Attempt apply() {
        return there.get();
    }

    @Override
    public Attempt undo() {
        return back.get();
    }
}
