package dev.berth.adapter.net;

import dev.berth.engine.Answer;
import dev.berth.engine.Contents.Depth;
import dev.berth.engine.History;
import dev.berth.engine.Looked;
import dev.berth.engine.Looked.Partly;
import dev.berth.engine.Looked.Seen;
import dev.berth.engine.Looked.TooMuch;
import dev.berth.execute.Attempt;
import dev.berth.policy.Endpoint;
import java.time.Duration;
import java.util.Optional;

/** Whether what a database holds can be read in time and put on record is told beforehand; Strict insists on it. */
record TriedContents(Lines lines, Endpoint endpoint, Depth depth, Duration patience) implements Question {
    private static final String TOO_MUCH = "too much to be read in time";
    private static final String ALONE = ": what it tells at once will be compared alone";
    private static final Duration INSTANT = Duration.ofMillis(1);

    /** Why a look would lead to nothing, by what a try left on record before; empty where it may lead to something. */
    static Optional<String> inVain(String evidence) {
        if (evidence.startsWith(LookedText.TOO_LONG)) {
            return Optional.of(LookedText.TOO_LONG);
        }
        return evidence.startsWith(TOO_MUCH) ? Optional.of(new TooMuch(History.NONE).why()) : Optional.empty();
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
        boolean tooLong = LookedText.tooLong(looked);
        if (!tooLong && (looked instanceof Seen || looked instanceof Partly)) {
            return new Attempt.Done("can be read in time");
        }
        if (depth == Depth.STRICT) {
            return NotedContents.strict(line, patience, looked);
        }
        if (tooLong) {
            return new Attempt.Done(LookedText.TOO_LONG + ALONE);
        }
        return new Attempt.Done(looked instanceof TooMuch ? TOO_MUCH + ALONE : "can't be read: " + looked.why());
    }
}
