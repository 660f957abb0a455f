package dev.berth.adapter.file;

import dev.berth.observe.Project;
import dev.berth.observe.Project.EnvEntry;
import dev.berth.observe.Project.ScrapeTarget;
import dev.berth.policy.Client.FileRule;
import dev.berth.policy.Policy;
import dev.berth.policy.Violation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One reading of one policy's files. */
final class ProjectReading {
    private final Policy policy;
    private final SourceFolder folder;
    private final Variables shell;
    private final List<Violation> findings = new ArrayList<>();
    private final Set<Path> serviceEnv = new HashSet<>();

    ProjectReading(Policy policy, Path folder, Map<String, String> environment) {
        this.policy = policy;
        this.folder = policy.docker()
                .elsewhere()
                .map(host -> new SourceFolder(
                        folder,
                        findings,
                        "no such file here; the engine is on " + host
                                + ": keep the file here, too, or run berth there"))
                .orElseGet(() -> new SourceFolder(folder, findings));
        this.shell = Variables.ofShell(environment);
    }

    Project project() {
        var env = central();
        var example = example();
        var files = policy.docker().composeFiles().stream().map(folder::resolve).toList();
        var project = files.stream()
                .findFirst()
                .flatMap(first -> Optional.ofNullable(first.getParent()))
                .orElse(folder.path());
        var reader = new ComposeReader(folder, findings);
        var services = reader.read(
                files,
                Collections.nCopies(files.size(), reference("docker.composeFiles")),
                new Surroundings(project, shell.or(env.values())));
        var entries = Stream.concat(
                        env.entries().stream(),
                        reader.includedEnv().stream()
                                .filter(entry -> !env.values().containsKey(entry.key())))
                .toList();
        var byFile = entries.stream()
                .collect(Collectors.groupingBy(
                        entry -> folder.resolve(entry.mark().file())));
        var targets = targets();
        services.values().forEach(draft -> serviceEnv.addAll(draft.inputs().paths()));
        readClientFiles();
        findings.addAll(new ProjectChecks(policy, services, entries).violations());
        findings.addAll(strays(files, services, reader.includedEnv()));
        return new Project(
                services.values().stream().map(draft -> draft.service(byFile)).toList(),
                entries,
                example.entries(),
                targets,
                folder.textFiles(),
                findings.stream().distinct().toList());
    }

    /** Every file that the project was read from, and the env files that Compose itself reads for services. */
    Set<Path> paths() {
        var paths = new TreeSet<>(folder.paths());
        serviceEnv.stream().filter(Files::isRegularFile).forEach(paths::add);
        return paths;
    }

    private EnvFile central() {
        var path = folder.resolve(policy.docker().envFile());
        boolean wanted = policy.databases().stream()
                .flatMap(database -> database.ports().stream())
                .anyMatch(port -> port.variable().isPresent());
        if (!wanted && !Files.exists(path)) {
            return EnvFile.EMPTY;
        }
        var env = folder.read(path, reference("docker.envFile"))
                .map(text -> EnvFileParser.parse(text, shell))
                .orElse(EnvFile.EMPTY);
        findings.addAll(env.problems());
        return env;
    }

    private EnvFile example() {
        var path = folder.resolve(policy.docker().envFile() + ".example");
        return Files.exists(path)
                ? folder.read(path, reference("docker.envFile"))
                        .filter(text -> text.name().equals(folder.nameOf(path)))
                        .map(text -> EnvFileParser.parse(text, Variables.ofShell(Map.of())))
                        .orElse(EnvFile.EMPTY)
                : EnvFile.EMPTY;
    }

    private List<ScrapeTarget> targets() {
        return policy.prometheus()
                .flatMap(file -> folder.read(folder.resolve(file), reference("prometheus.file")))
                .flatMap(text -> YamlSource.parse(text, findings))
                .map(PrometheusTargets::in)
                .orElse(List.of());
    }

    private void readClientFiles() {
        for (int i = 0; i < policy.clients().size(); i++) {
            var files = policy.clients().get(i).files();
            for (int j = 0; j < files.size(); j++) {
                FileRule rule = files.get(j);
                var path = "spec.clients[" + i + "].files[" + j + "].path";
                folder.readNamed(rule.path(), new Reference(rule.mark(), path));
            }
        }
    }

    private List<Violation> strays(List<Path> files, Map<String, Draft> services, List<EnvEntry> included) {
        var folders = new TreeSet<Path>(Set.of(folder.path()));
        files.forEach(file -> Optional.ofNullable(file.getParent()).ifPresent(folders::add));
        var known = new HashSet<Path>();
        known.add(folder.resolve(policy.docker().envFile()));
        services.values().forEach(draft -> known.addAll(draft.inputs().paths()));
        included.forEach(entry -> known.add(folder.resolve(entry.mark().file())));
        return new StrayEnvFiles(folder, policy).in(folders, known);
    }

    private Reference reference(String path) {
        return new Reference(policy.mark(), "spec." + path);
    }
}
