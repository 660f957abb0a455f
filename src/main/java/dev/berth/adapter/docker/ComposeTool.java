package dev.berth.adapter.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.observe.ComposeModel;
import dev.berth.policy.DockerTarget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The compose plugin: how Compose itself reads a project. */
public final class ComposeTool {
    private static final byte[] NOTHING = new byte[0];

    private final String docker;

    /** @param docker the Docker command, such as {@code docker} */
    public ComposeTool(String docker) {
        this.docker = docker;
    }

    /** What of the project a move depends on. */
    Rendering<ComposeModel> model(String root, DockerTarget target) {
        return project(root, target).then(json -> new Rendering.Rendered<>(RenderedModel.read(json)));
    }

    /** The project as Compose renders it; where no file is named, Compose would look for one of its own choice. */
    Rendering<JsonNode> project(String root, DockerTarget target) {
        if (target.composeFiles().isEmpty()) {
            return new Rendering.NoPlugin<>();
        }
        var project = render(root, target, Path.of(root));
        // Without the plugin, rendering fails in words that differ from version to version.
        return project instanceof Rendering.Failed<JsonNode> && !installed(root, target)
                ? new Rendering.NoPlugin<>()
                : project;
    }

    private boolean installed(String root, DockerTarget target) {
        return run(Path.of(root), target, NOTHING, List.of("version", "--short")) instanceof Rendering.Rendered<byte[]>;
    }

    /**
     * The label that the next {@code docker compose up} compares with.
     *
     * <p>Rendered first and hashed then: hashing the files at once is wrong for services with {@code env_file}
     * (docker/compose#14001).
     *
     * @param folder the project's folder as the container's label has it, since paths are part of what is hashed
     */
    Rendering<String> configHash(String root, DockerTarget target, Path folder, String service) {
        var hashes = render(root, target, folder).then(project -> hashes(target, folder, project));
        if (hashes instanceof Rendering.NoPlugin<Map<String, String>>) {
            return new Rendering.Failed<>("the docker compose plugin is gone; install it, or plan again without it");
        }
        return hashes.then(byService -> Optional.ofNullable(byService.get(service))
                .<Rendering<String>>map(Rendering.Rendered::new)
                .orElseGet(() -> new Rendering.Failed<>("Compose knows no service “" + service + "”")));
    }

    /** The label of each service of a rendered project. */
    Rendering<Map<String, String>> hashes(DockerTarget target, Path folder, JsonNode project) {
        return run(
                        folder,
                        target,
                        Json.write(project),
                        List.of("-p", target.project(), "--profile", "*", "-f", "-", "config", "--hash", "*"))
                .then(out -> new Rendering.Rendered<>(Arrays.stream(text(out).split("\\R"))
                        .map(line -> line.split("\\s+"))
                        .filter(words -> words.length == 2)
                        .collect(Collectors.toMap(words -> words[0], words -> words[1], (one, other) -> one))));
    }

    /** @param folder the project's folder, which paths are made absolute by */
    Rendering<JsonNode> render(String root, DockerTarget target, Path folder) {
        var words = new ArrayList<>(List.of("-p", target.project(), "--project-directory", folder.toString()));
        target.composeFiles().forEach(file -> words.addAll(List.of("-f", absolute(root, file))));
        if (!target.envFile().isEmpty() && Files.exists(Path.of(absolute(root, target.envFile())))) {
            words.addAll(List.of("--env-file", absolute(root, target.envFile())));
        }
        words.addAll(List.of("--profile", "*", "config", "--format", "json"));
        return run(Path.of(root), target, NOTHING, words).then(out -> {
            try {
                return new Rendering.Rendered<>(Json.read(out));
            } catch (IOException e) {
                return new Rendering.Failed<>("docker compose config printed no JSON");
            }
        });
    }

    private static String absolute(String root, String file) {
        return Path.of(root).resolve(file).toString();
    }

    private Rendering<byte[]> run(Path folder, DockerTarget target, byte[] in, List<String> arguments) {
        var words = new ArrayList<>(List.of(docker, "compose"));
        words.addAll(arguments);
        try {
            var result = Command.run(folder, target.host(), in, words);
            return result.exitCode() == 0
                    ? new Rendering.Rendered<>(result.out())
                    : new Rendering.Failed<>("docker compose: " + Discretion.of(result.err()));
        } catch (IOException e) {
            return new Rendering.NoPlugin<>();
        }
    }

    private static String text(byte[] out) {
        return new String(out, StandardCharsets.UTF_8).strip();
    }
}
