package dev.berth.cycle;

import dev.berth.execute.Outcome;
import dev.berth.journal.Journal;
import dev.berth.journal.Progress;
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
 * @param oldPorts those that lead on by the records and not in the packet filter
 * @param waiting what speaks against the moves that are pending
 * @param chores what else the round did
 * @param outcomes of the migrations that the round ran, in their order
 * @param stuck how a migration ended last that is half-done and can go neither on nor back
 */
public record Finding(
        Policy policy,
        Instant at,
        Observation<Sight> sight,
        Optional<Latest> newest,
        List<Journal> open,
        Observation<List<LostAlias>> oldPorts,
        List<Debt> owed,
        List<Refusal> waiting,
        Chores chores,
        List<Ended> outcomes,
        Optional<Outcome.Stuck> stuck) {
    public Finding {
        open = List.copyOf(open);
        owed = List.copyOf(owed);
        waiting = List.copyOf(waiting);
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
                new Observation.Seen<>(List.of()),
                List.of(),
                List.of(),
                Chores.NONE,
                List.of(),
                Optional.empty());
    }

    /** The same, with how its migration ended in an earlier round, where that still holds: a look alone can't tell. */
    public Finding after(Ended earlier) {
        boolean halfDone = newest.filter(
                        one -> one.name().equals(earlier.journal().name()) && one.underWay())
                .isPresent();
        return stuck.isEmpty() && halfDone && earlier.outcome() instanceof Outcome.Stuck still
                ? new Finding(
                        policy, at, sight, newest, open, oldPorts, owed, waiting, chores, outcomes, Optional.of(still))
                : this;
    }

    /** Every database is in its berth, every old port leads on that should, and no migration is half-done or stuck. */
    public boolean ready() {
        return inSync()
                && oldPorts instanceof Observation.Seen<List<LostAlias>> known
                && known.facts().stream().noneMatch(LostAlias::comesBack)
                && stuck.isEmpty()
                && newest.filter(Latest::underWay).isEmpty();
    }

    /** When its newest migration came to where it is, unless that went back. */
    public Optional<Instant> arrived() {
        return newest.map(Latest::progress)
                .filter(progress -> progress.reversal().isEmpty())
                .map(Progress::settled);
    }

    /** Why nobody can tell whether it is ready. */
    public Optional<String> unseen() {
        if (sight instanceof Observation.Blind<Sight> blind) {
            return Optional.of(blind.reason());
        }
        return inSync() && oldPorts instanceof Observation.Blind<List<LostAlias>> unknown
                ? Optional.of(unknown.reason())
                : Optional.empty();
    }

    private boolean inSync() {
        return seen().filter(facts -> facts.decision() instanceof Decision.InSync)
                .isPresent();
    }

    /** The old ports that are known to be lost. */
    List<LostAlias> lost() {
        return oldPorts.orElse(List.of());
    }

    public Optional<Sight> seen() {
        return sight instanceof Observation.Seen<Sight> seen ? Optional.of(seen.facts()) : Optional.empty();
    }
}
