package dev.berth.adapter.file;

import dev.berth.policy.Policy;
import dev.berth.policy.Violation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds .env files beside the central one that set a variable of the policy, which nobody would keep in step. */
final class StrayEnvFiles {
    private static final List<String> TEMPLATES = List.of(".example", ".sample", ".template", ".dist");

    private final SourceFolder folder;
    private final String central;
    private final Set<String> variables;

    StrayEnvFiles(SourceFolder folder, Policy policy) {
        this.folder = folder;
        this.central = policy.docker().envFile();
        this.variables = policy.databases().stream()
                .flatMap(database -> database.ports().stream())
                .flatMap(port -> port.variable().stream())
                .collect(Collectors.toSet());
    }

    /** The violations in these folders; {@code known} files have their place in the project. */
    List<Violation> in(Set<Path> folders, Set<Path> known) {
        var centralFile =
                folder.peek(folder.resolve(central)).map(SourceText::real).orElse(folder.path());
        return folders.stream()
                .flatMap(where -> candidates(where).stream())
                .filter(path -> !known.contains(path))
                .flatMap(path -> folder.peek(path).stream())
                .filter(text -> !text.real().equals(centralFile))
                .flatMap(text -> EnvFileParser.parse(text, Variables.ofShell(Map.of())).entries().stream())
                .filter(entry -> variables.contains(entry.key()))
                .map(entry -> new Violation(
                        entry.mark(),
                        "env",
                        entry.key(),
                        "is set here beside " + central + "; take it out of "
                                + entry.mark().file() + " or move that file away: one .env holds the ports"))
                .toList();
    }

    private static Set<Path> candidates(Path where) {
        try (var files = Files.list(where)) {
            return files.filter(path -> isEnv(String.valueOf(path.getFileName())) && Files.isRegularFile(path))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException | UncheckedIOException e) {
            return Set.of();
        }
    }

    private static boolean isEnv(String name) {
        return (name.startsWith(".env.") || name.endsWith(".env"))
                && TEMPLATES.stream().noneMatch(name::endsWith);
    }
}
