package dev.berth.operator;

import dev.berth.cycle.Readiness;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Since when a policy is Ready, as its status says: whoever begins anew knows it as well. */
public final class TierReading {
    private TierReading() {}

    /** A status that is about another spec than the newest is worth nothing. */
    public static Readiness of(DatabasePortPolicy policy) {
        PolicyStatus status = policy.getStatus();
        List<Condition> conditions = status == null ? null : status.conditions();
        if (policy.isMarkedForDeletion()) {
            return not("it is being deleted");
        }
        if (conditions == null || !policy.getMetadata().getGeneration().equals(status.observedGeneration())) {
            return not("its newest spec was not looked at yet");
        }
        return holds(conditions, "Ready")
                .map(ready -> new Readiness(Optional.of(Instant.parse(ready.getLastTransitionTime())), ""))
                .orElseGet(() -> not(cause(conditions)));
    }

    private static String cause(List<Condition> conditions) {
        return holds(conditions, "RolledBack")
                .map(condition -> "its last migration went back: " + condition.getMessage())
                .or(() -> holds(conditions, "Stalled").map(Condition::getMessage))
                .or(() -> holds(conditions, "Waiting").map(Condition::getMessage))
                .orElse("it has moves to make");
    }

    private static Readiness not(String cause) {
        return new Readiness(Optional.empty(), cause);
    }

    private static Optional<Condition> holds(List<Condition> conditions, String type) {
        return conditions.stream()
                .filter(condition -> condition.getType().equals(type)
                        && condition.getStatus().equals("True"))
                .findFirst();
    }
}
