package dev.berth.app;

import dev.berth.adapter.file.Locking;
import dev.berth.cycle.Finding;
import dev.berth.cycle.Round;
import dev.berth.cycle.Tiers;
import dev.berth.execute.Outcome;
import dev.berth.journal.DamagedJournal;
import dev.berth.journal.UnwritableJournal;
import dev.berth.observe.Observation;
import dev.berth.policy.Policy;
import java.time.Clock;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Takes turns at policies: looks at one, and acts where something is due. Only then it takes the lock of the state folder,
 * so that commands may work beside a daemon that has nothing to do. At the first turn it acts in any case: a run that was
 * killed may have left more than its records tell.
 */
final class Turns {
    private static final String SELF = "(pid " + ProcessHandle.current().pid() + ")";

    private final Clock clock;
    private final BooleanSupplier ending;
    private final EventLog log;
    private final AtomicBoolean moving;
    private final Rests rests = new Rests();
    private final ChoreNotes chores;
    private final Set<Tiers.Name> begun = new HashSet<>();

    /** @param moving true while a migration is under way */
    Turns(Clock clock, BooleanSupplier ending, EventLog log, AtomicBoolean moving) {
        this.clock = clock;
        this.ending = ending;
        this.log = log;
        this.chores = new ChoreNotes(log);
        this.moving = moving;
    }

    /**
     * @param tiers what is known of the other policies
     * @param before takes what was found before anything is done about it, which may take its time
     */
    Finding at(Fleet.Ship ship, Tiers tiers, Consumer<Finding> before) {
        var policy = ship.policy();
        try {
            var round = new Round(
                    ship.site(),
                    clock,
                    ending,
                    new StepNotes(log, name(ship), moving),
                    tiers.against(policy, clock.instant()),
                    stray -> stray.owner().endsWith(SELF));
            var found = round.look();
            if (!due(ship, round, found)
                    || ending.getAsBoolean()
                    || rests.until(policy, clock.instant()).isPresent()) {
                return found;
            }
            before.accept(found);
            return acted(ship, round).orElse(found);
        } catch (UnwritableJournal | DamagedJournal failure) {
            return failed(policy, String.valueOf(failure.getMessage()));
        } catch (RuntimeException unexpected) {
            return failed(policy, "unexpected: " + unexpected);
        } finally {
            moving.set(false);
        }
    }

    /** A policy that is gone and comes back is tried at once: nobody knows any more how it ended last. */
    void forget(Tiers.Name gone) {
        rests.end(gone);
    }

    private boolean due(Fleet.Ship ship, Round round, Finding found) {
        boolean due = round.due(found) || !begun.contains(name(ship));
        if (!due) {
            chores.forget(name(ship));
        }
        return due;
    }

    /** Empty where somebody else is at work. */
    private Optional<Finding> acted(Fleet.Ship ship, Round round) {
        var locking = ship.state().lock(clock);
        if (locking instanceof Locking.Unusable unusable) {
            return Optional.of(failed(ship.policy(), unusable.flaw().toString()));
        }
        if (!(locking instanceof Locking.Held held)) {
            log.say("Busy", name(ship), "the state folder is " + locking + "; it is looked at again within a minute");
            return Optional.empty();
        }
        try {
            var found = round.act();
            begun.add(name(ship));
            restAfter(found);
            return Optional.of(found);
        } finally {
            StateRun.release(held);
            // Done is done, though what came after it broke off.
            round.chores().ifPresent(done -> chores.say(name(ship), done));
        }
    }

    private void restAfter(Finding found) {
        for (var one : found.outcomes()) {
            if (one.outcome() instanceof Outcome.Stuck stuck) {
                rest(
                        found.policy(),
                        Optional.of(one.journal().name()),
                        "stuck at " + stuck.step() + ": " + stuck.reason());
                return;
            }
        }
        rests.end(Tiers.Name.of(found.policy()));
    }

    private Finding failed(Policy policy, String reason) {
        rest(policy, Optional.empty(), reason);
        return Finding.blind(policy, clock.instant(), new Observation.Blind<>(reason, "see the log, and berth status"));
    }

    private void rest(Policy policy, Optional<String> migration, String reason) {
        if (rests.until(policy, clock.instant()).isEmpty()) {
            var name = Tiers.Name.of(policy);
            var words = reason + "; left alone until " + rests.begin(policy, clock.instant());
            migration.ifPresentOrElse(
                    known -> log.warn("Rests", name, known, words), () -> log.warn("Rests", name, words));
        }
    }

    private static Tiers.Name name(Fleet.Ship ship) {
        return Tiers.Name.of(ship.policy());
    }
}
