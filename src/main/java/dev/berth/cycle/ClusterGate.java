package dev.berth.cycle;

import dev.berth.journal.Journal;
import dev.berth.plan.ClusterDecision;
import dev.berth.plan.Decision.Refusal;
import dev.berth.plan.Gate;
import dev.berth.plan.Plan;
import dev.berth.plan.Signal;
import dev.berth.plan.Steering;
import dev.berth.policy.Policy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What keeps a policy of a cluster from moving now, and until when. */
record ClusterGate(Policy policy, Orders orders, Instant now) {
    /** The plan that would bring its berths to their places, unless it only reports. */
    static Optional<Plan> pending(ClusterDecision decision) {
        return decision instanceof ClusterDecision.Seen seen ? seen.plan() : Optional.empty();
    }

    /** @param journals its migrations, oldest first; empty where nobody looked, and then none counts */
    Steering steering(ClusterDecision decision, List<Journal> journals, Optional<Latest> newest) {
        return new Steering(
                pending(decision).map(plan -> against(plan, journals)).orElse(List.of()),
                suspended(),
                unheeded(newest));
    }

    /** When one of its reasons ends by itself; empty where none does. */
    Optional<Instant> again(List<Journal> journals) {
        return Stream.of(
                        Gate.opens(policy, now),
                        orders.tiers().soaked(policy, now),
                        Restraint.until(policy, journals, now))
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder());
    }

    private List<Refusal> against(Plan plan, List<Journal> journals) {
        var refusals = new ArrayList<>(Gate.check(
                policy,
                plan,
                now,
                orders.permit().map(Permit::hash).filter(hash -> Gate.wantsApproval(policy)),
                orders.rehearsals().passed(plan).isPresent(),
                orders.tiers().against(policy, now)));
        suspended().ifPresent(refusals::add);
        if (refusals.isEmpty()
                && orders.permit().filter(permit -> plan.isNamed(permit.hash())).isEmpty()) {
            Restraint.of(policy, journals, now, Gate.approving(policy, plan)).ifPresent(refusals::add);
        }
        return refusals;
    }

    private Optional<Refusal> suspended() {
        return orders.suspended()
                ? Optional.of(new Refusal(
                        policy.name(),
                        "a person suspended it, and no migration begins",
                        Signal.SUSPEND.withdrawn(policy)))
                : Optional.empty();
    }

    private Optional<Refusal> unheeded(Optional<Latest> newest) {
        return orders.recalled()
                .filter(name -> newest.filter(latest -> latest.name().equals(name))
                        .filter(latest -> latest.returns() || latest.wentBack())
                        .isEmpty())
                .map(name -> new Refusal(
                        policy.name(),
                        Signal.ROLLBACK.key() + " names " + name + ", and "
                                + newest.map(latest -> "of its migrations only the newest goes back, "
                                                + latest.name()
                                                + (latest.returns() ? "" : ", which has come to its end"))
                                        .orElse("it has no migration"),
                        newest.filter(Latest::returns)
                                .map(latest -> Signal.ROLLBACK.given(policy, latest.name()))
                                .orElse(Signal.ROLLBACK.withdrawn(policy))));
    }
}
