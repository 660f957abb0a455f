package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A running copy of the example stack under a project name and on ports of its own; closing it leaves nothing. */
public final class ExampleStack implements AutoCloseable {
    private static final Path EXAMPLE = Path.of("deploy/examples/research-stack");

    /** A host port where a file names one, and never a port inside a container. */
    private static final Pattern HOST_PORT =
            Pattern.compile("(?m)(_PORT=|:-|(?:localhost|127\\.0\\.0\\.1):|\\|\\| |\\bport: )(\\d{4})\\b(?!:)");

    private static final Pattern PUBLISHED =
            Pattern.compile("\"(\\d+)/tcp\":\\[\\{\"HostIp\":\"[^\"]*\",\"HostPort\":\"(\\d+)\"");

    /** Ports of containers that are named as host ports are. */
    private static final List<String> INSIDE = List.of("8080");

    private final String project = "berth-it-" + UUID.randomUUID().toString().substring(0, 8);
    private final Map<String, Integer> drawn = new HashMap<>();
    private final Path folder;

    public ExampleStack() {
        try {
            folder = Files.createTempDirectory("berth-it-");
            copy();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            compose("up", "-d");
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private void copy() throws IOException {
        try (var walk = Files.walk(EXAMPLE)) {
            for (var file : walk.filter(Files::isRegularFile).toList()) {
                var to = folder.resolve(EXAMPLE.relativize(file).toString());
                Files.createDirectories(to.resolveSibling("."));
                Files.writeString(to, renamed(Files.readString(file)));
            }
        }
    }

    private String renamed(String text) {
        return HOST_PORT
                .matcher(text)
                .replaceAll(match -> INSIDE.contains(match.group(2))
                        ? Matcher.quoteReplacement(match.group())
                        : Matcher.quoteReplacement(match.group(1)) + port(match.group(2)))
                .replace("COMPOSE_PROJECT_NAME=research", "COMPOSE_PROJECT_NAME=" + project)
                .replace("container_name: research-", "container_name: " + project + "-")
                .replace("project: research\n", "project: " + project + "\n")
                .replace("name: research-stack,", "name: " + project + ",");
    }

    public Path folder() {
        return folder;
    }

    /** The port that stands here for one of the example's. */
    int port(int example) {
        return port(String.valueOf(example));
    }

    private int port(String example) {
        return drawn.computeIfAbsent(example, name -> name.startsWith("7") ? Berths.inside() : Berths.outside());
    }

    String policy() {
        try {
            return Files.readString(folder.resolve("policy.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void policy(String text) {
        try {
            Files.writeString(folder.resolve("policy.yaml"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command with this stack's policy. */
    Ran berth(String... words) {
        var all = new ArrayList<>(List.of(words));
        all.addAll(List.of("-f", folder.resolve("policy.yaml").toString()));
        return Ran.berth(all.toArray(String[]::new));
    }

    /** Runs the compose plugin as the project's owner would. */
    String compose(String... words) {
        var all = new ArrayList<>(List.of("docker", "compose"));
        all.addAll(List.of(words));
        var result = Shell.attempt(folder, all);
        assertThat(result.code()).as(result.said()).isZero();
        return result.said();
    }

    /** What psql says in a service's container. */
    String psql(String service, String user, String query) {
        return compose("exec", "-T", service, "psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-U", user, "-c", query);
    }

    /** An answer over HTTP, which must have status 200. */
    String get(int port, String path) {
        try {
            var answer = new Exchange("127.0.0.1", port, 10_000)
                    .of("GET " + path + " HTTP/1.0\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            assertThat(answer).matches("(?s)HTTP/1\\.[01] 200 .*");
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException("nobody answers on " + port, e);
        }
    }

    /** The host port of each that a service publishes, by {@code service:port}. */
    public Map<String, Integer> published() {
        var published = new TreeMap<String, Integer>();
        Standing.of(Engine.MACHINE, project)
                .forEach(one -> PUBLISHED
                        .matcher(one.ports())
                        .results()
                        .forEach(match ->
                                published.put(one.service() + ":" + match.group(1), Integer.valueOf(match.group(2)))));
        return published;
    }

    /** Every file but the policy, byte for byte. */
    Map<String, String> files() {
        return Photograph.of(folder, Engine.MACHINE, project).files();
    }

    /** Ids and start times of this project's containers. */
    List<String> ids() {
        return Shell.lines("ps", "-aq", "--no-trunc", "--filter", "label=com.docker.compose.project=" + project)
                .stream()
                .map(id -> id + " " + Shell.docker("inspect", "--format", "{{.State.StartedAt}}", id))
                .sorted()
                .toList();
    }

    @Override
    public void close() {
        Shell.attempt(folder, List.of("docker", "compose", "down", "-v", "-t", "5"));
        FilterTables.remove(project);
        Shell.attempt("rm", "-rf", folder.toString());
    }
}
