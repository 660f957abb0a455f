package dev.berth.adapter.docker;

import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;
import java.io.IOException;

/** An effect on an engine that may not answer, or on a file that can't be written: the place where that becomes a value. */
record DockerEffect(Look look, Act act, Act back) implements Effect {
    /** Tells whether it is so. */
    interface Look {
        boolean now() throws Unanswered;
    }

    /** Does it. */
    interface Act {
        Attempt now() throws Unanswered, IOException;
    }

    @Override
    public boolean holds() {
        try {
            return look.now();
        } catch (Unanswered e) {
            return false;
        }
    }

    @Override
    public Attempt apply() {
        return run(act);
    }

    @Override
    public Attempt undo() {
        return run(back);
    }

    private static Attempt run(Act act) {
        try {
            return act.now();
        } catch (Unanswered e) {
            return Attempt.notDone(e.words());
        } catch (IOException e) {
            return Attempt.notDone("a file of berth's own can't be written: " + e.getMessage());
        }
    }
}
