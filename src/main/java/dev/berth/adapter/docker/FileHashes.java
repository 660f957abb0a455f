package dev.berth.adapter.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.observe.Container.Binding;
import dev.berth.policy.DockerTarget;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What Compose's label of containers would be by the files as they are, before anything of them is edited. */
final class FileHashes {
    private final ComposeTool compose;
    private final String root;
    private final DockerTarget target;
    private final Map<Path, Rendered> byFolder = new HashMap<>();

    /** A project and the label of each of its services; neither where Compose can't tell. */
    private record Rendered(Optional<JsonNode> project, Map<String, String> hashes) {}

    FileHashes(ComposeTool compose, String root, DockerTarget target) {
        this.compose = compose;
        this.root = root;
        this.target = target;
    }

    /** As the project's folder is where the policy's is, nearly always, that one is asked for ahead. */
    FileHashes with(Rendering<JsonNode> project) {
        byFolder.put(Path.of(root), hashed(Path.of(root), project));
        return this;
    }

    /**
     * By the ports that the files name, and where that is not the container's label, by those that it has: files may be
     * ahead of a container, or behind it, in its ports alone. Where no file is named, Compose would look for one of its own
     * choice.
     */
    List<String> of(JsonNode inspect, String service, List<Binding> bindings) {
        if (target.composeFiles().isEmpty()) {
            return List.of();
        }
        var label = ContainerJson.label(inspect, ContainerJson.FOLDER_LABEL).asText("");
        var folder = Path.of(label.isEmpty() ? root : label);
        var rendered = byFolder.computeIfAbsent(folder, each -> hashed(each, compose.render(root, target, each)));
        var named = Optional.ofNullable(rendered.hashes().get(service));
        var own = ContainerJson.label(inspect, ContainerJson.HASH_LABEL).asText("");
        if (named.isEmpty() || named.get().equals(own)) {
            return named.stream().toList();
        }
        var had = rendered.project()
                .map(project -> hashed(folder, new Rendering.Rendered<>(ported(project, service, bindings))))
                .map(project -> project.hashes().get(service));
        return Stream.concat(named.stream(), had.stream()).toList();
    }

    private Rendered hashed(Path folder, Rendering<JsonNode> project) {
        return new Rendered(
                project.value(),
                project.then(json -> compose.hashes(target, folder, json))
                        .value()
                        .orElse(Map.of()));
    }

    /** The project with the ports that a container of the service has. */
    static JsonNode ported(JsonNode project, String service, List<Binding> bindings) {
        var copy = Json.copy(project);
        Json.items(copy.path("services").path(service).path("ports"))
                .filter(port -> port.hasNonNull("published"))
                .forEach(port -> {
                    var had = bindings.stream()
                            .filter(binding -> binding.target()
                                            == port.path("target").asInt()
                                    && binding.protocol()
                                            .equals(port.path("protocol").asText("tcp"))
                                    && binding.hostIp()
                                            .equals(port.path("host_ip").asText("")))
                            .toList();
                    if (had.size() == 1) {
                        ((ObjectNode) port)
                                .put("published", String.valueOf(had.get(0).hostPort()));
                    }
                });
        return copy;
    }
}
