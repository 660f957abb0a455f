package dev.berth.cycle;

import dev.berth.journal.Entry;
import dev.berth.journal.Journal;
import dev.berth.journal.Progress;
import dev.berth.observe.Straggler;
import dev.berth.plan.Plan;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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

    /** Until when nobody knows who used its old ports: the packet filter had lost them. Empty where nothing was lost. */
    public Optional<Instant> forgotten() {
        return journal.entries().stream()
                .filter(Entry.Renewed.class::isInstance)
                .map(Entry::at)
                .reduce((one, next) -> next);
    }

    public Plan plan() {
        return progress().plan();
    }
}
