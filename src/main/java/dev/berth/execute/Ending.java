package dev.berth.execute;

import dev.berth.journal.Entry;
import dev.berth.plan.Move;
import dev.berth.plan.Phase;
import dev.berth.plan.Step;
import java.time.Clock;
import java.util.List;

/** Does the last steps of a migration, from which nothing goes back: those of moves that arrived. */
final class Ending {
    private final StepWalk walk;
    private final Ledger ledger;
    private final Clock clock;
    private final Watcher watcher;

    Ending(StepWalk walk, Ledger ledger, Clock clock, Watcher watcher) {
        this.walk = walk;
        this.ledger = ledger;
        this.clock = clock;
        this.watcher = watcher;
    }

    /** Whether a step is none of the last. */
    static boolean comesBefore(Step step) {
        return step.head().phase() != Phase.CLEAN_UP;
    }

    Outcome take() {
        var last = ledger.progress().plan().moves().stream()
                .filter(this::arrived)
                .flatMap(move -> move.steps().stream())
                .filter(step -> !comesBefore(step) && !ledger.progress().passed(step))
                .toList();
        for (var step : last) {
            watcher.began(step, last.indexOf(step) + 1, last.size());
            var failure = walk.forward(step);
            if (failure.isPresent()) {
                return new Outcome.Stuck(step.id(), List.of(step.id()), failure.get());
            }
        }
        ledger.write(new Entry.Closed(clock.instant(), "migrated"));
        return new Outcome.Migrated();
    }

    private boolean arrived(Move move) {
        return move.steps().stream().filter(Ending::comesBefore).allMatch(ledger.progress()::passed);
    }
}
