package dev.berth.cycle;

import dev.berth.journal.Journal;
import dev.berth.plan.Plan;
import java.time.Instant;
import java.util.List;

/** The rehearsals of one policy of a cluster, each with a journal of its own. */
public interface RehearsalRecords {
    /** Oldest first. */
    List<Kept> all();

    /**
     * A new one.
     *
     * @param copied what is done to the copies
     * @param plan the plan that it is about, by its hash
     * @throws dev.berth.journal.UnwritableJournal when it finds no place
     */
    Journal open(Instant at, Plan copied, String plan);

    /** Lets one go that has ended; it may stay all the same. */
    void forget(Journal ended);

    /** One of them, and the plan that it is about, by its hash. */
    record Kept(String plan, Journal journal) {}
}
