package dev.berth.adapter.net;

import dev.berth.engine.Contents.Depth;
import dev.berth.engine.Looked;
import dev.berth.execute.Attempt;
import dev.berth.policy.Endpoint;
import java.time.Duration;

/**
 * What a database holds is on record, or at least how far it has come, or why nobody can tell; Strict insists on all.
 *
 * @param tried what a try left on record before; empty where there was none
 */
record NotedContents(Lines lines, Endpoint endpoint, Depth depth, Duration patience, String tried) implements Question {
    @Override
    public Attempt ask() throws InterruptedException {
        return lines.with(endpoint, line -> {
            var looked = look(line);
            if (looked instanceof Looked.Seen || depth == Depth.FAST) {
                return new Attempt.Done(LookedText.of(looked));
            }
            return strict(line, patience, looked);
        });
    }

    /** Clients wait now, and for no look that was in vain a moment ago. */
    private Looked look(Line line) {
        return depth == Depth.FAST && TriedContents.inVain(tried) && line.glance(patience) instanceof Looked.Told told
                ? new Looked.TooMuch(told.history())
                : line.look(depth, patience);
    }

    static Attempt strict(Line line, Duration patience, Looked looked) {
        return Attempt.notDone("verify.fingerprint is Strict, and " + line.name() + " can't be compared within "
                + patience.toMillis() + " ms: " + looked.why() + " — raise hold.limit, or ask for Fast");
    }
}
