package dev.berth.cycle;

import dev.berth.cycle.Finding.Ended;
import dev.berth.execute.Executor;
import dev.berth.execute.Outcome;
import dev.berth.journal.Entry;
import dev.berth.journal.Journal;
import dev.berth.journal.Progress;
import dev.berth.journal.Progress.Standing;
import dev.berth.journal.TakenOver;
import java.util.Optional;
import java.util.function.Supplier;

/** Walks through the migrations of one pass, and leaves to another leader what that has taken over. */
final class ClusterWalk {
    private final Executor executor;
    private Optional<Ended> ended = Optional.empty();

    ClusterWalk(Executor executor) {
        this.executor = executor;
    }

    /** The last one, and how it ended. */
    Optional<Ended> ended() {
        return ended;
    }

    /**
     * Begins one, with who wants it.
     *
     * @param told run once that stands in its journal: whatever fails from there on, an approval is not lost
     */
    Outcome begin(Journal journal, Entry.Approved approved, Runnable told) {
        return walked(journal, () -> {
            journal.append(approved);
            told.run();
            return executor.run(journal);
        });
    }

    Outcome forth(Journal journal) {
        return walked(journal, () -> executor.run(journal));
    }

    Outcome back(Journal journal, String reason) {
        return walked(journal, () -> executor.recall(journal, reason));
    }

    /** Goes on with what was interrupted where that is wanted still, and else back for this reason. */
    Outcome end(Journal journal, boolean wanted, String reason) {
        return wanted || Progress.of(journal.entries()).standing() == Standing.REVERSING
                ? forth(journal)
                : back(journal, reason);
    }

    private Outcome walked(Journal journal, Supplier<Outcome> walk) {
        Outcome outcome;
        try {
            outcome = walk.get();
        } catch (TakenOver theirs) {
            outcome = new Outcome.Left("");
        }
        ended = Optional.of(new Ended(journal, outcome));
        return outcome;
    }
}
