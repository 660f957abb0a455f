package dev.berth.adapter.net;

import dev.berth.engine.PoolState;
import dev.berth.execute.Attempt;
import dev.berth.policy.PgBouncer;
import java.time.Duration;

/** A pooler takes commands, and its clients wait for nothing. */
record ConfirmedPool(Consoles consoles, PgBouncer pooler, Duration patience) implements Question {
    @Override
    public Attempt ask() throws InterruptedException {
        return consoles.with(pooler, console -> {
            var patience = Patience.relaxed(this.patience);
            PoolState state;
            do {
                state = console.look(patience.nextTry());
            } while (state instanceof PoolState.Gone && patience.pause());
            return attempt(state);
        });
    }

    private Attempt attempt(PoolState state) {
        if (state instanceof PoolState.Serving) {
            return Attempt.done();
        }
        return Attempt.notDone(
                state instanceof PoolState.Paused
                        ? pooler + " is already paused by somebody else — RESUME it first"
                        : pooler + " takes no commands: " + Consoles.reason(state));
    }
}
