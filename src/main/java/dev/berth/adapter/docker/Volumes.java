package dev.berth.adapter.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Stream;

/** Which volumes a container uses, and how a create body names every one of them. */
final class Volumes {
    private Volumes() {}

    static Stream<JsonNode> of(JsonNode inspect) {
        return Json.items(inspect.path("Mounts"))
                .filter(mount -> mount.path("Type").asText().equals("volume")
                        && !mount.path("Name").asText("").isEmpty());
    }

    /**
     * Names in {@code hostConfig} the anonymous volumes that {@code inspect} shows: without it a new container would
     * get new and empty ones.
     */
    static void pin(ObjectNode hostConfig, JsonNode inspect) {
        of(inspect).filter(volume -> !inBinds(hostConfig, volume)).forEach(volume -> {
            var mounts = hostConfig.path("Mounts").isArray()
                    ? (ArrayNode) hostConfig.path("Mounts")
                    : hostConfig.putArray("Mounts");
            var declared = Json.items(mounts)
                    .filter(mount -> same(mount.path("Target").asText(), volume))
                    .findFirst();
            if (declared.isPresent()) {
                ((ObjectNode) declared.get()).put("Source", volume.path("Name").asText());
            } else {
                mounts.add(mount(volume));
            }
        });
    }

    private static boolean inBinds(JsonNode hostConfig, JsonNode volume) {
        return Json.items(hostConfig.path("Binds"))
                .map(bind -> bind.asText().split(":", -1))
                .anyMatch(parts -> parts.length > 1 && same(parts[1], volume));
    }

    private static boolean same(String path, JsonNode volume) {
        return trimmed(path).equals(trimmed(volume.path("Destination").asText()));
    }

    private static String trimmed(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static ObjectNode mount(JsonNode volume) {
        var mount = Json.object()
                .put("Type", "volume")
                .put("Source", volume.path("Name").asText())
                .put("Target", volume.path("Destination").asText());
        if (!volume.path("RW").asBoolean(true)) {
            mount.put("ReadOnly", true);
        }
        // A volume that somebody emptied must not be filled from the image again.
        mount.putObject("VolumeOptions").put("NoCopy", true);
        return mount;
    }
}
