package dev.berth.cycle;

import dev.berth.journal.Journal;
import dev.berth.journal.Records;
import dev.berth.observe.Sources;
import dev.berth.plan.ClusterDecision;
import dev.berth.plan.Plan;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Opens the migration that a policy of a cluster asks for, where nothing speaks against it.
 *
 * @param remembered what a watch has seen, which may be of a moment ago
 * @param live what is so now, at the price of a call
 * @param others those that may begin at the same time
 * @param leaving whether what is to be done is left to whoever comes next
 */
record ClusterOpening(
        Sources.Cluster remembered,
        Sources.Cluster live,
        Records records,
        OneByOne others,
        Clock clock,
        BooleanSupplier leaving) {
    /** How soon it is asked again for what nobody hears of: a login in a Secret, a migration of another policy. */
    private static final Duration UNHEARD = Duration.ofSeconds(30);

    private static final Approval OWN = new Approval("berth run", "mode: Enforce");

    /** What came of it. */
    sealed interface Result {
        /** Nothing is begun. */
        record Kept(ClusterFinding found) implements Result {}

        /** A migration is there, and nothing of it is done yet. */
        record Opened(ClusterDecision decision, Journal journal, Approval approval) implements Result {}
    }

    /**
     * Looks first as long as it takes, and once more while no other begins what might be the same: from the last look to the
     * opening nobody could see this migration.
     *
     * @param journals its migrations, oldest first
     */
    Result open(ClusterCase one, List<Journal> journals) {
        ClusterDecision decision = one.decide(live, records);
        return kept(one, decision, journals)
                .or(() -> locked(one, decision, journals))
                .<Result>map(Result.Kept::new)
                .orElseGet(() -> others.begin(one.policy().orElseThrow(), () -> last(one, journals)));
    }

    private Result last(ClusterCase one, List<Journal> journals) {
        ClusterDecision decision = one.decide(live, records);
        return kept(one, decision, journals)
                .or(() -> left(one, decision, journals))
                .<Result>map(Result.Kept::new)
                .orElseGet(() -> opened(one, decision, journals));
    }

    private Optional<ClusterFinding> kept(ClusterCase one, ClusterDecision decision, List<Journal> journals) {
        ClusterFinding found = one.found(decision, clock.instant(), journals);
        if (ClusterGate.pending(decision).isPresent()) {
            return Optional.of(found).filter(kept -> !kept.steering().waiting().isEmpty());
        }
        boolean unheard = ClusterGate.pending(one.decide(remembered, records)).isPresent();
        return Optional.of(unheard ? later(found) : found);
    }

    private Optional<ClusterFinding> locked(ClusterCase one, ClusterDecision decision, List<Journal> journals) {
        ClusterDecision unlocked = one.unlocked(decision, live);
        return ClusterGate.pending(unlocked).isPresent()
                ? Optional.empty()
                : Optional.of(later(one.found(unlocked, clock.instant(), journals)));
    }

    /** Whoever waited for his turn may no longer lead by now. */
    private Optional<ClusterFinding> left(ClusterCase one, ClusterDecision decision, List<Journal> journals) {
        return leaving.getAsBoolean()
                ? Optional.of(later(one.found(decision, clock.instant(), journals)))
                : Optional.empty();
    }

    private Result opened(ClusterCase one, ClusterDecision decision, List<Journal> journals) {
        Plan plan = ClusterGate.pending(decision).orElseThrow();
        Optional<Permit> permit = one.permit(plan);
        Optional<Approval> approval = permit.isPresent() ? permit.get().use() : Optional.of(OWN);
        return approval.<Result>map(word -> new Result.Opened(decision, records.open(clock.instant(), plan), word))
                .orElseGet(() -> new Result.Kept(one.spent().found(decision, clock.instant(), journals)));
    }

    private ClusterFinding later(ClusterFinding found) {
        return found.lookedAtAgain(clock.instant().plus(UNHEARD));
    }
}
