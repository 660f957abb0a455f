package dev.berth.app;

import dev.berth.adapter.kube.NetworkPolicies;
import dev.berth.adapter.kube.PolicyObjects;
import dev.berth.cli.Workplace.Exporting;
import dev.berth.operator.DatabasePortPolicy;
import dev.berth.plan.Decision.Refusal;
import dev.berth.policy.KubernetesTarget;
import dev.berth.policy.Policy;
import dev.berth.policy.Reading;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;

/**
 * Writes manifests that belong to policies of a cluster, by the usual kubeconfig.
 *
 * @param home the namespace that berth is in
 */
record ClusterExports(String home) {
    Exporting networkPolicies(String namespace, String policy) {
        try (var cluster = new ClusterAccess(home, List.of(namespace))) {
            return networkPolicies(cluster.client(), namespace, policy);
        } catch (KubernetesClientException unanswered) {
            return unable(
                    namespace,
                    policy,
                    "the cluster can't be asked: " + ClusterAccess.words(unanswered),
                    "set KUBECONFIG, or use an account that may read policies, Services and workloads");
        }
    }

    private Exporting networkPolicies(KubernetesClient client, String namespace, String policy) {
        var object = client.resources(DatabasePortPolicy.class)
                .inNamespace(namespace)
                .withName(policy)
                .get();
        if (object == null) {
            return unable(namespace, policy, "there is no such policy", "kubectl get dpp -A lists them");
        }
        var reading = PolicyObjects.read(object);
        if (reading instanceof Reading.Invalid invalid) {
            return new Exporting.Invalid(invalid.violations());
        }
        Policy read = ((Reading.Valid) reading).policies().get(0);
        if (!(read.target() instanceof KubernetesTarget)) {
            return unable(namespace, policy, "its databases are on a Docker engine", "name a policy of a cluster");
        }
        var written = new NetworkPolicies(client, read, home).write();
        return written instanceof NetworkPolicies.Written.Manifests manifests
                ? new Exporting.Manifests(manifests.documents(), manifests.notes())
                : new Exporting.Unable(((NetworkPolicies.Written.Missing) written).refusal());
    }

    private static Exporting unable(String namespace, String policy, String reason, String remedy) {
        return new Exporting.Unable(new Refusal(namespace + "/" + policy, reason, remedy));
    }
}
