package dev.berth.execute;

import dev.berth.journal.Entry;
import dev.berth.journal.Progress;
import dev.berth.plan.Decision.Refusal;
import dev.berth.plan.ProbeStep;
import dev.berth.plan.Step;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/** Does or undoes one step, with its entries around it. */
final class StepWalk {
    private final Effects effects;
    private final Ledger ledger;
    private final Clock clock;
    private final Watcher watcher;

    StepWalk(Effects effects, Ledger ledger, Clock clock, Watcher watcher) {
        this.effects = effects;
        this.ledger = ledger;
        this.clock = clock;
        this.watcher = watcher;
    }

    /** Does one step; gives the reason when it could not be done. */
    Optional<String> forward(Step step) {
        return journaled(() -> begun(step) ? apply(step) : Optional.empty());
    }

    /** Makes the end of the last step durable too; gives the reason when that could not be done. */
    Optional<String> settled() {
        return journaled(() -> {
            ledger.flush();
            return Optional.empty();
        });
    }

    private static Optional<String> journaled(Supplier<Optional<String>> work) {
        try {
            return work.get();
        } catch (UncheckedIOException e) {
            return Optional.of("the journal can't be written: " + e.getMessage());
        }
    }

    Attempt undo(Step step) {
        return guarded(() -> effect(step).undo());
    }

    /** Whether the step is to be applied: false when it already held without us. */
    private boolean begun(Step step) {
        if (ledger.progress().state(step) == Progress.State.BEGUN) {
            return true;
        }
        if (holds(step)) {
            ledger.note(new Entry.Skipped(clock.instant(), step.id()));
            watcher.skipped(step);
            return false;
        }
        ledger.append(new Entry.Began(clock.instant(), step.id()));
        return true;
    }

    private Optional<String> apply(Step step) {
        var attempt = guarded(() -> effect(step).apply(words -> watcher.told(step, words)));
        if (attempt instanceof Attempt.Done done) {
            ledger.note(new Entry.Applied(clock.instant(), step.id(), done.evidence()));
            watcher.applied(step, done.evidence());
            return Optional.empty();
        }
        if (attempt instanceof Attempt.Untouched || step instanceof ProbeStep) {
            ledger.write(new Entry.Undone(clock.instant(), step.id()));
        }
        return Optional.of(
                attempt instanceof Attempt.Untouched untouched
                        ? untouched.reason()
                        : reason(step, (Attempt.NotDone) attempt));
    }

    private String reason(Step step, Attempt.NotDone failed) {
        if (!failed.found().isEmpty()) {
            ledger.offer(new Entry.Found(clock.instant(), step.id(), failed.found()));
        }
        return failed.reason();
    }

    private Effect effect(Step step) {
        return effects.of(
                ledger.name(), ledger.progress().plan(), step, ledger.progress().evidence());
    }

    boolean holds(Step step) {
        try {
            return effect(step).holds();
        } catch (RuntimeException e) {
            // Not knowing is not holding: apply looks again and gives the reason.
            return false;
        }
    }

    Optional<Refusal> obstacle(Step step) {
        try {
            return effect(step).obstacle();
        } catch (RuntimeException e) {
            // As with holds: undo looks again and gives the reason.
            return Optional.empty();
        }
    }

    /** A bug in an effect must not leave a database between two ports: it counts as a failed step. */
    private static Attempt guarded(Supplier<Attempt> call) {
        try {
            return call.get();
        } catch (RuntimeException e) {
            return Attempt.notDone("unexpected: " + e);
        }
    }
}
