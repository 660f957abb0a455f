package dev.berth.adapter.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.plan.Rebinding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Turns a container's {@code inspect} into the create body of its throwaway copy, which reaches nothing real. */
final class CopyBody {
    private static final String COMPOSE = "com.docker.compose.";
    private static final String LOOPBACK = "127.0.0.1";
    /** Whatever joins it to containers, addresses or devices that are not its own. */
    private static final List<String> TIES =
            List.of("Binds", "VolumesFrom", "Links", "ExtraHosts", "ContainerIDFile", "VolumeDriver", "CgroupParent");

    private static final Set<String> MIGHTY = Set.of("ALL", "SYS_ADMIN", "SYS_MODULE", "SYS_RAWIO");

    private final JsonNode inspect;
    private final CopyName name;

    CopyBody(JsonNode inspect, CopyName name) {
        this.inspect = inspect;
        this.name = name;
    }

    /** Why it is not copied. */
    Optional<String> objection() {
        return reach().map(reach -> "container " + ContainerJson.name(inspect) + " is not copied: " + reach
                + ", so that its copy could touch what is real");
    }

    /** What of the machine even a copy could change. */
    Optional<String> reach() {
        var host = inspect.path("HostConfig");
        if (host.path("Privileged").asBoolean()) {
            return Optional.of("it is privileged");
        }
        for (var mode : List.of("PidMode", "IpcMode")) {
            var value = host.path(mode).asText("");
            if (value.equals("host") || value.startsWith("container:")) {
                return Optional.of("its " + mode + " is " + value);
            }
        }
        if (!Json.empty(host.path("Devices")) || !Json.empty(host.path("DeviceRequests"))) {
            return Optional.of("it uses devices of this machine");
        }
        var mighty = Json.items(host.path("CapAdd"))
                .map(capability -> capability.asText().replaceFirst("^CAP_", ""))
                .filter(MIGHTY::contains)
                .findFirst();
        return mighty.map(capability -> "it has the capability " + capability)
                .or(() -> Json.items(inspect.path("Mounts"))
                        .map(mount -> mount.path("Destination").asText())
                        .filter(path -> path.endsWith(".sock"))
                        .findFirst()
                        .map(path -> "it drives another program by " + path));
    }

    CopyMounts mounts() {
        return CopyMounts.of(
                inspect, name.of(ContainerJson.name(inspect)), source -> Files.isRegularFile(Path.of(source)));
    }

    /** @param ports which port of the host each of its own gets; the others are not published */
    ObjectNode json(List<Rebinding> ports, Path scratch, CopyMounts mounts, ApiVersion api) {
        var json = json(mounts, api);
        json.set("Labels", labels(scratch));
        var bindings = (ObjectNode) json.path("HostConfig").path("PortBindings");
        ports.forEach(port -> bindings.putArray(port.target() + "/" + port.protocol())
                .addObject()
                .put("HostIp", LOOPBACK)
                .put("HostPort", String.valueOf(port.to())));
        return json;
    }

    /** Without a port of the host. */
    ObjectNode json(CopyMounts mounts, ApiVersion api) {
        var json = CreateBody.of(inspect, api).json();
        // The tag may have moved on; the id never does.
        json.put("Image", inspect.path("Image").asText());
        json.remove("MacAddress");
        json.set("Labels", name.labels());
        var host = (ObjectNode) json.path("HostConfig");
        host.remove(TIES);
        host.put("NetworkMode", name.project());
        host.put("PublishAllPorts", false);
        host.set("RestartPolicy", Halt.never());
        host.set("Mounts", mounts.mounts());
        host.putObject("PortBindings");
        json.putObject("NetworkingConfig").putObject("EndpointsConfig").set(name.project(), endpoint());
        return json;
    }

    /** Compose's alone: others (a proxy's, a scheduler's) would make programs act on the copy. */
    private ObjectNode labels(Path scratch) {
        var labels = name.labels();
        inspect.path("Config").path("Labels").properties().stream()
                .filter(label -> label.getKey().startsWith(COMPOSE))
                .forEach(label -> labels.set(label.getKey(), label.getValue()));
        if (labels.has(COMPOSE + "project")) {
            labels.put(COMPOSE + "project", name.project());
            labels.put(ContainerJson.FOLDER_LABEL, scratch.toString());
            labels.remove(List.of(COMPOSE + "project.config_files", COMPOSE + "project.environment_file"));
        }
        return labels;
    }

    private ObjectNode endpoint() {
        var endpoint = Json.object();
        var service = ContainerJson.label(inspect, COMPOSE + "service").asText("");
        if (!service.isEmpty()) {
            endpoint.putArray("Aliases").add(service);
        }
        return endpoint;
    }
}
