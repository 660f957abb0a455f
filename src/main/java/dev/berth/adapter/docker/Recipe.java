package dev.berth.adapter.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * All that it takes to make a container again. It holds whatever passwords {@code inspect} shows, so it is never printed.
 *
 * @param sharers ids and names of other containers that wrote to the same storage when it was saved
 * @param volumes what the engine said of each volume
 */
record Recipe(JsonNode inspect, List<String> sharers, List<JsonNode> volumes) {
    Recipe {
        sharers = List.copyOf(sharers);
        volumes = List.copyOf(volumes);
    }

    static Recipe of(JsonNode json) {
        return new Recipe(
                json.path("inspect"),
                Json.items(json.path("sharers")).map(JsonNode::asText).toList(),
                Json.items(json.path("volumes")).toList());
    }

    ObjectNode json() {
        var json = Json.object();
        json.set("inspect", inspect);
        sharers.forEach(json.putArray("sharers")::add);
        volumes.forEach(json.putArray("volumes")::add);
        return json;
    }

    String id() {
        return inspect.path("Id").asText();
    }

    JsonNode restartPolicy() {
        return inspect.path("HostConfig").path("RestartPolicy");
    }

    Optional<String> label(String name) {
        return Optional.of(ContainerJson.label(inspect, name).asText("")).filter(value -> !value.isEmpty());
    }

    @Override
    public String toString() {
        return "Recipe[" + ContainerJson.name(inspect) + "]";
    }
}
