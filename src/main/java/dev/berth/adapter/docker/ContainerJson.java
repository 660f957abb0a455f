package dev.berth.adapter.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;

/** Where {@code inspect} keeps what berth reads. */
final class ContainerJson {
    static final String HASH_LABEL = "com.docker.compose.config-hash";
    static final String FOLDER_LABEL = "com.docker.compose.project.working_dir";

    private static final int SHORT_ID = 12;

    private ContainerJson() {}

    static String shortId(String id) {
        return id.length() > SHORT_ID ? id.substring(0, SHORT_ID) : id;
    }

    static String name(JsonNode inspect) {
        return inspect.path("Name").asText().replaceFirst("^/", "");
    }

    static JsonNode label(JsonNode inspect, String name) {
        return inspect.path("Config").path("Labels").path(name);
    }

    static String restartPolicy(JsonNode inspect) {
        var name = inspect.path("HostConfig").path("RestartPolicy").path("Name").asText("");
        return name.isEmpty() ? "no" : name;
    }

    /** The addresses that it has. */
    static List<String> addresses(JsonNode inspect) {
        return Json.items(inspect.path("NetworkSettings").path("Networks"))
                .flatMap(network -> Stream.of("IPAddress", "GlobalIPv6Address")
                        .map(family -> network.path(family).asText()))
                .filter(address -> !address.isEmpty())
                .toList();
    }
}
