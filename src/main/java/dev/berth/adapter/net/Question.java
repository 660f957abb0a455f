package dev.berth.adapter.net;

import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;

/** An effect that changes nothing: never true beforehand, since it is asked anew each time, and with nothing to undo. */
interface Question extends Effect {
    Attempt ask() throws InterruptedException;

    @Override
    default boolean holds() {
        return false;
    }

    @Override
    default Attempt apply() {
        try {
            return ask();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Attempt.notDone("interrupted before an answer came");
        }
    }

    @Override
    default Attempt undo() {
        return Attempt.done();
    }
}
