package dev.berth.execute;

import dev.berth.journal.Entry;
import dev.berth.journal.Journal;
import dev.berth.journal.Progress;
import dev.berth.journal.UnwritableJournal;
import dev.berth.plan.Decision.Refusal;
import dev.berth.plan.Step;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Walks a journaled plan forward, or back when a step fails. Decides nothing that the plan does not say.
 *
 * <p>Safe to end at any moment: what is about to happen is durable before it does, and every effect may be repeated.
 */
public final class Executor {
    /** Why a step failed that was not begun, since somebody asked to end. */
    public static final String INTERRUPTED = "interrupted";

    private final Effects effects;
    private final Clock clock;
    private final BooleanSupplier interrupted;
    private final Watcher watcher;
    private final BooleanSupplier leaving;

    /** @param interrupted asked before each step; once true, the move under way goes back and no other begins */
    public Executor(Effects effects, Clock clock, BooleanSupplier interrupted, Watcher watcher) {
        this(effects, clock, interrupted, watcher, () -> false);
    }

    private Executor(
            Effects effects, Clock clock, BooleanSupplier interrupted, Watcher watcher, BooleanSupplier leaving) {
        this.effects = effects;
        this.clock = clock;
        this.interrupted = interrupted;
        this.watcher = watcher;
        this.leaving = leaving;
    }

    /** The same, which leaves what is under way, forth or back, to whoever comes next once that is asked for. */
    public Executor leaving(BooleanSupplier asked) {
        return new Executor(effects, clock, interrupted, watcher, asked);
    }

    /** Goes on from wherever the journal stands, up to the soak. */
    public Outcome run(Journal journal) {
        var ledger = opened(journal);
        return switch (ledger.progress().standing()) {
            case REVERSING -> reverse(ledger);
            case SOAKING, CLOSED -> settled(ledger);
            case FORWARD -> forward(ledger);
        };
    }

    /**
     * Takes everything back that the migration did.
     *
     * @throws IllegalArgumentException when its end has begun: from there nothing goes back
     * @throws UnwritableJournal when the wish can't be made durable; then nothing was done
     */
    public Outcome recall(Journal journal, String reason) {
        var ledger = opened(journal);
        if (ledger.progress().ending()) {
            throw new IllegalArgumentException(
                    journal.name() + " has come to its end, and nothing goes back from there");
        }
        // Nothing is urgent yet, so the wish must be durable: else a later run would take the old ports for the new.
        try {
            ledger.insist(new Entry.Recalled(clock.instant(), reason));
        } catch (UncheckedIOException unwritten) {
            throw new UnwritableJournal("no way back can be begun: " + unwritten.getMessage(), unwritten);
        }
        return reverse(ledger);
    }

    /** Why a way back could not be taken as a whole, as things stand; told before anything is touched. */
    public List<Refusal> obstacles(Journal journal) {
        var ledger = new Ledger(journal);
        return new LookBack(new StepWalk(effects, ledger, clock, watcher), ledger).obstacles();
    }

    /**
     * Ends a soaking migration: what lets nothing go back happens now, forward only.
     *
     * @throws IllegalArgumentException when it does not soak: only what arrived can end
     */
    public Outcome finish(Journal journal) {
        var ledger = opened(journal);
        if (ledger.progress().standing() != Progress.Standing.SOAKING) {
            throw new IllegalArgumentException(journal.name() + " does not soak, it is "
                    + ledger.progress().standing());
        }
        return new Ending(new StepWalk(effects, ledger, clock, watcher), ledger, clock, watcher).take();
    }

    private Ledger opened(Journal journal) {
        watcher.runs(journal.name());
        return new Ledger(journal);
    }

    /** How a migration ended that has nothing left to do before its soak is over. */
    private static Outcome settled(Ledger ledger) {
        return ledger.progress()
                .reversal()
                .<Outcome>map(way -> new Outcome.RolledBack(way.step(), way.reason()))
                .orElseGet(Outcome.Migrated::new);
    }

    private Outcome forward(Ledger ledger) {
        var walk = new StepWalk(effects, ledger, clock, watcher);
        var steps = ledger.progress().plan().steps().filter(Ending::comesBefore).toList();
        var left =
                steps.stream().filter(step -> !ledger.progress().passed(step)).toList();
        var missing = left.stream().findFirst().flatMap(new LookBack(walk, ledger)::missing);
        if (missing.isPresent()) {
            return fail(ledger, left.get(0), missing.get());
        }
        for (var step : left) {
            if (leaving.getAsBoolean()) {
                return left(ledger, step);
            }
            var objection = objection(ledger, step);
            if (objection.isPresent()) {
                return fail(ledger, step, objection.get());
            }
            watcher.began(step, steps.indexOf(step) + 1, steps.size());
            var failure = walk.forward(step);
            if (failure.isPresent()) {
                return fail(ledger, step, failure.get());
            }
        }
        return walk.settled()
                .map(reason -> fail(ledger, steps.get(steps.size() - 1), reason))
                .orElseGet(Outcome.Migrated::new);
    }

    /** Why a step may not begin. */
    private Optional<String> objection(Ledger ledger, Step step) {
        return interrupted.getAsBoolean() ? Optional.of(INTERRUPTED) : new PauseLimit(ledger, clock).exceeded(step);
    }

    /** What could not be made durable now is done once more by whoever comes next. */
    private static Outcome left(Ledger ledger, Step next) {
        ledger.flushed();
        return new Outcome.Left(next.id());
    }

    private Outcome fail(Ledger ledger, Step step, String reason) {
        watcher.failed(step.id(), reason);
        ledger.write(new Entry.Failed(clock.instant(), step.id(), reason));
        return reverse(ledger);
    }

    private Outcome reverse(Ledger ledger) {
        return new WayBack(new StepWalk(effects, ledger, clock, watcher), ledger, clock, watcher, leaving).take();
    }
}
