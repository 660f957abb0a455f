package dev.berth.adapter.net;

import dev.berth.adapter.net.Nft.Refusal;
import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;
import java.time.Clock;

/** An effect on a packet filter that may refuse: the place where that becomes a value. Its evidence is its moment. */
record FilterEffect(Clock clock, Look look, Act act, Act back) implements Effect {
    /** Tells whether it is so. */
    interface Look {
        boolean now() throws Refusal;
    }

    /** Does it. */
    interface Act {
        void now() throws Refusal;
    }

    @Override
    public boolean holds() {
        try {
            return look.now();
        } catch (Refusal e) {
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

    private Attempt run(Act act) {
        try {
            act.now();
            return new Attempt.Done(clock.instant().toString());
        } catch (Refusal e) {
            return Attempt.notDone(e.reason());
        }
    }
}
