package dev.berth.adapter.docker;

import com.fasterxml.jackson.databind.JsonNode;

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

    @Override
    public String toString() {
        return name() + " (" + shortId() + ")";
    }
}
