package dev.berth.cycle;

import dev.berth.observe.Sources;
import dev.berth.plan.ClusterDecision;
import dev.berth.plan.ClusterPlanner;
import dev.berth.policy.Policy;
import dev.berth.policy.Reading;

/** Chains reading, observing and deciding for one policy of a cluster. */
public record ClusterCycle(Sources.Cluster services) {
    /** @param reading of one policy by itself */
    public ClusterDecision decide(Reading reading) {
        if (reading instanceof Reading.Invalid invalid) {
            return new ClusterDecision.Invalid(invalid.violations());
        }
        Policy policy = ((Reading.Valid) reading).policies().get(0);
        return ClusterPlanner.decide(policy, services.look(policy));
    }
}
