package dev.berth.adapter.net;

import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * An effect that is taken back by acting the other way round.
 *
 * @param look whether it is so already
 */
record Opposites(BooleanSupplier look, Supplier<Attempt> there, Supplier<Attempt> back) implements Effect {
    /** One that acts whenever asked, whatever is so. */
    Opposites(Supplier<Attempt> there, Supplier<Attempt> back) {
        this(() -> false, there, back);
    }

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
