package dev.berth.adapter.kube;

import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;

/**
 * Slices of berth's own that bridge a change of names, made on the way forth and removed on the way back, or the other way
 * round.
 */
record Bridge(ServiceSlices slices, boolean made) implements Effect {
    @Override
    public boolean holds() {
        return false;
    }

    @Override
    public Attempt apply() {
        return turned(made);
    }

    @Override
    public Attempt undo() {
        return turned(!made);
    }

    private Attempt turned(boolean there) {
        return Calls.attempt(() -> {
            if (there) {
                slices.bridge();
            } else {
                slices.removeBridge();
            }
            return Attempt.done();
        });
    }
}
