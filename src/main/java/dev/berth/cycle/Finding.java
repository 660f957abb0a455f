package dev.berth.cycle;

import dev.berth.execute.Outcome;
import dev.berth.journal.Journal;
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
 * @param arrived when its newest migration came to where it is, unless that went back
 * @param open the migrations that can still be taken back, newest first
 * @param oldPorts those that lead on by the records and not in the packet filter
 * @param waiting what speaks against the moves that are pending
 * @param chores what else the round did
 * @param outcomes of the migrations that the round ran, in their order
 */
public record Finding(
        Policy policy,
        Instant at,
        Observation<Sight> sight,
        Optional<Instant> arrived,
        List<Journal> open,
        Observation<List<LostAlias>> oldPorts,
        List<Debt> owed,
        List<Refusal> waiting,
        Chores chores,
        List<Ended> outcomes) {
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
                List.of());
    }

    /** Every database is in its berth, and every old port leads on that should. */
    public boolean ready() {
        return inSync()
                && oldPorts instanceof Observation.Seen<List<LostAlias>> known
                && known.facts().stream().noneMatch(LostAlias::comesBack);
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

    /** How the last migration of the round ended that could go neither on nor back. */
    public Optional<Outcome.Stuck> stuck() {
        return outcomes.stream()
                .map(Ended::outcome)
                .filter(Outcome.Stuck.class::isInstance)
                .map(Outcome.Stuck.class::cast)
                .findFirst();
    }
}
