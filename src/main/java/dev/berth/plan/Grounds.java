package dev.berth.plan;

import dev.berth.observe.ClusterFacts;
import dev.berth.policy.Policy;
import java.util.List;

/** What a plan for a cluster rests upon. */
record Grounds(Policy policy, ClusterFacts facts, List<ServiceBerth> berths, BerthPorts ports, ValueChanges changes) {
    static Grounds of(Policy policy, ClusterFacts facts, List<ServiceBerth> berths) {
        BerthPorts ports = new BerthPorts(policy, facts, berths);
        return new Grounds(policy, facts, berths, ports, new ValueChanges(policy, facts, ports));
    }

    /** Whether something keeps the policy from being carried out. */
    boolean barred() {
        return berthBarred() || !changes.bars().isEmpty();
    }

    /** What keeps the clients from following; as long as a berth can't move, nothing is known of them. */
    List<Bar> bars() {
        return berthBarred() ? List.of() : changes.bars();
    }

    private boolean berthBarred() {
        return berths.stream().anyMatch(berth -> berth.standing() instanceof ServiceBerth.Barred);
    }
}
