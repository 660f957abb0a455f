package dev.berth.adapter.kube;

import dev.berth.plan.Decision.Refusal;
import dev.berth.policy.Client;
import dev.berth.policy.Database;
import dev.berth.policy.Policy;
import dev.berth.policy.Workload;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes manifests that let nobody but a policy's clients, and berth, reach its databases; they are for people to commit, and
 * nothing of them is applied.
 *
 * @param home the namespace that berth is in
 */
public record NetworkPolicies(KubernetesClient client, Policy policy, String home) {
    /** What came of it. */
    public sealed interface Written {
        /** One manifest for all pods that a Service selects, and what a person should know of them. */
        record Manifests(List<Object> documents, List<String> notes) implements Written {
            public Manifests {
                documents = List.copyOf(documents);
                notes = List.copyOf(notes);
            }
        }

        /** What they would be about is not there. */
        record Missing(Refusal refusal) implements Written {}
    }

    public Written write() {
        Map<Map<String, String>, NetworkPolicyDraft> drafts = new LinkedHashMap<>();
        List<String> notes = new ArrayList<>();
        for (Database database : policy.databases()) {
            Optional<Refusal> missing = add(database, drafts, notes);
            if (missing.isPresent()) {
                return new Written.Missing(missing.get());
            }
        }
        return new Written.Manifests(
                drafts.values().stream().map(NetworkPolicyDraft::document).toList(),
                notes.stream().distinct().toList());
    }

    /** Databases behind the same pods share a draft; gives what is missing. */
    private Optional<Refusal> add(
            Database database, Map<Map<String, String>, NetworkPolicyDraft> drafts, List<String> notes) {
        if (database.runner() instanceof Database.Runner.Pods) {
            return Optional.of(new Refusal(
                    database.name(),
                    "its clients come by a port of its nodes, which may hide which pods they are",
                    "name it by its service"));
        }
        String name = database.runner() instanceof Database.Runner.Service service ? service.name() : "";
        Optional<Service> service = Optional.ofNullable(
                client.services().inNamespace(policy.namespace()).withName(name).get());
        Map<String, String> selector =
                service.map(one -> one.getSpec().getSelector()).orElse(Map.of());
        if (selector.isEmpty()) {
            return Optional.of(new Refusal(
                    database.name(),
                    service.isEmpty() ? "there is no Service " + name : "Service " + name + " has no selector",
                    "make it, or give it one: a NetworkPolicy is about pods"));
        }
        outside(service.orElseThrow()).ifPresent(notes::add);
        return admit(
                drafts.computeIfAbsent(
                        selector, pods -> new NetworkPolicyDraft(policy.namespace(), policy.name() + "-" + name, pods)),
                database,
                notes);
    }

    /** Lets in who uses a database; gives what is missing of them. */
    private Optional<Refusal> admit(NetworkPolicyDraft draft, Database database, List<String> notes) {
        List<LabelSelector> pods = new ArrayList<>();
        for (Client one : policy.clients()) {
            if (!one.uses().contains(database.name())) {
                continue;
            }
            if (one.workloads().isEmpty()) {
                notes.add("client " + one.name() + " of " + database.name()
                        + " names no workload in restart or values: its pods are not let in");
            }
            for (Workload workload : one.workloads()) {
                Optional<LabelSelector> selector = selector(workload);
                if (selector.isEmpty()) {
                    return Optional.of(new Refusal(
                            one.name(), "there is no " + workload, "make it, or correct restart of " + one.name()));
                }
                pods.add(selector.get());
            }
        }
        draft.admit(
                pods, home, database.ports().stream().map(Database.Port::target).toList());
        return Optional.empty();
    }

    private Optional<LabelSelector> selector(Workload workload) {
        LiveObject object = new LiveObject(client, policy.namespace(), workload.kind(), workload.name());
        return object.found()
                .map(live -> client.getKubernetesSerialization()
                        .convertValue(object.json(live).at("/spec/selector"), LabelSelector.class));
    }

    private static Optional<String> outside(Service service) {
        String type = service.getSpec().getType();
        return "ClusterIP".equals(type)
                ? Optional.empty()
                : Optional.of("Service " + service.getMetadata().getName() + " is a " + type
                        + ": who comes from outside the cluster is not let in");
    }
}
