package dev.berth.app;

import dev.berth.adapter.kube.NetworkPolicies;
import dev.berth.adapter.kube.PolicyObjects;
import dev.berth.adapter.kube.ServiceSource;
import dev.berth.cli.Workplace.Exporting;
import dev.berth.operator.DatabasePortPolicy;
import dev.berth.plan.ClusterDecision;
import dev.berth.plan.ClusterPlanner;
import dev.berth.plan.Decision.Refusal;
import dev.berth.plan.Plan;
import dev.berth.plan.ServiceStep;
import dev.berth.plan.Step;
import dev.berth.plan.WorkloadStep;
import dev.berth.policy.KubernetesTarget;
import dev.berth.policy.Policy;
import dev.berth.policy.Reading;
import dev.berth.report.PodManifest;
import dev.berth.report.ServiceManifest;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * Writes manifests that belong to policies of a cluster, by the usual kubeconfig.
 *
 * @param home the namespace that berth is in
 */
record ClusterExports(String home) {
    Exporting networkPolicies(String namespace, String policy) {
        return exported(namespace, policy, this::networkPolicies);
    }

    /** What the manifests of the policy's Services and workloads say once its plan is carried out. */
    Exporting services(String namespace, String policy) {
        return exported(namespace, policy, ClusterExports::services);
    }

    private Exporting exported(
            String namespace, String policy, BiFunction<KubernetesClient, Policy, Exporting> manifests) {
        try (var cluster = new ClusterAccess(home, List.of(namespace))) {
            return exported(cluster.client(), namespace, policy, manifests);
        } catch (KubernetesClientException unanswered) {
            return unable(
                    namespace,
                    policy,
                    "the cluster can't be asked: " + ClusterAccess.words(unanswered),
                    "set KUBECONFIG, or use an account that may read policies, Services, and what clients of the policy"
                            + " name");
        }
    }

    private static Exporting exported(
            KubernetesClient client,
            String namespace,
            String policy,
            BiFunction<KubernetesClient, Policy, Exporting> manifests) {
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
        return read.target() instanceof KubernetesTarget
                ? manifests.apply(client, read)
                : unable(namespace, policy, "its databases are on a Docker engine", "name a policy of a cluster");
    }

    private Exporting networkPolicies(KubernetesClient client, Policy policy) {
        var written = new NetworkPolicies(client, policy, home).write();
        return written instanceof NetworkPolicies.Written.Manifests manifests
                ? new Exporting.Manifests(manifests.documents(), manifests.notes())
                : new Exporting.Unable(((NetworkPolicies.Written.Missing) written).refusal());
    }

    private static Exporting services(KubernetesClient client, Policy policy) {
        var decision = ClusterPlanner.decide(policy, ServiceSource.live(client).look(policy));
        if (decision instanceof ClusterDecision.Shut shut) {
            return new Exporting.Unable(shut.bar().refusal());
        }
        var seen = (ClusterDecision.Seen) decision;
        return seen.bar()
                .<Exporting>map(bar -> new Exporting.Unable(bar.refusal()))
                .orElseGet(() -> manifests(policy, seen.plan()));
    }

    private static Exporting manifests(Policy policy, Optional<Plan> pending) {
        List<Object> documents = pending.stream()
                .flatMap(Plan::steps)
                .flatMap(ClusterExports::document)
                .toList();
        return new Exporting.Manifests(
                documents,
                documents.isEmpty()
                        ? List.of("every port of " + policy.namespace() + "/" + policy.name() + " is there already")
                        : pending.orElseThrow().warnings());
    }

    private static Stream<Object> document(Step step) {
        if (step instanceof WorkloadStep.PatchHostPorts patch) {
            return Stream.of(PodManifest.document(patch.ports()));
        }
        return step instanceof ServiceStep.AddPorts add
                ? Stream.of(ServiceManifest.document(add.ports()))
                : Stream.empty();
    }

    private static Exporting unable(String namespace, String policy, String reason, String remedy) {
        return new Exporting.Unable(new Refusal(namespace + "/" + policy, reason, remedy));
    }
}
