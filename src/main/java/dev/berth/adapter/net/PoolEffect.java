package dev.berth.adapter.net;

import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** An effect on a pooler, of its three calls. */
record PoolEffect(BooleanSupplier look, Supplier<Attempt> there, Supplier<Attempt> back) implements Effect {
    @Override
    public boolean holds() {
        return look.getAsBoolean();
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
