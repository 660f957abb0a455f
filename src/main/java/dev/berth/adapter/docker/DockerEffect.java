package dev.berth.adapter.docker;

import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;
import dev.berth.plan.Decision.Refusal;
import java.io.IOException;
import java.util.Optional;

/** An effect on an engine that may not answer, or on a file that can't be written: the place where that becomes a value. */
record DockerEffect(Look look, Act act, Act back, Way way) implements Effect {
    DockerEffect(Look look, Act act, Act back) {
        this(look, act, back, Optional::empty);
    }

    /** Tells whether it is so. */
    interface Look {
        boolean now() throws Unanswered;
    }

    /** Does it. */
    interface Act {
        Attempt now() throws Unanswered, IOException;
    }

    /** Tells what is in the way of taking it back. */
    interface Way {
        Optional<Refusal> barred() throws Unanswered;
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

    @Override
    public Optional<Refusal> obstacle() {
        try {
            return way.barred();
        } catch (Unanswered e) {
            // Undo asks the engine again, and says what it does not answer.
            return Optional.empty();
        }
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
