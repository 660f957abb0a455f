package dev.berth.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.berth.observe.ComposeModel;
import dev.berth.observe.Project;
import dev.berth.observe.Spot;
import dev.berth.observe.TextFile;
import dev.berth.policy.Mark;
import dev.berth.policy.Violation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the texts of a golden case say: just enough of Compose, .env and Prometheus for cases written in a plain way. */
final class CaseProject {
    private static final Pattern PORT =
            Pattern.compile("(?:([0-9.]+|\\[[0-9a-fA-F:]+]):)?(?:\\$\\{(\\w+)(?::-(\\d+))?}|(\\d+)):(\\d+)");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)}");
    private static final Pattern ENTRY = Pattern.compile("(?m)^(\\w+)=(.*)$");
    private static final Pattern TARGET = Pattern.compile("[\"']([\\w.-]+):(\\d+)[\"']");

    private final Map<String, String> texts = new LinkedHashMap<>();
    private final Map<String, String> shell = new LinkedHashMap<>();
    private final Map<String, String> renders = new LinkedHashMap<>();
    private final List<String> readOnly;
    private final List<Violation> violations;

    CaseProject(CaseFile file) {
        file.root()
                .path("files")
                .properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        file.root()
                .path("shell")
                .properties()
                .forEach(entry -> shell.put(entry.getKey(), entry.getValue().asText()));
        file.root()
                .path("renders")
                .properties()
                .forEach(entry -> renders.put(entry.getKey(), entry.getValue().asText()));
        readOnly = CaseFile.texts(file.root().path("readOnly"));
        violations = CaseFile.each(
                file.root().path("violations"),
                node -> new Violation(
                        new Mark(node.path("file").asText(), node.path("line").asInt()),
                        node.path("path").asText(),
                        "",
                        node.path("allowed").asText()));
    }

    Project project() {
        return new Project(
                merged(texts.keySet().stream()
                        .filter(path -> path.contains("compose"))
                        .flatMap(path -> services(path).stream())
                        .toList()),
                entries(".env"),
                entries(".env.example"),
                texts.keySet().stream()
                        .filter(path -> path.contains("prometheus"))
                        .flatMap(path -> targets(path).stream())
                        .toList(),
                texts.entrySet().stream()
                        .map(entry ->
                                new TextFile(entry.getKey(), entry.getValue(), !readOnly.contains(entry.getKey())))
                        .toList(),
                violations);
    }

    /** An override file appends ports, it replaces none. */
    private static List<Project.Service> merged(List<Project.Service> services) {
        var byName = new LinkedHashMap<String, Project.Service>();
        services.forEach(service -> byName.merge(
                service.name(),
                service,
                (one, more) -> new Project.Service(
                        one.name(),
                        one.mark(),
                        Stream.concat(one.ports().stream(), more.ports().stream())
                                .toList(),
                        Stream.concat(one.uses().stream(), more.uses().stream()).toList(),
                        Stream.concat(one.dependsOn().stream(), more.dependsOn().stream())
                                .toList())));
        return List.copyOf(byName.values());
    }

    ComposeModel model() {
        return new ComposeModel(
                project().services().stream()
                        .flatMap(service -> service.ports().stream()
                                .map(port -> new ComposeModel.ServicePort(
                                        service.name(),
                                        port.target(),
                                        port.hostIp(),
                                        renders.getOrDefault(
                                                service.name(),
                                                String.valueOf(port.published().port())),
                                        "tcp")))
                        .sorted()
                        .toList(),
                Sha256.of("the rest of the model"));
    }

    private List<Project.Service> services(String path) {
        var text = text(path);
        var services = new ArrayList<Project.Service>();
        yaml(text).path("services").properties().forEach(entry -> {
            int at = text.indexOf("\n  " + entry.getKey() + ":");
            var ports = CaseFile.texts(entry.getValue().path("ports")).stream()
                    .map(port -> declared(path, port, text.indexOf(port, at)))
                    .toList();
            services.add(new Project.Service(
                    entry.getKey(),
                    mark(path, at + 1),
                    ports,
                    uses(path, entry),
                    CaseFile.texts(entry.getValue().path("depends_on"))));
        });
        return services;
    }

    private List<Project.Use> uses(String path, Map.Entry<String, JsonNode> service) {
        return service.getValue().path("environment").properties().stream()
                .flatMap(entry -> VARIABLE.matcher(entry.getValue().asText())
                        .results()
                        .map(match -> new Project.Use(
                                match.group(1),
                                "services." + service.getKey() + ".environment." + entry.getKey(),
                                mark(path, text(path).indexOf(entry.getValue().asText())))))
                .toList();
    }

    private Project.DeclaredPort declared(String path, String written, int at) {
        var match = PORT.matcher(written);
        if (!match.matches()) {
            throw new IllegalArgumentException(path + ": a case writes ports in a plain way, not as " + written);
        }
        var variable = Optional.ofNullable(match.group(2));
        int digits = variable.isPresent() ? 3 : 4;
        var number = Optional.ofNullable(match.group(digits));
        var inShell = variable.map(shell::get);
        var inEnv = variable.flatMap(name -> entries(".env").stream()
                .filter(entry -> entry.key().equals(name))
                .map(Project.EnvEntry::value)
                .findFirst());
        var origin = inShell.isPresent()
                ? Project.Origin.SHELL
                : inEnv.isPresent()
                        ? Project.Origin.ENV_FILE
                        : variable.isPresent() ? Project.Origin.DEFAULT : Project.Origin.LITERAL;
        var port =
                inShell.or(() -> inEnv).or(() -> number).map(Integer::parseInt).orElseThrow();
        var published = new Project.Published(
                port, variable, origin, number.map(value -> new Spot(path, at + match.start(digits), value)));
        return new Project.DeclaredPort(
                Integer.parseInt(match.group(5)),
                "tcp",
                Optional.ofNullable(match.group(1)).orElse(""),
                published,
                mark(path, at));
    }

    private List<Project.EnvEntry> entries(String path) {
        return ENTRY.matcher(text(path))
                .results()
                .map(match -> new Project.EnvEntry(
                        match.group(1),
                        match.group(2),
                        new Spot(path, match.start(2), match.group(2)),
                        mark(path, match.start())))
                .toList();
    }

    private List<Project.ScrapeTarget> targets(String path) {
        return TARGET.matcher(text(path))
                .results()
                .map(match -> new Project.ScrapeTarget(
                        match.group(1),
                        Integer.parseInt(match.group(2)),
                        new Spot(path, match.start(2), match.group(2)),
                        mark(path, match.start())))
                .toList();
    }

    private Mark mark(String path, int at) {
        return new Mark(path, (int) (text(path).substring(0, at) + ".").lines().count());
    }

    private String text(String path) {
        return texts.getOrDefault(path, "");
    }

    private static JsonNode yaml(String text) {
        try {
            return new YAMLMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
