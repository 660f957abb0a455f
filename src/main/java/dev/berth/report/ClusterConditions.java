package dev.berth.report;

import dev.berth.execute.Outcome;
import dev.berth.journal.Progress;
import dev.berth.plan.Bar;
import dev.berth.plan.ClusterDecision;
import dev.berth.plan.Plan;
import dev.berth.plan.Protection;
import dev.berth.plan.ServiceBerth;
import dev.berth.plan.Steering;
import dev.berth.plan.WorkloadStep;
import dev.berth.policy.Violation;
import dev.berth.report.Condition.Reason;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Words what a look at a policy in a cluster came to as its conditions. */
public final class ClusterConditions {
    private ClusterConditions() {}

    /**
     * Ready, Stalled, Reconciling, RolledBack, Waiting and Protected.
     *
     * @param newest its newest migration, where there is one
     * @param stuck how that ended, where it could go neither on nor back
     */
    public static List<Condition> of(
            ClusterDecision decision,
            Optional<Progress> newest,
            Steering steering,
            Optional<Outcome.Stuck> stuck,
            Protection protection) {
        Verdict verdict = stuck.map(ClusterConditions::stuck)
                .or(() -> newest.flatMap(ClusterConditions::underWay))
                .orElseGet(() -> verdict(decision));
        return List.of(
                new Condition("Ready", verdict.reason() == Reason.InSync, verdict.reason(), verdict.message()),
                new Condition(
                        "Stalled", verdict.stalled(), verdict.reason(), verdict.stalled() ? verdict.message() : ""),
                Voyage.reconciling(newest),
                rolledBack(newest, steering),
                waiting(steering),
                Shelter.of(protection));
    }

    private static Condition rolledBack(Optional<Progress> newest, Steering steering) {
        Condition condition = Voyage.rolledBack(newest);
        return steering.unheeded()
                .filter(refusal -> !condition.holds())
                .map(refusal -> new Condition("RolledBack", false, Reason.Refused, refusal.toString()))
                .orElse(condition);
    }

    /** Who suspends a policy wants to see that it is, whether or not moves are pending. */
    private static Condition waiting(Steering steering) {
        Condition condition = Condition.waiting(steering.waiting());
        return steering.suspended()
                .map(refusal -> new Condition(
                        "Waiting",
                        true,
                        Reason.Suspended,
                        condition.holds() ? condition.message() : refusal.toString()))
                .orElse(condition);
    }

    private record Verdict(Reason reason, boolean stalled, String message) {}

    private static Verdict verdict(ClusterDecision decision) {
        if (decision instanceof ClusterDecision.Invalid invalid) {
            return new Verdict(Reason.InvalidPolicy, true, violations(invalid.violations()));
        }
        if (decision instanceof ClusterDecision.Shut shut) {
            return stopped(List.of(shut.bar()));
        }
        ClusterDecision.Seen seen = (ClusterDecision.Seen) decision;
        List<Bar> bars = seen.allBars().toList();
        return bars.isEmpty() ? free(seen) : stopped(bars);
    }

    private static Verdict stuck(Outcome.Stuck stuck) {
        return new Verdict(Reason.Stuck, true, Voyage.standstill(stuck, "every minute"));
    }

    /** What is half-done is not there yet, wherever its ports lead. */
    private static Optional<Verdict> underWay(Progress newest) {
        return Voyage.reconciling(Optional.of(newest)).holds()
                ? Optional.of(new Verdict(Reason.MigrationUnderWay, false, "a migration is under way"))
                : Optional.empty();
    }

    private static Verdict stopped(List<Bar> bars) {
        return new Verdict(
                reason(bars.get(0).kind()),
                true,
                bars.stream().map(bar -> bar.refusal().toString()).collect(Collectors.joining("; ")));
    }

    private static Verdict free(ClusterDecision.Seen seen) {
        String pending = Stream.concat(
                        seen.berths().stream().flatMap(ClusterConditions::move),
                        seen.plan().stream().flatMap(ClusterConditions::changes))
                .collect(Collectors.joining(", "));
        if (pending.isEmpty()) {
            return new Verdict(Reason.InSync, false, "every database is in its berth");
        }
        return new Verdict(Reason.ChangesPending, false, pending);
    }

    private static Stream<String> move(ServiceBerth berth) {
        return berth.standing() instanceof ServiceBerth.Elsewhere elsewhere
                ? Stream.of(berth.name() + " " + elsewhere.now() + " → " + berth.wanted())
                : Stream.empty();
    }

    /** What of the clients changes, and, where a person decides about it, what that person should know. */
    private static Stream<String> changes(Plan plan) {
        return Stream.concat(
                plan.steps(WorkloadStep.PatchValue.class).map(patch -> patch.place() + " " + patch.substitution()),
                plan.warnings().stream());
    }

    private static Reason reason(Bar.Kind kind) {
        return switch (kind) {
            case MISSING -> Reason.Missing;
            case UNSUPPORTED -> Reason.Unsupported;
            case CONFLICTING -> Reason.Conflicting;
        };
    }

    /** Without the mark, which for an object is only its name. */
    private static String violations(List<Violation> violations) {
        return violations.stream()
                .map(violation -> violation.path() + ": "
                        + (violation.value().isEmpty() ? "" : "“" + violation.value() + "” ") + "— "
                        + violation.allowed())
                .collect(Collectors.joining("; "));
    }
}
