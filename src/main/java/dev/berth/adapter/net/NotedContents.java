package dev.berth.adapter.net;

import dev.berth.engine.Answer;
import dev.berth.engine.Contents.Depth;
import dev.berth.engine.Looked;
import dev.berth.engine.Looked.Partly;
import dev.berth.engine.Looked.Seen;
import dev.berth.engine.Looked.Told;
import dev.berth.engine.Looked.TooMuch;
import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;
import dev.berth.policy.Endpoint;
import java.time.Duration;
import java.util.Optional;

/**
 * What a database holds is on record, or at least how far it has come, or why nobody can tell; Strict insists on all. Until
 * the stop nobody changes it unseen.
 *
 * @param limit how long sessions that stayed open may have to wait before they write
 * @param tried what a try left on record before; empty where there was none
 */
record NotedContents(Lines lines, Endpoint endpoint, Depth depth, Duration patience, Duration limit, String tried)
        implements Effect {
    @Override
    public boolean holds() {
        return false;
    }

    @Override
    public Attempt apply() {
        return lines.on(endpoint, this::noted, reason -> Attempt.notDone(endpoint.database() + ": " + reason));
    }

    /** Who waits goes on by himself after the limit, so that no answer is no harm. */
    @Override
    public Attempt undo() {
        lines.on(endpoint, line -> line.resumeWrites(patience), Answer.Silent::new);
        return Attempt.done();
    }

    private Attempt noted(Line line) {
        var paused = line.pauseWrites(limit, patience);
        var looked = paused instanceof Answer.Well ? look(line) : unpaused(paused);
        return depth == Depth.FAST || looked instanceof Seen && !LookedText.tooLong(looked)
                ? new Attempt.Done(LookedText.of(looked))
                : strict(line, patience, looked);
    }

    /** Clients wait now, and for no look that was in vain a moment ago. */
    private Looked look(Line line) {
        var vain = depth == Depth.FAST ? TriedContents.inVain(tried) : Optional.<String>empty();
        if (vain.isPresent()) {
            return atOnce(line, vain.get());
        }
        var looked = line.look(depth, patience);
        return depth == Depth.FAST
                        && looked instanceof TooMuch much
                        && !much.history().known()
                ? atOnce(line, much.why())
                : looked;
    }

    /**
     * What it tells at once, without a look at all that it holds.
     *
     * @param why there is no such look
     */
    private Looked atOnce(Line line, String why) {
        var glance = line.glance(patience);
        if (glance instanceof Seen) {
            return glance;
        }
        return glance instanceof Told told ? new Partly(told.history(), why) : line.look(depth, patience);
    }

    /** What is seen while somebody may write at any time is worth nothing afterwards. */
    static Looked unpaused(Answer refused) {
        return new Looked.Silent("whoever is connected may write until it is stopped: " + refused.words());
    }

    static Attempt strict(Line line, Duration patience, Looked looked) {
        var refused = "verify.fingerprint is Strict, and " + line.name() + " can't be compared";
        return Attempt.notDone(
                LookedText.tooLong(looked)
                        ? refused + ": " + LookedText.TOO_LONG + " — ask for Fast"
                        : refused + " within " + patience.toMillis() + " ms: " + looked.why()
                                + " — raise hold.limit, or ask for Fast");
    }
}
