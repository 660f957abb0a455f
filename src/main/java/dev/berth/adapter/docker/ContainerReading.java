package dev.berth.adapter.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.observe.Container;
import dev.berth.observe.Container.Binding;
import dev.berth.observe.Container.Compose;
import dev.berth.observe.Container.Mount;
import dev.berth.observe.Container.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the facts of a container from its {@code inspect}. */
final class ContainerReading {
    private static final String COMPOSE = "com.docker.compose.";
    private static final String SWARM = "com.docker.swarm.service.id";

    private final JsonNode inspect;
    private final JsonNode hostConfig;

    ContainerReading(JsonNode inspect) {
        this.inspect = inspect;
        this.hostConfig = inspect.path("HostConfig");
    }

    /** @param fileHashes asked for a container that runs a service */
    Container container(boolean imagePresent, List<String> ownWrites, List<String> fileHashes, ApiVersion api) {
        return new Container(
                inspect.path("Id").asText(),
                ContainerJson.name(inspect),
                inspect.path("Config").path("Image").asText(),
                inspect.path("Image").asText(),
                imagePresent,
                state(),
                hostConfig.path("AutoRemove").asBoolean(),
                networkMode(),
                ContainerJson.restartPolicy(inspect),
                compose(fileHashes),
                !label(SWARM).isEmpty(),
                bindings(),
                mounts(),
                ContainerJson.addresses(inspect),
                started(),
                ownWrites,
                Endpoints.unrepeatable(inspect, api));
    }

    private State state() {
        return switch (inspect.path("State").path("Status").asText()) {
            case "running" -> State.RUNNING;
            case "restarting" -> State.RESTARTING;
            case "paused" -> State.PAUSED;
            case "created" -> State.CREATED;
            case "exited" -> State.EXITED;
            default -> State.DEAD;
        };
    }

    /** When it was started last, while it runs. */
    Optional<Instant> started() {
        return inspect.path("State").path("Running").asBoolean()
                ? Optional.of(
                        Instant.parse(inspect.path("State").path("StartedAt").asText()))
                : Optional.empty();
    }

    private String networkMode() {
        var mode = hostConfig.path("NetworkMode").asText("");
        return mode.isEmpty() || mode.equals("default") ? "bridge" : mode;
    }

    private String label(String name) {
        return ContainerJson.label(inspect, name).asText("");
    }

    /** A one-off container ({@code docker compose run}) carries the service's labels but does not run the service. */
    Optional<Compose> compose() {
        return compose(List.of());
    }

    private Optional<Compose> compose(List<String> fileHashes) {
        if (label(COMPOSE + "service").isEmpty() || label(COMPOSE + "oneoff").equalsIgnoreCase("true")) {
            return Optional.empty();
        }
        var number = ContainerJson.label(inspect, COMPOSE + "container-number").asInt(1);
        return Optional.of(new Compose(
                label(COMPOSE + "project"),
                label(COMPOSE + "service"),
                number,
                label(ContainerJson.HASH_LABEL),
                fileHashes));
    }

    List<Binding> bindings() {
        var bindings = new ArrayList<Binding>();
        hostConfig
                .path("PortBindings")
                .properties()
                .forEach(entry ->
                        Json.items(entry.getValue()).forEach(binding -> add(bindings, entry.getKey(), binding)));
        // Ports that the engine chose, for ranges and for --publish-all.
        inspect.path("NetworkSettings").path("Ports").properties().forEach(entry -> {
            if (bindings.stream().noneMatch(known -> entry.getKey().equals(known.target() + "/" + known.protocol()))) {
                Json.items(entry.getValue()).forEach(binding -> add(bindings, entry.getKey(), binding));
            }
        });
        return bindings;
    }

    private static void add(List<Binding> bindings, String port, JsonNode binding) {
        var host = binding.path("HostPort").asText("");
        var parts = port.split("/", 2);
        if (host.matches("[1-9]\\d{0,4}") && parts[0].matches("\\d{1,5}")) {
            bindings.add(new Binding(
                    Integer.parseInt(parts[0]),
                    parts.length > 1 ? parts[1] : "tcp",
                    binding.path("HostIp").asText(""),
                    Integer.parseInt(host)));
        }
    }

    List<Mount> mounts() {
        var mounts = new ArrayList<Mount>();
        Json.items(inspect.path("Mounts"))
                .forEach(mount -> mounts.add(new Mount(
                        mount.path("Type").asText(),
                        mount.path("Type").asText().equals("volume")
                                ? mount.path("Name").asText()
                                : mount.path("Source").asText(),
                        mount.path("Destination").asText(),
                        mount.path("RW").asBoolean())));
        hostConfig.path("Tmpfs").fieldNames().forEachRemaining(path -> mounts.add(new Mount("tmpfs", "", path, true)));
        return mounts;
    }
}
