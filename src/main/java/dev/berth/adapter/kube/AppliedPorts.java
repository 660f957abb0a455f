package dev.berth.adapter.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.plan.FieldManagers;
import dev.berth.plan.ServicePorts;
import dev.berth.plan.ServicePorts.Pair;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What berth applies to a Service, so that new ports are beside the old ones, or no longer. */
record AppliedPorts(JsonNode live, ServicePorts ports) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The configuration by which the new ports are beside the old ones. */
    ObjectNode added() {
        return applied(ports.pairs().stream()
                .flatMap(pair -> Stream.of(
                        port(pair.named(), pair.from(), pair.target()), port(pair.added(), pair.to(), pair.target())))
                .toList());
    }

    /**
     * The configuration of before. An old port that an earlier move brought, or named, has nobody else by now: it would go
     * with what berth gives up.
     */
    ObjectNode givenUp() {
        JsonNode own = OwnedFields.of(live).at("/spec/ports");
        return applied(ports.pairs().stream()
                .filter(pair -> StreamSupport.stream(own.spliterator(), false)
                        .anyMatch(port -> port.path("port").asInt() == pair.from()))
                .filter(this::holds)
                .map(pair -> port(pair.was(), pair.from(), pair.target()))
                .toList());
    }

    /** Whether an old port, or the name that it had before, is there by berth alone. */
    private boolean holds(Pair pair) {
        List<JsonNode> others = StreamSupport.stream(
                        live.at("/metadata/managedFields").spliterator(), false)
                .filter(entry -> !entry.path("manager").asText().equals(FieldManagers.OWN))
                .map(entry -> entry.path("fieldsV1").path("f:spec").path("f:ports"))
                .filter(list -> list.has(key(pair)))
                .map(list -> list.path(key(pair)))
                .toList();
        return others.isEmpty() || !pair.was().isEmpty() && others.stream().noneMatch(fields -> fields.has("f:name"));
    }

    private static String key(Pair pair) {
        return "k:{\"port\":" + pair.from() + ",\"protocol\":\"TCP\"}";
    }

    private ObjectNode applied(List<ObjectNode> own) {
        ObjectNode service = OwnedFields.of(live);
        // Of a LoadBalancer the version changes with its status, and the whole list of ports is compared anyway.
        service.withObject("/metadata").remove("resourceVersion");
        ArrayNode list = service.withObject("/spec").withArray("ports");
        list.removeIf(port -> ports.pairs().stream()
                .anyMatch(pair -> port.path("port").asInt() == pair.from()
                        || port.path("port").asInt() == pair.to()));
        list.addAll(own);
        if (list.isEmpty()) {
            service.remove("spec");
        }
        return service;
    }

    private static ObjectNode port(String name, int port, String target) {
        ObjectNode one = JSON.createObjectNode();
        if (!name.isEmpty()) {
            one.put("name", name);
        }
        one.put("port", port).put("protocol", "TCP");
        return target.matches("[0-9]+")
                ? one.put("targetPort", Integer.parseInt(target))
                : one.put("targetPort", target);
    }
}
