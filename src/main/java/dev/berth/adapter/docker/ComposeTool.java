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

/** The compose plugin: how Compose itself reads a project. */
public final class ComposeTool {
    private static final byte[] NOTHING = new byte[0];

    private final String docker;

    /** @param docker the Docker command, such as {@code docker} */
    public ComposeTool(String docker) {
        this.docker = docker;
    }

    /** The project as Compose renders it; where no file is named, Compose would look for one of its own choice. */
    Rendering<ComposeModel> model(String root, DockerTarget target) {
        if (target.composeFiles().isEmpty()) {
            return new Rendering.NoPlugin<>();
        }
        var model = render(root, target, Path.of(root))
                .<ComposeModel>then(json -> new Rendering.Rendered<>(RenderedModel.read(json)));
        // Without the plugin, rendering fails in words that differ from version to version.
        return model instanceof Rendering.Failed<ComposeModel> && !installed(root, target)
                ? new Rendering.NoPlugin<>()
                : model;
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
        var hashed = render(root, target, folder)
                .then(json -> run(
                        folder,
                        target,
                        Json.write(json),
                        List.of("-p", target.project(), "--profile", "*", "-f", "-", "config", "--hash", "*")));
        if (hashed instanceof Rendering.NoPlugin<byte[]>) {
            return new Rendering.Failed<>("the docker compose plugin is gone; install it, or plan again without it");
        }
        return hashed.then(out -> Arrays.stream(text(out).split("\\R"))
                .map(line -> line.split("\\s+"))
                .filter(words -> words.length == 2 && words[0].equals(service))
                .<Rendering<String>>map(words -> new Rendering.Rendered<>(words[1]))
                .findFirst()
                .orElseGet(() -> new Rendering.Failed<>("Compose knows no service “" + service + "”")));
    }

    private Rendering<JsonNode> render(String root, DockerTarget target, Path folder) {
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
