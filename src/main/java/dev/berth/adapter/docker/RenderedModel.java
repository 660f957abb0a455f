package dev.berth.adapter.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.observe.ComposeModel;
import dev.berth.observe.ComposeModel.ServicePort;
import dev.berth.plan.Sha256;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.TreeMap;

/** Reads what {@code docker compose config --format json} prints. */
final class RenderedModel {
    private RenderedModel() {}

    static ComposeModel read(JsonNode json) {
        var ports = new ArrayList<ServicePort>();
        json.path("services")
                .properties()
                .forEach(service -> Json.items(service.getValue().path("ports"))
                        .filter(port -> port.hasNonNull("published"))
                        .forEach(port -> ports.add(new ServicePort(
                                service.getKey(),
                                port.path("target").asInt(),
                                port.path("host_ip").asText(""),
                                port.path("published").asText(),
                                port.path("protocol").asText("tcp")))));
        ports.sort(Comparator.naturalOrder());
        return new ComposeModel(ports, sha256(canonical(rest(json))));
    }

    private static JsonNode rest(JsonNode json) {
        var rest = Json.copy(json);
        withoutExtensions(rest);
        // Services, networks, volumes and their like; deeper down a key that begins with x- may be a label.
        rest.forEach(section -> section.forEach(RenderedModel::withoutExtensions));
        rest.path("services").forEach(service -> {
            var ports = new ArrayList<JsonNode>();
            service.path("ports").forEach(port -> {
                ((ObjectNode) port).remove("published");
                ports.add(port);
            });
            // Compose sorts by the published port, which is what may change.
            ports.sort(Comparator.comparing(JsonNode::toString));
            if (service instanceof ObjectNode object && !ports.isEmpty()) {
                ports.forEach(object.putArray("ports")::add);
            }
        });
        return rest;
    }

    private static void withoutExtensions(JsonNode node) {
        if (node instanceof ObjectNode object) {
            var names = new ArrayList<String>();
            object.fieldNames().forEachRemaining(names::add);
            names.stream().filter(name -> name.startsWith("x-")).forEach(object::remove);
        }
    }

    private static JsonNode canonical(JsonNode node) {
        if (node.isArray()) {
            var array = Json.object().putArray("sorted");
            node.forEach(item -> array.add(canonical(item)));
            return array;
        }
        if (!node.isObject()) {
            return node;
        }
        var sorted = new TreeMap<String, JsonNode>();
        node.properties().forEach(field -> sorted.put(field.getKey(), canonical(field.getValue())));
        var object = Json.object();
        sorted.forEach(object::set);
        return object;
    }

    private static String sha256(JsonNode node) {
        return Sha256.of(Json.write(node));
    }
}
