package dev.berth.app;

import dev.berth.adapter.file.Locking;
import dev.berth.adapter.file.StateFolder;
import dev.berth.cli.Workplace;
import dev.berth.plan.Decision.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;

/** The right to change things, for one run at a time: the lock of a state folder, in the words of the commands. */
final class StateRun {
    private StateRun() {}

    static Workplace.Locking lock(StateFolder state, Clock clock) {
        var locking = state.lock(clock);
        if (locking instanceof Locking.Held held) {
            return new Workplace.Locking.Held(() -> release(held));
        }
        if (locking instanceof Locking.Unusable unusable) {
            return new Workplace.Locking.Busy(new Refusal(
                    "state", unusable.flaw().reason(), unusable.flaw().remedy()));
        }
        return new Workplace.Locking.Busy(busy(state, (Locking.Busy) locking));
    }

    private static Refusal busy(StateFolder state, Locking.Busy busy) {
        boolean daemon = busy.holder().filter(state::isDaemon).isPresent();
        return new Refusal(
                "state",
                "the folder " + state.path() + " is " + busy + (daemon ? ", the daemon, which acts just now" : ""),
                daemon ? "wait a moment and try again" : "wait for that run to end, or end it");
    }

    static void release(Locking.Held held) {
        try {
            held.lock().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
