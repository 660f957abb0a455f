package dev.berth.app;

import dev.berth.adapter.kube.ClientSource;
import dev.berth.adapter.kube.SecretLogins;
import dev.berth.adapter.kube.ServiceSource;
import dev.berth.observe.Sources;
import dev.berth.operator.DatabasePortPolicy;
import dev.berth.operator.Neighbours;
import dev.berth.operator.Warden;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;

/** Where facts about the Services and workloads of a policy of a cluster come from, beside those of other policies. */
record ClusterSources(KubernetesClient client, Warden warden, ClusterLedger ledger) {
    /** What the caches say, and the API server of clients and workloads, whoever else moves something. */
    ServiceSource remembered(Neighbours near) {
        return new ServiceSource(near::service, near::slices, new ClientSource(client));
    }

    /** The same, with who else moves something; of the migrations of others the caches know nothing. */
    Sources.Cluster remembered(DatabasePortPolicy policy, Neighbours near) {
        return new SharedServices(remembered(near), policy, near, namespace -> List.of(), warden::holders);
    }

    /** What the API server says. */
    Sources.Cluster live(DatabasePortPolicy policy, Neighbours near) {
        String namespace = policy.getMetadata().getNamespace();
        var shared = new SharedServices(
                new SecretLogins.Locks(client, ServiceSource.live(client)),
                policy,
                near,
                ledger::open,
                warden::holders);
        return new BusyServices(shared, policy, () -> ledger.open(namespace), name -> near.policy(namespace, name));
    }
}
