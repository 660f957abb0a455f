package dev.berth.adapter.kube;

import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;

/** Waits for one thing on the way forth and for another on the way back, and changes nothing. */
record Turn(Waiting forth, Waiting back) implements Effect {
    @Override
    public boolean holds() {
        return false;
    }

    @Override
    public Attempt apply() {
        return Calls.attempt(() -> waited(forth));
    }

    @Override
    public Attempt undo() {
        return Calls.attempt(() -> waited(back));
    }

    private static Attempt waited(Waiting waiting) throws InterruptedException {
        return waiting.over()
                ? Attempt.done()
                : Attempt.notDone("the EndpointSlices did not follow the Service in time");
    }

    /** Something that takes its time. */
    interface Waiting {
        /** False when it did not come. */
        boolean over() throws InterruptedException;
    }
}
