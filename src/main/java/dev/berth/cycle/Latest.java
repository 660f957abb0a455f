package dev.berth.cycle;

import dev.berth.journal.Journal;
import dev.berth.journal.Progress;
import dev.berth.journal.Progress.Standing;
import java.util.List;
import java.util.Optional;

/** The newest migration of a policy, by its name, and how far it came. */
public record Latest(String name, Progress progress) {
    static Latest of(Journal journal) {
        return new Latest(journal.name(), Progress.of(journal.entries()));
    }

    /** @param all oldest first */
    static Optional<Latest> of(List<Journal> all) {
        return all.isEmpty() ? Optional.empty() : Optional.of(of(all.get(all.size() - 1)));
    }

    /** Of a policy of a host: the half-done one, which may be an older one that goes back, or else the newest. */
    public static Optional<Latest> of(Cycle cycle) {
        return cycle.interrupted().or(cycle::newest).map(journal -> of(journal));
    }

    public boolean underWay() {
        return progress.underWay();
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
