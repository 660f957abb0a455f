package dev.berth.adapter.kube;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.observe.Holder;
import dev.berth.policy.Client;
import dev.berth.policy.Policy;
import dev.berth.policy.ValuePlace;
import dev.berth.policy.Workload;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Looks up the objects of a policy's clients, each by its name and at the price of a call: a watch would have every Secret
 * and ConfigMap in memory.
 */
public record ClientSource(KubernetesClient client) {
    List<Holder> look(Policy policy) {
        List<ValuePlace> places = policy.clients().stream()
                .flatMap(one -> one.values().stream())
                .map(Client.ValueRule::place)
                .toList();
        Stream<Workload> named = places.stream().map(place -> new Workload(place.kind(), place.name()));
        Stream<Workload> restarted = policy.clients().stream().flatMap(one -> one.workloads().stream());
        return Stream.concat(named, restarted)
                .distinct()
                .flatMap(one -> holder(policy.namespace(), one, places).stream())
                .toList();
    }

    private Optional<Holder> holder(String namespace, Workload named, List<ValuePlace> places) {
        LiveObject object = new LiveObject(client, namespace, named.kind(), named.name());
        return object.seen(
                live -> holder(object, live, named, places),
                reason -> Holder.unread(named.kind(), named.name(), reason));
    }

    private Holder holder(LiveObject object, GenericKubernetesResource live, Workload named, List<ValuePlace> places) {
        JsonNode json = object.json(live);
        return new Holder(
                named.kind(),
                named.name(),
                Upkeep.of(live.getMetadata()),
                hindrance(json),
                places.stream()
                        .filter(place -> place.kind().equals(named.kind())
                                && place.name().equals(named.name()))
                        .distinct()
                        .flatMap(place -> texts(place, live, json))
                        .toList(),
                json.has("spec") ? Optional.of(pods(object.namespace(), named, json)) : Optional.empty());
    }

    private static Stream<Holder.Text> texts(ValuePlace place, GenericKubernetesResource live, JsonNode json) {
        return Spot.of(place, json).stream()
                .map(spot -> new Holder.Text(place.key(), spot.text(), Managers.of(live.getMetadata(), spot.fields())));
    }

    /** Why a change of it would not be followed by all of its pods, or can't be made. */
    static Optional<String> hindrance(JsonNode json) {
        if (json.path("immutable").asBoolean()) {
            return Optional.of("is immutable");
        }
        if (json.at("/spec/paused").asBoolean()) {
            return Optional.of("is paused, and replaces no pod");
        }
        if (json.at("/spec/updateStrategy/type").asText().equals("OnDelete")) {
            return Optional.of("replaces no pod by itself (OnDelete)");
        }
        return json.at("/spec/updateStrategy/rollingUpdate/partition").asInt() > 0
                ? Optional.of("replaces a part of its pods only (partition)")
                : Optional.empty();
    }

    private Holder.Pods pods(String namespace, Workload workload, JsonNode json) {
        Optional<Instant> oldest = new WorkloadPods(client, namespace, workload)
                .of(json).stream().map(PodReading::made).min(Instant::compareTo);
        String strategy = Stream.of("/spec/strategy/type", "/spec/updateStrategy/type")
                .map(path -> json.at(path).asText())
                .filter(type -> !type.isEmpty())
                .findFirst()
                .orElse("RollingUpdate");
        int replicas = json.at("/spec/replicas").isInt()
                ? json.at("/spec/replicas").asInt()
                : json.at("/status/desiredNumberScheduled").asInt();
        return new Holder.Pods(replicas, strategy, oldest);
    }
}
