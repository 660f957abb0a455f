package dev.berth.app;

import dev.berth.cycle.Sharer;
import dev.berth.operator.DatabasePortPolicy;
import dev.berth.operator.Neighbours;
import dev.berth.operator.PerSpec;
import dev.berth.operator.PolicyStatus;
import dev.berth.policy.Reading;
import dev.berth.report.Condition.Reason;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What the caches of an operator tell of the other policies that name a Service of a policy. */
record ClusterSharers(DatabasePortPolicy policy, Neighbours near, PerSpec<Reading> readings)
        implements Function<String, List<Sharer>> {
    @Override
    public List<Sharer> apply(String service) {
        return near.behind(policy, service).map(this::sharer).toList();
    }

    /** Whether one of them moves the Service, or soaks after that, as its status says; what it is asked costs no call. */
    boolean move(String service) {
        return near.behind(policy, service).anyMatch(ClusterSharers::isOpen);
    }

    static boolean isOpen(DatabasePortPolicy other) {
        PolicyStatus status = other.getStatus();
        return status != null
                && (status.phase() == PolicyStatus.Phase.MOVING
                        || ClusterWording.conditions(other).stream()
                                .anyMatch(condition -> Reason.Soaking.name().equals(condition.getReason())));
    }

    private Sharer sharer(DatabasePortPolicy other) {
        return new Sharer(
                other.getMetadata().getName(),
                readings.of(other) instanceof Reading.Valid valid
                        ? Optional.of(valid.policies().get(0))
                        : Optional.empty());
    }
}
