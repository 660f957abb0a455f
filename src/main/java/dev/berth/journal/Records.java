package dev.berth.journal;

import dev.berth.plan.Decision.Refusal;
import dev.berth.plan.Plan;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All migrations that berth remembers, oldest first. */
public interface Records {
    List<Journal> all();

    /** Those that are not closed, oldest first. An implementation may tell them without reading the closed ones' plans. */
    default List<Journal> unfinished() {
        return all().stream()
                .filter(journal -> journal.entries().stream().noneMatch(Entry.Closed.class::isInstance))
                .toList();
    }

    /**
     * A new journal whose first entry is {@code Opened(at, plan)}.
     *
     * @throws UnwritableJournal when it finds no place; nothing of it stays
     */
    Journal open(Instant at, Plan plan);

    /** Why a plan would not find room in one of these to its end; nothing of it is to begin then. */
    default Optional<Refusal> objection(Plan plan) {
        return Optional.empty();
    }

    /** Lets one go that has ended, where these records do not keep every one; it may stay all the same. */
    default void forget(Journal ended) {}
}
