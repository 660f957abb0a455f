package dev.berth.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.observe.Project;
import dev.berth.observe.Project.EnvEntry;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds what is read of tricky projects against what the real compose plugin makes of them. */
class ComposeReadingIT {
    private static final Path CASES = Path.of("src/test/resources/compose");

    @TempDir
    Path scratch;

    @ParameterizedTest
    @MethodSource("cases")
    void theServicesPublishWhatComposeSays(String name) throws Exception {
        var folder = CASES.resolve(name);
        var expected = published(compose(folder));

        var project = read(folder);

        assertThat(project.violations()).isEmpty();
        assertThat(published(project)).isEqualTo(expected).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everySpotStandsWhereItSays(String name) throws Exception {
        var project = read(CASES.resolve(name));

        var spots = project.services().stream()
                .flatMap(service -> service.ports().stream())
                .flatMap(port -> port.published().digits().stream())
                .toList();

        assertThat(spots)
                .isNotEmpty()
                .allSatisfy(spot -> assertThat(
                                project.file(spot.path()).orElseThrow().text().substring(spot.offset()))
                        .startsWith(spot.text()));
    }

    @Test
    void theDotEnvSaysWhatComposeReads() throws Exception {
        var folder = CASES.resolve("dotenv");
        var environment = compose(folder).at("/services/db/environment");
        var expected = new HashMap<String, String>();
        environment
                .properties()
                .forEach(entry ->
                        expected.put(entry.getKey(), entry.getValue().asText().replace("$$", "$")));

        var project = read(folder);

        var values = new HashMap<String, String>();
        project.env().stream()
                .filter(entry -> expected.containsKey(entry.key()))
                .forEach(entry -> values.put(entry.key(), entry.value()));
        assertThat(values).hasSizeGreaterThan(10).isEqualTo(expected);
        assertThat(project.env()).extracting(EnvEntry::key).doesNotContain("INSIDE", "OTHER_INSIDE", "LONE");
    }

    @Test
    void editingTheDigitsOfEveryPlaceMovesThePortForCompose() throws Exception {
        var folder = copy(CASES.resolve("overrides"));
        var project = read(folder);
        var moved = new TreeSet<String>();

        for (var file : project.files()) {
            var text = new StringBuilder(file.text());
            project.services().stream()
                    .flatMap(service -> service.ports().stream())
                    .flatMap(port -> port.published().digits().stream())
                    .filter(spot -> spot.path().equals(file.path()))
                    .distinct()
                    .forEach(spot -> text.replace(
                            spot.offset(),
                            spot.offset() + spot.text().length(),
                            "7" + spot.text().substring(1)));
            Files.writeString(folder.resolve(file.path()), text, StandardCharsets.ISO_8859_1);
        }

        published(project).forEach(port -> moved.add(port.replaceAll(":\\d(\\d+)->", ":7$1->")));
        assertThat(published(compose(folder))).isEqualTo(moved);
    }

    private static Stream<String> cases() throws IOException {
        try (var folders = Files.list(CASES)) {
            return folders
                    .filter(Files::isDirectory)
                    .map(path -> path.getFileName().toString())
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private static Project read(Path folder) throws IOException {
        var example = new ExampleProject(folder.toAbsolutePath())
                .composeFiles(files(folder).toArray(String[]::new));
        shell(folder).forEach(example::shell);
        return example.read();
    }

    private static List<String> files(Path folder) throws IOException {
        if (Files.exists(folder.resolve("files.txt"))) {
            return Files.readAllLines(folder.resolve("files.txt"));
        }
        try (var files = Files.list(folder)) {
            // "compose.yml" sorts behind its overrides "compose.2.yml": it comes first by length.
            return files.map(path -> path.getFileName().toString())
                    .filter(name -> name.matches("compose(\\.\\d)?\\.yml"))
                    .sorted(Comparator.comparingInt(String::length).thenComparing(name -> name))
                    .toList();
        }
    }

    private static Map<String, String> shell(Path folder) throws IOException {
        var shell = new HashMap<String, String>();
        var file = folder.resolve("shell.properties");
        if (Files.exists(file)) {
            var properties = new Properties();
            try (var reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            }
            properties.forEach((key, value) -> shell.put(key.toString(), value.toString()));
        }
        return shell;
    }

    private JsonNode compose(Path folder) throws Exception {
        var command = new ArrayList<>(List.of("docker", "compose", "-p", "berth-it-reading", "--profile", "*"));
        if (Files.exists(folder.resolve(".env"))) {
            command.addAll(List.of("--env-file", ".env"));
        }
        files(folder).forEach(file -> command.addAll(List.of("-f", file)));
        command.addAll(List.of("config", "--format", "json"));
        var output = scratch.resolve("out.json");
        var errors = scratch.resolve("errors.txt");
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .redirectInput(new File("/dev/null"));
        builder.environment().keySet().retainAll(List.of("PATH", "HOME"));
        builder.environment().putAll(shell(folder));
        var process = builder.start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(() -> textOf(errors)).isZero();
        return new ObjectMapper().readTree(output.toFile());
    }

    private static String textOf(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static SortedSet<String> published(JsonNode model) {
        var ports = new TreeSet<String>();
        model.at("/services")
                .properties()
                .forEach(service -> StreamSupport.stream(
                                service.getValue().path("ports").spliterator(), false)
                        .filter(port -> port.path("published").asText().matches("\\d+"))
                        .forEach(port -> ports.add(line(
                                service.getKey(),
                                port.path("host_ip").asText(),
                                port.path("published").asText(),
                                port.path("target").asText(),
                                port.path("protocol").asText()))));
        return ports;
    }

    private static SortedSet<String> published(Project project) {
        var ports = new TreeSet<String>();
        project.services()
                .forEach(service -> service.ports()
                        .forEach(port -> ports.add(line(
                                service.name(),
                                port.hostIp(),
                                String.valueOf(port.published().port()),
                                String.valueOf(port.target()),
                                port.protocol()))));
        return ports;
    }

    private static String line(String service, String ip, String published, String target, String protocol) {
        return service + " " + ip + ":" + published + "->" + target + "/" + protocol;
    }

    private Path copy(Path from) throws IOException {
        var to = scratch.resolve("copy");
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
        return to;
    }
}
