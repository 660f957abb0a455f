package dev.berth.cycle;

import dev.berth.journal.Journal;
import dev.berth.journal.Progress;
import dev.berth.journal.Progress.Standing;
import dev.berth.journal.Records;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Which records of a policy of a cluster stay: those that something rests upon, and the newest of the others. */
final class Archive {
    /** How many of the others stay, as many as a Deployment keeps of its revisions. */
    static final int LIMIT = 10;

    private Archive() {}

    /**
     * Lets migrations go at the end of one: nothing that moves waits for that. The last one stays that came to its end, by
     * which old ports are known that come back.
     *
     * @param all oldest first
     * @return what stays
     */
    static List<Journal> sweep(Records records, List<Journal> all) {
        Map<String, String> newest = new HashMap<>();
        all.stream()
                .filter(journal -> standing(journal) == Standing.SOAKING)
                .forEach(journal -> newest.put(plan(journal), journal.name()));
        List<Journal> superfluous = superfluous(
                all,
                journal -> isOver(journal, newest),
                journal -> standing(journal) == Standing.CLOSED
                        && Progress.of(journal.entries()).reversal().isEmpty());
        superfluous.forEach(records::forget);
        return all.stream().filter(journal -> !superfluous.contains(journal)).toList();
    }

    /**
     * One that soaks is over, too, once a later one did the very same: that ends for both.
     *
     * @param newest the newest that soaks of each plan
     */
    private static boolean isOver(Journal journal, Map<String, String> newest) {
        return standing(journal) == Standing.CLOSED
                || standing(journal) == Standing.SOAKING && !journal.name().equals(newest.get(plan(journal)));
    }

    private static Standing standing(Journal journal) {
        return Progress.of(journal.entries()).standing();
    }

    private static String plan(Journal journal) {
        return Progress.of(journal.entries()).plan().hash();
    }

    /** Lets rehearsals go. The last one that passed stays, which a move may wait upon. */
    static void sweep(RehearsalRecords records) {
        superfluous(
                        records.all(),
                        kept -> standing(kept.journal()) == Standing.CLOSED,
                        kept -> Trial.of(kept.plan(), kept.journal()).result() == Trial.Result.PASSED)
                .forEach(kept -> records.forget(kept.journal()));
    }

    /** @param counts of which the newest stays */
    private static <T> List<T> superfluous(List<T> all, Predicate<T> over, Predicate<T> counts) {
        List<T> others = all.stream().filter(over).toList();
        List<T> counting = all.stream().filter(counts).toList();
        return others.subList(0, Math.max(0, others.size() - LIMIT)).stream()
                .filter(one -> counting.isEmpty() || one != counting.get(counting.size() - 1))
                .toList();
    }
}
