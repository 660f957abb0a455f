package dev.berth.adapter.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What {@code POST /containers/create} needs to make the container that an {@code inspect} shows.
 *
 * <p>Every field is carried over, known or not; what is changed here is what Docker writes differently than it reads.
 *
 * @param later networks to connect once the container exists: before API 1.44 only one may be given at creation
 */
record CreateBody(ObjectNode json, Map<String, ObjectNode> later) {
    private static final ApiVersion ALL_NETWORKS_AT_ONCE = new ApiVersion(1, 44);

    CreateBody {
        later = Map.copyOf(later);
    }

    static CreateBody of(JsonNode inspect, ApiVersion api) {
        var json = Json.copy(inspect.path("Config"));
        forgetHostname(json, inspect);
        keepCommand(json);
        json.remove("OnBuild");
        if (api.atLeast(ALL_NETWORKS_AT_ONCE)) {
            json.remove("MacAddress");
        }
        json.set("HostConfig", hostConfig(inspect));
        var later = new LinkedHashMap<String, ObjectNode>();
        json.set("NetworkingConfig", networking(inspect, api, later));
        return new CreateBody(json, later);
    }

    ObjectNode hostConfig() {
        return (ObjectNode) json.path("HostConfig");
    }

    /** As {@code inspect} shows it, in the form that creation takes; also what two containers are compared by. */
    static ObjectNode hostConfig(JsonNode inspect) {
        var hostConfig = Json.copy(inspect.path("HostConfig"));
        Volumes.pin(hostConfig, inspect);
        var links = hostConfig.path("Links");
        for (int i = 0; i < links.size(); i++) {
            ((ArrayNode) links).set(i, TextNode.valueOf(link(links.get(i).asText())));
        }
        return hostConfig;
    }

    /** Docker takes a host name that is the container's id for an alias. */
    static void forgetHostname(ObjectNode config, JsonNode inspect) {
        var own = ContainerJson.shortId(inspect.path("Id").asText());
        if (config.path("Hostname").asText("").equals(own)) {
            config.put("Hostname", "");
        }
    }

    /** Null would take the image's entrypoint again where the container was made with an empty one. */
    private static void keepCommand(ObjectNode config) {
        if (Json.empty(config.path("Entrypoint"))) {
            config.putArray("Entrypoint");
        }
    }

    /** {@code /other:/this/alias} as shown, {@code other:alias} as wanted. */
    private static String link(String shown) {
        var parts = shown.split(":", 2);
        return parts.length < 2 || !shown.startsWith("/")
                ? shown
                : parts[0].substring(1) + ":" + parts[1].substring(parts[1].lastIndexOf('/') + 1);
    }

    private static ObjectNode networking(JsonNode inspect, ApiVersion api, Map<String, ObjectNode> later) {
        var networking = Json.object();
        var mode = Endpoints.primary(inspect);
        var endpoints = networking.putObject("EndpointsConfig");
        if (mode.equals("none") || mode.equals("host") || mode.startsWith("container:")) {
            return networking;
        }
        Endpoints.of(inspect, api).forEach((name, endpoint) -> {
            if (name.equals(mode) || api.atLeast(ALL_NETWORKS_AT_ONCE)) {
                endpoints.set(name, endpoint);
            } else {
                later.put(name, endpoint);
            }
        });
        return networking;
    }
}
