package dev.berth.adapter.net;

import dev.berth.engine.Contents;
import dev.berth.engine.Contents.Depth;
import dev.berth.engine.Looked;
import dev.berth.engine.Looked.Seen;
import dev.berth.engine.Looked.Told;
import dev.berth.execute.Attempt;
import dev.berth.policy.Endpoint;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

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
            return now instanceof Told told ? compared(line, then, told) : untold(line, now.why());
        });
    }

    private static Attempt untold(Line line, String why) {
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
        return now instanceof Seen seen ? before.unentered(seen.contents()).isEmpty() : now instanceof Told;
    }

    private Attempt compared(Line line, Told before, Told now) {
        var earlier = before.history();
        var later = now.history();
        if (later.fallsShortOf(earlier)) {
            return Attempt.notDone(line.name() + " lacks what it had: its history ends at transaction "
                    + later.transactions() + ", byte " + later.position() + ", and had come to transaction "
                    + earlier.transactions() + ", byte " + earlier.position());
        }
        boolean still = later.transactions() == earlier.transactions();
        if (before instanceof Seen old
                && now instanceof Seen here
                && (still || old.contents().differences(here.contents()).isEmpty())) {
            return same(line, old.contents(), here.contents());
        }
        var reason = still
                ? (before.why().isEmpty() ? now : before).why()
                : "something wrote between the looks, a session that stayed open or a job of the database's own";
        return depth == Depth.STRICT
                ? Attempt.notDone("verify.fingerprint is Strict, and " + line.name() + " can't be compared: " + reason)
                : new Attempt.Done(
                        (earlier.known() ? "its history goes on; contents not compared: " : "not compared: ") + reason);
    }

    private static Attempt same(Line line, Contents before, Contents now) {
        var differences = before.differences(now);
        if (!differences.isEmpty() && differences.equals(before.unentered(now))) {
            return untold(line, Contents.brief(differences));
        }
        if (!differences.isEmpty()) {
            return Attempt.notDone(line.name() + " does not hold what it held: " + Contents.brief(differences));
        }
        var kind = line.endpoint().engine();
        // What only one of both looks was let in to see is not compared either.
        var left = new TreeSet<>(before.unread());
        left.addAll(now.unread());
        return new Attempt.Done("the same " + before.rows() + " " + kind.unit() + " in "
                + before.tables().size() + " " + kind.parts() + " ("
                + now.depth().name().toLowerCase(Locale.ROOT) + ")"
                + listed("; compared by their number alone: ", now.counted())
                + listed("; not compared: ", List.copyOf(left)));
    }

    private static String listed(String what, List<String> names) {
        return names.isEmpty() ? "" : what + Contents.brief(names);
    }
}
