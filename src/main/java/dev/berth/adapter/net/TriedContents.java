package dev.berth.adapter.net;

import dev.berth.engine.Answer;
import dev.berth.engine.Contents.Depth;
import dev.berth.engine.Looked;
import dev.berth.engine.Looked.Partly;
import dev.berth.engine.Looked.Seen;
import dev.berth.engine.Looked.TooMuch;
import dev.berth.execute.Attempt;
import dev.berth.policy.Endpoint;
import java.time.Duration;

/** Whether what a database holds can be read in time is on record; Strict insists on it. */
record TriedContents(Lines lines, Endpoint endpoint, Depth depth, Duration patience) implements Question {
    private static final String TOO_MUCH = "too much to be read in time";
    private static final String IN_VAIN = TOO_MUCH + ": what it tells at once will be compared alone";
    private static final Duration INSTANT = Duration.ofMillis(1);

    /** Whether what an earlier try left on record says that a look leads to nothing. */
    static boolean inVain(String evidence) {
        return evidence.startsWith(TOO_MUCH);
    }

    @Override
    public Attempt ask() throws InterruptedException {
        return lines.with(endpoint, line -> {
            var paused = line.pauseWrites(INSTANT, patience);
            if (!(paused instanceof Answer.Well)) {
                return judged(line, NotedContents.unpaused(paused));
            }
            var looked = line.look(depth, patience);
            // What the first look fetched from the disk the second finds in memory.
            return judged(line, looked instanceof TooMuch ? line.look(depth, patience) : looked);
        });
    }

    /** That somebody writes while nobody is held yet says nothing against it. */
    private Attempt judged(Line line, Looked looked) {
        if (looked instanceof Seen || looked instanceof Partly) {
            return new Attempt.Done("can be read in time");
        }
        if (depth == Depth.STRICT) {
            return NotedContents.strict(line, patience, looked);
        }
        return new Attempt.Done(looked instanceof TooMuch ? IN_VAIN : "can't be read: " + looked.why());
    }
}
