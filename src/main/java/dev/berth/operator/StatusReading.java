package dev.berth.operator;

import dev.berth.plan.ClusterDecision;
import dev.berth.plan.ServiceBerth;
import dev.berth.report.ClusterConditions;
import dev.berth.report.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes down as status what a decision says of a policy.
 *
 * @param before what the policy's status says now
 */
record StatusReading(DatabasePortPolicy policy, @Nullable PolicyStatus before, Instant now) {
    PolicyStatus of(Pass pass) {
        ClusterDecision decision = pass.decision();
        List<Condition> conditions = Stream.concat(
                        ClusterConditions.of(decision, pass.newest()).stream(), pass.soaked().condition().stream())
                .toList();
        boolean ready = conditions.get(0).holds();
        boolean stalled = conditions.get(1).holds();
        boolean seen = decision instanceof ClusterDecision.Seen;
        return new PolicyStatus(
                policy.getMetadata().getGeneration(),
                ready ? PolicyStatus.Phase.IN_SYNC : stalled ? PolicyStatus.Phase.STALLED : PolicyStatus.Phase.PENDING,
                seen ? ((ClusterDecision.Seen) decision).berths().size() : null,
                seen ? moored((ClusterDecision.Seen) decision) : null,
                conditions.stream().map(this::condition).toList());
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
