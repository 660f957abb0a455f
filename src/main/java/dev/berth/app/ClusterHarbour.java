package dev.berth.app;

import dev.berth.adapter.kube.PolicyObjects;
import dev.berth.adapter.kube.ServiceSource;
import dev.berth.cycle.ClusterCycle;
import dev.berth.operator.DatabasePortPolicy;
import dev.berth.operator.Neighbours;
import dev.berth.operator.PolicyOperator;
import dev.berth.plan.ClusterDecision;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;

/** Wires the operator to the API server of a cluster. */
final class ClusterHarbour {
    private ClusterHarbour() {}

    /** Watches every policy that the client may see, until it is closed. */
    static PolicyOperator open(KubernetesClient client, Clock clock) {
        return PolicyOperator.start(client, ClusterHarbour::decide, clock);
    }

    private static ClusterDecision decide(DatabasePortPolicy policy, Neighbours near) {
        return new ClusterCycle(new ServiceSource(near::service, near::slices)).decide(PolicyObjects.read(policy));
    }
}
