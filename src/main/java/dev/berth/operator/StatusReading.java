package dev.berth.operator;

import dev.berth.cycle.ClusterFinding;
import dev.berth.plan.ClusterDecision;
import dev.berth.plan.ServiceBerth;
import dev.berth.report.ClusterConditions;
import dev.berth.report.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes down as status what a decision says of a policy.
 *
 * @param before what the policy's status says now
 */
record StatusReading(DatabasePortPolicy policy, @Nullable PolicyStatus before, Instant now) {
    private static final String RETIRED = "Retired";
    private static final String REHEARSED = "Rehearsed";

    PolicyStatus of(Pass pass) {
        ClusterFinding finding = pass.finding();
        ClusterDecision decision = finding.decision();
        List<Condition> conditions = ClusterConditions.of(
                decision, finding.progress(), finding.steering(), finding.stuck(), pass.protection());
        boolean seen = decision instanceof ClusterDecision.Seen;
        return new PolicyStatus(
                policy.getMetadata().getGeneration(),
                phase(conditions),
                seen ? ((ClusterDecision.Seen) decision).berths().size() : null,
                seen ? moored((ClusterDecision.Seen) decision) : null,
                PlanReading.of(decision),
                Stream.of(
                                conditions.stream().map(this::condition),
                                told(RETIRED, pass.soaked().condition().map(List::of)),
                                told(REHEARSED, pass.rehearsed().conditions()))
                        .flatMap(all -> all)
                        .toList(),
                holds(conditions, "Ready") && seen
                        ? stable((ClusterDecision.Seen) decision)
                        : before == null ? null : before.lastStable());
    }

    /** Where nobody looked, what was said of a matter stays. */
    private Stream<io.fabric8.kubernetes.api.model.Condition> told(String type, Optional<List<Condition>> now) {
        if (now.isPresent()) {
            return now.get().stream().map(this::condition);
        }
        return before == null || before.conditions() == null
                ? Stream.empty()
                : before.conditions().stream().filter(known -> type.equals(known.getType()));
    }

    /** The same as before where nothing moved: a status changes only where something did. */
    private LastStable stable(ClusterDecision.Seen seen) {
        LastStable now = new LastStable(
                policy.getMetadata().getGeneration(),
                this.now.truncatedTo(ChronoUnit.SECONDS).toString(),
                seen.berths().stream()
                        .map(berth -> new LastStable.Place(berth.name(), berth.wanted()))
                        .toList());
        LastStable known = before == null ? null : before.lastStable();
        return known != null
                        && known.generation().equals(now.generation())
                        && known.berths().equals(now.berths())
                ? known
                : now;
    }

    private static PolicyStatus.Phase phase(List<Condition> conditions) {
        if (holds(conditions, "Ready")) {
            return PolicyStatus.Phase.IN_SYNC;
        }
        if (holds(conditions, "Stalled")) {
            return PolicyStatus.Phase.STALLED;
        }
        if (holds(conditions, "Reconciling")) {
            return PolicyStatus.Phase.MOVING;
        }
        if (conditions.stream().anyMatch(condition -> condition.reason() == Condition.Reason.Suspended)) {
            return PolicyStatus.Phase.SUSPENDED;
        }
        return holds(conditions, "Waiting") ? PolicyStatus.Phase.WAITING : PolicyStatus.Phase.PENDING;
    }

    private static boolean holds(List<Condition> conditions, String type) {
        return conditions.stream().anyMatch(condition -> condition.type().equals(type) && condition.holds());
    }

    private static int moored(ClusterDecision.Seen seen) {
        return (int) seen.berths().stream()
                .filter(berth -> berth.standing() instanceof ServiceBerth.Moored)
                .count();
    }

    private io.fabric8.kubernetes.api.model.Condition condition(Condition condition) {
        return new ConditionBuilder()
                .withType(condition.type())
                .withStatus(condition.status())
                .withReason(condition.reason().name())
                .withMessage(condition.message())
                .withObservedGeneration(policy.getMetadata().getGeneration())
                .withLastTransitionTime(since(condition))
                .build();
    }

    /** The time of a condition is that of its last change from true to false or back. */
    private String since(Condition condition) {
        String fresh = now.truncatedTo(ChronoUnit.SECONDS).toString();
        if (before == null || before.conditions() == null) {
            return fresh;
        }
        return before.conditions().stream()
                .filter(known -> condition.type().equals(known.getType()))
                .filter(known -> condition.status().equals(known.getStatus()))
                .map(io.fabric8.kubernetes.api.model.Condition::getLastTransitionTime)
                .findFirst()
                .orElse(fresh);
    }
}
