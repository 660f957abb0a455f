package dev.berth.adapter.net;

import dev.berth.engine.Comparison;
import dev.berth.engine.Contents;
import dev.berth.engine.Contents.Depth;
import dev.berth.engine.Looked;
import dev.berth.engine.Looked.Seen;
import dev.berth.engine.Looked.Told;
import dev.berth.execute.Attempt;
import dev.berth.policy.Endpoint;
import java.time.Duration;

/**
 * A database holds what it held.
 *
 * @param noted what was on record; empty where nothing is
 */
record ComparedContents(Lines lines, Endpoint endpoint, Depth depth, Duration patience, String noted)
        implements Question {
    private static final int TIMES = 8;

    @Override
    public Attempt ask() throws InterruptedException {
        return lines.with(endpoint, line -> {
            var before = LookedText.read(noted);
            if (!(before instanceof Told then)) {
                return new Attempt.Done("not compared: " + before.why());
            }
            var now = before instanceof Seen seen ? again(line, seen.contents()) : glance(line);
            return now instanceof Told told
                    ? new ContentsVerdict(line, depth, then, told).attempt()
                    : untold(line, now.why());
        });
    }

    static Attempt untold(Line line, String why) {
        return Attempt.notDone(line.name() + " does not tell what it holds, and did before: " + why);
    }

    /** What was not seen before can't be compared; how far it has come can. */
    private Looked glance(Line line) {
        return line.glance(patience.multipliedBy(TIMES));
    }

    /**
     * A server that has just started is slow at first, or full of clients that come back, which is no reason to go back. One
     * that is full says so at once, and a moment later again, so it is asked until the time is over. Under Strict that is the
     * time of one look, and a slow one has none after it.
     */
    private Looked again(Line line, Contents before) throws InterruptedException {
        var time = Patience.relaxed(depth == Depth.FAST ? patience.multipliedBy(TIMES + 1) : patience);
        var now = line.lookAgain(before, patience);
        while (!tells(now, before) && time.pause()) {
            now = line.lookAgain(before, time.left(patience));
        }
        return now;
    }

    private static boolean tells(Looked now, Contents before) {
        return now instanceof Seen seen
                ? new Comparison(before, seen.contents()).unentered().isEmpty()
                : now instanceof Told;
    }
}
