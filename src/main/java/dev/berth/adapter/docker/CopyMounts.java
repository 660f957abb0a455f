package dev.berth.adapter.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The mounts of a throwaway copy: what may be written is a fresh volume of its own, everything else is read-only.
 *
 * @param mounts for {@code HostConfig.Mounts}
 * @param volumes the names of the fresh volumes, to be created first
 */
record CopyMounts(ArrayNode mounts, List<String> volumes) {
    /** Where images read what people configure; a database keeps no data there. */
    private static final List<String> CONFIGURATION =
            List.of("/etc", "/docker-entrypoint-initdb.d", "/run/secrets", "/run/configs");

    CopyMounts {
        volumes = List.copyOf(volumes);
    }

    /** @param file whether a path of the host is a regular file: such a mount is configuration, and never a data folder */
    static CopyMounts of(JsonNode inspect, String prefix, Predicate<String> file) {
        var mounts = Json.object().putArray("Mounts");
        var volumes = new ArrayList<String>();
        Json.items(inspect.path("HostConfig").path("Mounts"))
                .filter(mount -> mount.path("Type").asText().equals("tmpfs"))
                .forEach(mounts::add);
        Json.items(inspect.path("Mounts")).forEach(mount -> {
            var type = mount.path("Type").asText();
            if (type.equals("bind") && kept(mount, file) || type.equals("volume") && readOnly(mount)) {
                mounts.add(shared(mount, type));
            } else if (!type.equals("tmpfs")) {
                var name = prefix + "-" + volumes.size();
                volumes.add(name);
                mounts.add(Json.object()
                        .put("Type", "volume")
                        .put("Source", name)
                        .put("Target", mount.path("Destination").asText()));
            }
        });
        return new CopyMounts(mounts, volumes);
    }

    private static boolean kept(JsonNode mount, Predicate<String> file) {
        var destination = mount.path("Destination").asText();
        return readOnly(mount)
                || file.test(mount.path("Source").asText())
                || CONFIGURATION.stream()
                        .anyMatch(folder -> destination.equals(folder) || destination.startsWith(folder + "/"));
    }

    private static boolean readOnly(JsonNode mount) {
        return !mount.path("RW").asBoolean(true);
    }

    private static ObjectNode shared(JsonNode mount, String type) {
        var shared = Json.object()
                .put("Type", type)
                .put(
                        "Source",
                        mount.path(type.equals("bind") ? "Source" : "Name").asText())
                .put("Target", mount.path("Destination").asText())
                .put("ReadOnly", true);
        if (type.equals("volume")) {
            // Docker fills an empty volume from the image, read-only or not.
            shared.putObject("VolumeOptions").put("NoCopy", true);
        }
        return shared;
    }
}
