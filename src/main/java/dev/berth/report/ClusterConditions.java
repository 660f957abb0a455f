package dev.berth.report;

import dev.berth.journal.Progress;
import dev.berth.plan.Bar;
import dev.berth.plan.ClusterDecision;
import dev.berth.plan.Plan;
import dev.berth.plan.ServiceBerth;
import dev.berth.plan.WorkloadStep;
import dev.berth.policy.Policy;
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
     * Ready, Stalled, Reconciling, RolledBack and Protected.
     *
     * @param newest its newest migration, where there is one
     */
    public static List<Condition> of(ClusterDecision decision, Optional<Progress> newest) {
        Verdict verdict = newest.flatMap(progress -> failed(decision, progress)).orElseGet(() -> verdict(decision));
        return List.of(
                new Condition("Ready", verdict.reason() == Reason.InSync, verdict.reason(), verdict.message()),
                new Condition(
                        "Stalled", verdict.stalled(), verdict.reason(), verdict.stalled() ? verdict.message() : ""),
                Condition.reconciling(newest),
                Condition.rolledBack(newest),
                new Condition("Protected", false, Reason.NotGuarded, "nothing keeps others from taking its ports yet"));
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
        List<Bar> bars = Stream.concat(
                        seen.berths().stream()
                                .flatMap(berth -> berth.standing() instanceof ServiceBerth.Barred barred
                                        ? Stream.of(barred.bar())
                                        : Stream.empty()),
                        seen.bars().stream())
                .toList();
        return bars.isEmpty() ? free(seen) : stopped(bars);
    }

    /** A plan that went back is not tried again, so the policy stalls. */
    private static Optional<Verdict> failed(ClusterDecision decision, Progress newest) {
        return decision instanceof ClusterDecision.Seen seen && seen.mode() == Policy.Mode.ENFORCE
                ? seen.plan()
                        .filter(plan ->
                                plan.policyFingerprint().equals(newest.plan().policyFingerprint()))
                        .flatMap(plan -> newest.reversal())
                        .map(way -> new Verdict(
                                Reason.StepFailed,
                                true,
                                way.reason() + " (" + way.step() + ") — lift that, and change the policy to try again"))
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
                plan.steps()
                        .filter(WorkloadStep.PatchValue.class::isInstance)
                        .map(WorkloadStep.PatchValue.class::cast)
                        .map(patch -> patch.place() + " " + patch.substitution()),
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
