package dev.berth.adapter.net;

import dev.berth.engine.Logins.UnresolvedCredentials;
import dev.berth.engine.PoolState;
import dev.berth.execute.Attempt;
import dev.berth.policy.PgBouncer;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;

/**
 * The clients of one pooler, waiting in it from one step to another.
 *
 * @param drain how long they may take to end what they are in the middle of
 * @param limit after which a guard lets them go
 */
record WaitingClients(Consoles consoles, Guards guards, PgBouncer pooler, Duration drain, Duration limit, Clock clock) {
    /** What a console may take that is not in the middle of anything. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** Whether they wait already, for whomever. */
    boolean waits() {
        var attempt = talk(console ->
                console.look(PATIENCE) instanceof PoolState.Paused ? Attempt.done() : Attempt.notDone("they don't"));
        return attempt instanceof Attempt.Done;
    }

    /** They wait from now on, once they are in the middle of nothing; the moment is the evidence. */
    Attempt pause() {
        return talk(console -> {
            // What a run left that died in the middle; its guard may have little time left.
            console.resume(PATIENCE);
            try {
                guards.post(pooler, consoles.login(pooler), limit);
            } catch (IOException | UnresolvedCredentials e) {
                return Attempt.notDone("nobody would let the clients of " + pooler
                        + " go if berth died, so they are not asked to wait: " + e.getMessage());
            }
            var since = clock.instant();
            var state = console.pause(drain);
            return state instanceof PoolState.Paused
                    ? new Attempt.Done(since.toString())
                    : Attempt.notDone(pooler + " did not come to rest within " + drain.toMillis() + " ms: "
                            + Consoles.reason(state));
        });
    }

    /** They go on; nobody waits in a pooler that is not there. */
    Attempt resume() {
        return talk(console -> {
            var patience = Patience.tight(PATIENCE);
            PoolState state;
            do {
                state = console.resume(patience.nextTry());
            } while (state instanceof PoolState.Silent && patience.pause());
            if (state instanceof PoolState.Silent) {
                return Attempt.notDone(
                        pooler + " does not let its clients go: " + Consoles.reason(state) + " — RESUME it by hand");
            }
            guards.dismiss(pooler);
            return Attempt.done();
        });
    }

    private Attempt talk(Consoles.Talk talk) {
        try {
            return consoles.with(pooler, talk);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Attempt.notDone("interrupted before " + pooler + " answered");
        }
    }
}
