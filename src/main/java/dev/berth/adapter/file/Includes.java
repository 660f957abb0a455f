package dev.berth.adapter.file;

import dev.berth.observe.Project.EnvEntry;
import dev.berth.policy.Violation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads what {@code include} names: projects of their own folder and .env, whose services join the including one. */
final class Includes {
    private final SourceFolder folder;
    private final ComposeReader reader;
    private final List<Violation> findings;
    private final Deque<Path> open = new ArrayDeque<>();
    private final List<EnvEntry> env = new ArrayList<>();

    Includes(SourceFolder folder, ComposeReader reader, List<Violation> findings) {
        this.folder = folder;
        this.reader = reader;
        this.findings = findings;
    }

    List<EnvEntry> env() {
        return List.copyOf(env);
    }

    Map<String, Draft> read(Node entry, Scope scope) {
        var fields = Fields.of(entry);
        var named = entry instanceof ScalarNode ? List.of(entry) : fields.list("path");
        var nodes = scalars(named).stream()
                .filter(node -> !isRemote(scope.fill(node)))
                .toList();
        if (nodes.isEmpty()) {
            return Map.of();
        }
        var main = scope.resolve(nodes.get(0));
        var from = nodes.stream()
                .map(node -> scope.source().reference(node, "include"))
                .toList();
        if (open.contains(main)) {
            findings.add(from.get(0).violation(folder.nameOf(main), "includes itself; take one of the includes out"));
            return Map.of();
        }
        var project = fields.scalar("project_directory")
                .map(scope::resolve)
                .orElseGet(() -> Optional.ofNullable(main.getParent()).orElse(main));
        var around = new Surroundings(project, variables(fields, project, scope));
        open.push(main);
        try {
            return reader.read(nodes.stream().map(scope::resolve).toList(), from, around);
        } finally {
            open.pop();
        }
    }

    /** The including project's variables win over those of the included one's .env. */
    private Variables variables(Fields fields, Path project, Scope scope) {
        var variables = scope.around().variables();
        var named = scalars(fields.list("env_file"));
        for (var node : named) {
            variables = with(scope.resolve(node), scope.source().reference(node, "include.env_file"), variables);
        }
        var usual = project.resolve(".env");
        return named.isEmpty() && Files.isRegularFile(usual)
                ? with(
                        usual,
                        new Reference(
                                scope.source().mark(scope.source().documents().get(0)), "include"),
                        variables)
                : variables;
    }

    private Variables with(Path path, Reference from, Variables variables) {
        return folder.read(path, from)
                .map(text -> EnvFileParser.parse(text, variables))
                .map(file -> {
                    findings.addAll(file.problems());
                    env.addAll(file.entries());
                    return variables.or(file.values());
                })
                .orElse(variables);
    }

    private static List<ScalarNode> scalars(List<Node> nodes) {
        return nodes.stream()
                .filter(ScalarNode.class::isInstance)
                .map(ScalarNode.class::cast)
                .toList();
    }

    /** Compose fetches these itself; what it fetched can't be edited. */
    private static boolean isRemote(String path) {
        return path.contains("://") || path.startsWith("git@");
    }
}
