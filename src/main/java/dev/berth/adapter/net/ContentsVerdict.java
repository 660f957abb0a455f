package dev.berth.adapter.net;

import dev.berth.engine.Comparison;
import dev.berth.engine.Contents;
import dev.berth.engine.Contents.Depth;
import dev.berth.engine.Looked.Seen;
import dev.berth.engine.Looked.Told;
import dev.berth.execute.Attempt;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * Whether a database holds after a pause what it held before, by a look at each time. Where somebody wrote in between, what
 * may not be lost by that either is compared all the same.
 */
record ContentsVerdict(Line line, Depth depth, Told before, Told now) {
    private static final String WRITTEN =
            "something wrote between the looks, a session that stayed open or a job of the database's own";

    Attempt attempt() {
        var earlier = before.history();
        var later = now.history();
        if (later.fallsShortOf(earlier)) {
            return lost(" lacks what it had: its history ends at transaction " + later.transactions() + ", byte "
                    + later.position() + ", and had come to transaction " + earlier.transactions() + ", byte "
                    + earlier.position());
        }
        boolean still = later.transactions() == earlier.transactions();
        if (!(before instanceof Seen then && now instanceof Seen here)) {
            return incomparable(still);
        }
        var comparison = new Comparison(then.contents(), here.contents());
        return still || comparison.differences().isEmpty() ? same(comparison) : written(comparison);
    }

    private Attempt incomparable(boolean still) {
        var since = still ? now.why() : WRITTEN;
        var reason = before.why().isEmpty() ? since : before.why();
        if (depth == Depth.STRICT) {
            return strict(reason);
        }
        var known = before.history().known() ? "its history goes on; contents " : "";
        return new Attempt.Done(known + "not compared: " + reason);
    }

    private Attempt same(Comparison comparison) {
        var differences = comparison.differences();
        if (!differences.isEmpty() && differences.equals(comparison.unentered())) {
            return ComparedContents.untold(line, Contents.brief(differences));
        }
        if (!differences.isEmpty()) {
            return lost(" does not hold what it held: " + Contents.brief(differences));
        }
        var then = comparison.before();
        var here = comparison.later();
        return new Attempt.Done(
                "the same " + then.rows() + " " + line.endpoint().engine().unit() + " in "
                        + parts(then) + " (" + here.depth().name().toLowerCase(Locale.ROOT) + ")"
                        + listed("; compared by their number alone: ", here.counted())
                        + listed("; not compared: ", left(comparison)));
    }

    /** Rows may have become fewer by whoever wrote; that a whole table is gone is not taken for that. */
    private Attempt written(Comparison comparison) {
        if (depth == Depth.STRICT) {
            return strict(WRITTEN + listed("; not the same: ", comparison.differences()));
        }
        var missing = comparison.missing();
        if (!missing.isEmpty()) {
            return lost(" does not hold what it held: " + Contents.brief(missing) + " (" + WRITTEN
                    + ", and whether that dropped it can't be told)");
        }
        var shrunk = comparison.shrunk();
        var others = new ArrayList<>(comparison.differences());
        others.removeAll(shrunk);
        others.removeAll(comparison.unentered());
        others.removeAll(comparison.unreadable());
        return new Attempt.Done("its history goes on: " + WRITTEN + "; " + there(comparison)
                + listed("; FEWER THAN BEFORE: ", shrunk)
                + listed("; not the same: ", others)
                + listed("; not compared: ", left(comparison)));
    }

    /** How many tables are there where none is missing; of what could not be looked at that is unknown. */
    private String there(Comparison comparison) {
        var before = comparison.before();
        int sought = comparison.sought().size();
        var some = sought + " of " + parts(before);
        if (sought == before.tables().size()) {
            return some + " are there";
        }
        return some + " could be looked at again" + (sought == 0 ? "" : ", and none of them is gone");
    }

    private String parts(Contents contents) {
        return contents.tables().size() + " " + line.endpoint().engine().parts();
    }

    /** What only one of both looks was let in to see is not compared either. */
    private static Collection<String> left(Comparison comparison) {
        var left = new TreeSet<>(comparison.before().unread());
        left.addAll(comparison.later().unread());
        return left;
    }

    private Attempt strict(String reason) {
        return found("verify.fingerprint is Strict, and " + line.name() + " can't be compared: " + reason);
    }

    private Attempt lost(String what) {
        return found(line.name() + what);
    }

    /** With all that the later look found, of which a line for people names but some. */
    private Attempt found(String reason) {
        return new Attempt.NotDone(reason, LookedText.of(now));
    }

    private static String listed(String what, Collection<String> names) {
        return names.isEmpty() ? "" : what + Contents.brief(List.copyOf(names));
    }
}
