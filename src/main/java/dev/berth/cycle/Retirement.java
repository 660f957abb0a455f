package dev.berth.cycle;

import dev.berth.journal.Journal;
import dev.berth.journal.Progress;
import dev.berth.observe.Straggler;
import dev.berth.plan.Plan;
import java.util.List;

/**
 * A migration that arrived and can be ended.
 *
 * @param stragglers the clients that used its old ports within the soak
 */
public record Retirement(Journal journal, List<Straggler> stragglers) {
    public Retirement {
        stragglers = List.copyOf(stragglers);
    }

    public Progress progress() {
        return Progress.of(journal.entries());
    }

    public Plan plan() {
        return progress().plan();
    }
}
