package dev.berth.adapter.file;

import dev.berth.adapter.file.Inputs.NamedFile;
import dev.berth.observe.Project.DeclaredPort;
import dev.berth.observe.Project.Origin;
import dev.berth.observe.Project.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads where one service of one file takes variables for anything else than a host port that it publishes.
 *
 * <p>Source: the Compose Specification, "environment", "env_file", "Interpolation".
 */
final class InputReading {
    private final String service;
    private final Scope scope;
    private final List<NamedFile> envFiles = new ArrayList<>();
    private final List<String> environment = new ArrayList<>();
    private final List<Use> uses = new ArrayList<>();

    InputReading(String service, Scope scope) {
        this.service = "services." + service;
        this.scope = scope;
    }

    Inputs read(Fields fields) {
        fields.list("env_file").forEach(this::envFile);
        fields.get("environment").ifPresent(this::environment);
        fields.list("ports").forEach(this::port);
        fields.values().forEach((key, node) -> {
            if (!key.equals("ports")) {
                walk(service + "." + key, node);
            }
        });
        return new Inputs(envFiles, environment, uses);
    }

    private void envFile(Node item) {
        var path = item instanceof ScalarNode scalar
                ? Optional.of(scalar)
                : Fields.of(item).scalar("path");
        path.ifPresent(node ->
                envFiles.add(new NamedFile(scope.resolve(node), scope.source().mark(node))));
    }

    private void environment(Node node) {
        if (node instanceof MappingNode) {
            Fields.of(node).values().forEach((name, value) -> {
                if (value.getTag().equals(Tag.NULL)) {
                    passedOn(name, value);
                } else {
                    environment.add(name);
                }
            });
            return;
        }
        for (var item : Fields.items(node)) {
            if (item instanceof ScalarNode scalar) {
                var parts = scope.fill(scalar).split("=", 2);
                if (parts.length == 1) {
                    passedOn(parts[0], item);
                } else {
                    environment.add(parts[0]);
                }
            }
        }
    }

    /** A name without a value gets the one that Compose itself sees. */
    private void passedOn(String name, Node node) {
        scope.around()
                .variables()
                .look(name)
                .filter(setting -> setting.origin() == Origin.ENV_FILE)
                .ifPresent(setting -> add(name, service + ".environment", node));
    }

    /** A line of {@code ports} takes its host port once; whatever it takes besides is another use. */
    private void port(Node line) {
        int before = uses.size();
        walk(service + ".ports", line);
        new PortReading(scope.source(), scope.around().variables())
                .read(line).declared().stream()
                        .map(DeclaredPort::published)
                        .flatMap(published -> published.variable().stream())
                        .findFirst()
                        .ifPresent(host -> uses.stream()
                                .skip(before)
                                .filter(use -> use.variable().equals(host))
                                .findFirst()
                                .ifPresent(uses::remove));
    }

    private void walk(String path, Node node) {
        if (node instanceof MappingNode) {
            Fields.of(node).values().forEach((key, value) -> walk(path + "." + key, value));
        } else if (node instanceof ScalarNode scalar) {
            Template.fill(scalar.getValue(), scope.around().variables())
                    .fromEnvFiles()
                    .forEach(variable -> add(variable, path, node));
        } else {
            Fields.items(node).forEach(item -> walk(path, item));
        }
    }

    private void add(String variable, String path, Node node) {
        uses.add(new Use(variable, path, scope.source().mark(node)));
    }
}
