package dev.berth.app;

import dev.berth.adapter.kube.PolicyObjects;
import dev.berth.adapter.kube.ServiceSource;
import dev.berth.cycle.ClusterCycle;
import dev.berth.operator.PolicyOperator;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;

/** Wires the operator to the API server of a cluster. */
final class ClusterHarbour {
    private ClusterHarbour() {}

    /** Watches every policy that the client may see, until it is closed. */
    static PolicyOperator open(KubernetesClient client, Clock clock) {
        ClusterCycle cycle = new ClusterCycle(new ServiceSource(client));
        return PolicyOperator.start(client, policy -> cycle.decide(PolicyObjects.read(policy)), clock);
    }
}
