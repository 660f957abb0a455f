package dev.berth.adapter.kube;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.observe.PodTemplate;
import dev.berth.policy.Database;
import dev.berth.policy.Policy;
import dev.berth.policy.Workload;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks up the workloads that a policy names for its databases, each by its name and at the price of a call. */
record TemplateSource(KubernetesClient client) {
    List<PodTemplate> look(Policy policy) {
        return policy.databases().stream()
                .flatMap(database -> workload(database.runner()))
                .distinct()
                .flatMap(workload -> template(policy.namespace(), workload).stream())
                .toList();
    }

    private static Stream<Workload> workload(Database.Runner runner) {
        return runner instanceof Database.Runner.Pods pods ? Stream.of(pods.workload()) : Stream.empty();
    }

    private Optional<PodTemplate> template(String namespace, Workload workload) {
        LiveObject object = new LiveObject(client, namespace, workload.kind(), workload.name());
        return object.seen(
                live -> template(workload, live, object.json(live)), reason -> PodTemplate.unread(workload, reason));
    }

    private static PodTemplate template(Workload workload, GenericKubernetesResource live, JsonNode json) {
        List<TemplatePort> ports = TemplatePort.of(json);
        List<String> managers = ports.stream()
                .flatMap(port -> Managers.of(live.getMetadata(), port.fields()).stream())
                .distinct()
                .sorted()
                .toList();
        return new PodTemplate(
                workload,
                Upkeep.of(live.getMetadata(), managers),
                ClientSource.hindrance(json).or(() -> overlap(workload, json)),
                json.at("/spec/template/spec/hostNetwork").asBoolean(),
                LiveWorkload.wanted(json),
                ready(json),
                LiveWorkload.updated(json),
                ports.stream()
                        .map(port -> new PodTemplate.Port(
                                port.container(),
                                port.target(),
                                port.host(),
                                port.address(),
                                Managers.of(live.getMetadata(), port.fields())))
                        .toList());
    }

    /**
     * As long as both have the same port of a node, only one of two pods can be there; with two ports nothing keeps a new one
     * from starting beside the old one, on the same data.
     */
    private static Optional<String> overlap(Workload workload, JsonNode json) {
        boolean beside = workload.kind().equals("Deployment")
                && !json.at("/spec/strategy/type").asText().equals("Recreate");
        boolean surges = !List.of("", "0", "0%")
                .contains(json.at("/spec/updateStrategy/rollingUpdate/maxSurge").asText());
        return beside || surges
                ? Optional.of("starts a new pod before the old one is gone, which another port lets it do on the same"
                        + " node and data (strategy Recreate does not)")
                : Optional.empty();
    }

    private static int ready(JsonNode json) {
        return json.at("/status/readyReplicas").isInt()
                ? json.at("/status/readyReplicas").asInt()
                : json.at("/status/numberReady").asInt();
    }
}
