package dev.berth.cycle;

import dev.berth.journal.Journal;
import dev.berth.journal.Progress;
import dev.berth.journal.Progress.Standing;
import java.util.List;
import java.util.Optional;

/** The newest migration of a policy of a cluster, by its name, and how far it came. */
public record Latest(String name, Progress progress) {
    static Latest of(Journal journal) {
        return new Latest(journal.name(), Progress.of(journal.entries()));
    }

    /** @param all oldest first */
    static Optional<Latest> of(List<Journal> all) {
        return all.isEmpty() ? Optional.empty() : Optional.of(of(all.get(all.size() - 1)));
    }

    public boolean underWay() {
        return progress.standing() == Standing.FORWARD || progress.standing() == Standing.REVERSING;
    }

    /** Whether a person may still ask for the way back: of what failed in part, for that of the moves that arrived. */
    boolean returns() {
        return !progress.ending() && (progress.reversal().isEmpty() || progress.standing() == Standing.SOAKING);
    }

    /** Whether all of it went back, or goes. */
    boolean wentBack() {
        return progress.reversal().isPresent()
                && (progress.standing() == Standing.REVERSING
                        || progress.touched().findAny().isEmpty());
    }
}
