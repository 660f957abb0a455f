package dev.berth.execute;

import dev.berth.journal.Entry;
import dev.berth.journal.Progress;
import dev.berth.plan.Move;
import dev.berth.plan.ProbeStep;
import dev.berth.plan.Step;
import dev.berth.plan.UndoOrder;
import java.time.Clock;
import java.util.Collections;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Takes back what a reversal names, last move first. */
final class WayBack {
    private final StepWalk walk;
    private final Ledger ledger;
    private final Clock clock;
    private final Watcher watcher;
    private final BooleanSupplier leaving;

    WayBack(StepWalk walk, Ledger ledger, Clock clock, Watcher watcher, BooleanSupplier leaving) {
        this.walk = walk;
        this.ledger = ledger;
        this.clock = clock;
        this.watcher = watcher;
        this.leaving = leaving;
    }

    Outcome take() {
        var way = ledger.progress().reversal().orElseThrow();
        var moves = new java.util.ArrayList<>(ledger.progress().plan().moves());
        Collections.reverse(moves);
        for (var move : moves) {
            var early = way.moves().contains(move.name()) ? takeBack(move) : Optional.<Outcome>empty();
            if (early.isPresent()) {
                return early.get();
            }
        }
        if (ledger.progress().touched().findAny().isEmpty()) {
            ledger.write(new Entry.Closed(clock.instant(), "rolled back"));
        }
        return new Outcome.RolledBack(way.step(), way.reason());
    }

    private Optional<Outcome> takeBack(Move move) {
        var touched = ledger.progress().touched().toList();
        var remaining =
                UndoOrder.of(move.steps()).stream().filter(touched::contains).toList();
        for (int i = 0; i < remaining.size(); i++) {
            if (leaving.getAsBoolean()) {
                return Optional.of(new Outcome.Left(remaining.get(i).id()));
            }
            var reason = takeBack(remaining.get(i));
            if (reason.isPresent()) {
                var left = remaining.subList(i, remaining.size()).stream()
                        .map(Step::id)
                        .toList();
                return Optional.of(new Outcome.Stuck(left.get(0), left, reason.get()));
            }
        }
        return Optional.empty();
    }

    private Optional<String> takeBack(Step step) {
        boolean onlyAsked = step instanceof ProbeStep && ledger.progress().state(step) == Progress.State.BEGUN;
        if (!onlyAsked) {
            watcher.undoing(step);
            var reason = reason(walk.undo(step));
            if (reason.isPresent()) {
                return reason;
            }
            watcher.undone(step);
        }
        ledger.write(new Entry.Undone(clock.instant(), step.id()));
        return Optional.empty();
    }

    private static Optional<String> reason(Attempt attempt) {
        if (attempt instanceof Attempt.NotDone notDone) {
            return Optional.of(notDone.reason());
        }
        return attempt instanceof Attempt.Untouched untouched ? Optional.of(untouched.reason()) : Optional.empty();
    }
}
