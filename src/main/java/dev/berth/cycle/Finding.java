package dev.berth.cycle;

import dev.berth.execute.Outcome;
import dev.berth.journal.Journal;
import dev.berth.journal.Progress;
import dev.berth.observe.Alias;
import dev.berth.observe.Debt;
import dev.berth.observe.Observation;
import dev.berth.plan.Decision;
import dev.berth.plan.Decision.Refusal;
import dev.berth.plan.LostAlias;
import dev.berth.policy.Policy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a round found of a policy.
 *
 * @param newest its migration that is half-done, or else the newest
 * @param open the migrations that can still be taken back, newest first
 * @param waiting what speaks against the moves that are pending
 * @param swept the old ports that the round closed, since no migration knew of them
 * @param outcomes of the migrations that the round ran, in their order
 * @param stuck how a migration ended last that is half-done and can go neither on nor back
 */
public record Finding(
        Policy policy,
        Instant at,
        Observation<Sight> sight,
        Optional<Latest> newest,
        List<Journal> open,
        List<LostAlias> lost,
        List<Debt> owed,
        List<Refusal> waiting,
        List<Alias> swept,
        List<Ended> outcomes,
        Optional<Outcome.Stuck> stuck) {
    public Finding {
        open = List.copyOf(open);
        lost = List.copyOf(lost);
        owed = List.copyOf(owed);
        waiting = List.copyOf(waiting);
        swept = List.copyOf(swept);
        outcomes = List.copyOf(outcomes);
    }

    /** A migration that a round ran, and how that ended. */
    public record Ended(Journal journal, Outcome outcome) {}

    /** A round that could not be made: the reason, and what would lift it. */
    public static Finding blind(Policy policy, Instant at, Observation.Blind<Sight> why) {
        return new Finding(
                policy,
                at,
                why,
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty());
    }

    /** The same, with how its migration ended in an earlier round, where that still holds: a look alone can't tell. */
    public Finding after(Ended earlier) {
        boolean halfDone = newest.filter(
                        one -> one.name().equals(earlier.journal().name()) && one.underWay())
                .isPresent();
        return stuck.isEmpty() && halfDone && earlier.outcome() instanceof Outcome.Stuck still
                ? new Finding(policy, at, sight, newest, open, lost, owed, waiting, swept, outcomes, Optional.of(still))
                : this;
    }

    /** Every database is in its berth, every old port leads on that should, and no migration is stuck. */
    public boolean ready() {
        return seen().filter(sight -> sight.decision() instanceof Decision.InSync)
                        .isPresent()
                && lost.stream().noneMatch(LostAlias::comesBack)
                && stuck.isEmpty();
    }

    /** When its newest migration came to where it is, unless that went back. */
    public Optional<Instant> arrived() {
        return newest.map(Latest::progress)
                .filter(progress -> progress.reversal().isEmpty())
                .map(Progress::settled);
    }

    public Optional<Sight> seen() {
        return sight instanceof Observation.Seen<Sight> seen ? Optional.of(seen.facts()) : Optional.empty();
    }
}
