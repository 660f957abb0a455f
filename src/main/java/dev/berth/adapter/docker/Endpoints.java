package dev.berth.adapter.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The networks of a container with what a person configured there; what the engine handed out is left out. */
final class Endpoints {
    private static final ApiVersion MAC_PER_ENDPOINT = new ApiVersion(1, 44);
    private static final List<String> CONFIGURED = List.of("IPAMConfig", "Links", "DriverOpts", "GwPriority");

    private static final ApiVersion GATEWAY_PRIORITIES = new ApiVersion(1, 48);

    private Endpoints() {}

    /** Priorities that an engine shows by any API and takes by a newer one alone. */
    static List<String> unrepeatable(JsonNode inspect, ApiVersion api) {
        return api.atLeast(GATEWAY_PRIORITIES)
                ? List.of()
                : inspect.path("NetworkSettings").path("Networks").properties().stream()
                        .filter(network -> network.getValue().path("GwPriority").asInt() != 0)
                        .map(network -> "the gateway priority of network " + network.getKey())
                        .sorted()
                        .toList();
    }

    /** By network name, the one of the network mode first. */
    static Map<String, ObjectNode> of(JsonNode inspect, ApiVersion api) {
        var networks = inspect.path("NetworkSettings").path("Networks");
        var primary = primary(inspect);
        var names = new ArrayList<String>();
        networks.fieldNames().forEachRemaining(names::add);
        names.sort((one, other) -> Boolean.compare(other.equals(primary), one.equals(primary)));
        var endpoints = new LinkedHashMap<String, ObjectNode>();
        for (var name : names) {
            var endpoint = configured(networks.path(name), inspect);
            if (api.atLeast(MAC_PER_ENDPOINT)) {
                macAddress(inspect, networks.path(name), name.equals(primary), endpoint);
            }
            endpoints.put(name, endpoint);
        }
        return endpoints;
    }

    /** The network mode may name a network by its name, its id or {@code default}. */
    static String primary(JsonNode inspect) {
        var mode = inspect.path("HostConfig").path("NetworkMode").asText("default");
        if (mode.equals("default") || mode.isEmpty()) {
            return "bridge";
        }
        return inspect.path("NetworkSettings").path("Networks").properties().stream()
                .filter(network ->
                        network.getValue().path("NetworkID").asText("").equals(mode))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(mode);
    }

    private static ObjectNode configured(JsonNode network, JsonNode inspect) {
        var endpoint = Json.object();
        CONFIGURED.stream()
                .filter(field -> !Json.empty(network.path(field))
                        && !network.path(field).asText("").equals("0"))
                .forEach(field -> endpoint.set(field, network.path(field).deepCopy()));
        var own = ContainerJson.shortId(inspect.path("Id").asText());
        var aliases = Json.items(network.path("Aliases"))
                .map(JsonNode::asText)
                .filter(alias -> !alias.equals(own))
                .distinct()
                .toList();
        if (!aliases.isEmpty()) {
            var array = endpoint.putArray("Aliases");
            aliases.forEach(array::add);
        }
        return endpoint;
    }

    /**
     * Before API 1.44 a container has one address of its own choice, in its configuration. Later every endpoint may, and
     * {@code inspect} does not tell a chosen address from one made of the IP address (02:42 and its four bytes).
     */
    private static void macAddress(JsonNode inspect, JsonNode network, boolean primary, ObjectNode endpoint) {
        var container = inspect.path("Config").path("MacAddress").asText("");
        var shown = network.path("MacAddress").asText("");
        var chosen = primary
                ? container
                : shown.equals(made(network.path("IPAddress").asText(""))) ? "" : shown;
        if (!chosen.isEmpty()) {
            endpoint.put("MacAddress", chosen);
        }
    }

    private static String made(String ip) {
        var mac = new StringBuilder("02:42");
        for (var part : ip.split("\\.", -1)) {
            mac.append(part.matches("\\d{1,3}") ? String.format(":%02x", Integer.parseInt(part)) : ":");
        }
        return mac.toString();
    }
}
