package dev.berth.adapter.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;

/** A container as {@code inspect} shows it at one instant. */
record Sighted(JsonNode inspect) {
    String id() {
        return inspect.path("Id").asText();
    }

    String shortId() {
        return ContainerJson.shortId(id());
    }

    String name() {
        return ContainerJson.name(inspect);
    }

    boolean running() {
        return inspect.path("State").path("Running").asBoolean();
    }

    boolean paused() {
        return inspect.path("State").path("Paused").asBoolean();
    }

    int exitCode() {
        return inspect.path("State").path("ExitCode").asInt();
    }

    String startedAt() {
        return inspect.path("State").path("StartedAt").asText();
    }

    String restartPolicy() {
        return ContainerJson.restartPolicy(inspect);
    }

    /** The addresses that it wants in its networks, whether or not it has them now. */
    List<String> fixedAddresses() {
        return Json.items(inspect.path("NetworkSettings").path("Networks"))
                .map(network -> network.path("IPAMConfig"))
                .flatMap(wanted -> Stream.of("IPv4Address", "IPv6Address")
                        .map(family -> wanted.path(family).asText("")))
                .filter(address -> !address.isEmpty())
                .toList();
    }

    @Override
    public String toString() {
        return name() + " (" + shortId() + ")";
    }
}
