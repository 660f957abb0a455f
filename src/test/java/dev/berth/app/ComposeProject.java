package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** A Compose project and a policy over it, in a folder and under a name of its own; closing it leaves nothing. */
record ComposeProject(Engine engine, Path folder, String name) implements AutoCloseable {
    static ComposeProject on(Engine engine) {
        return below(Path.of(System.getProperty("java.io.tmpdir")), engine);
    }

    /** A project whose folder is in another. */
    static ComposeProject below(Path parent, Engine engine) {
        try {
            var name = "berth-it-" + UUID.randomUUID().toString().substring(0, 8);
            return new ComposeProject(engine, Files.createTempDirectory(parent, "berth-it-"), name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path policy() {
        return folder.resolve("policy.yaml");
    }

    Path state() {
        return folder.resolve(".berth");
    }

    String[] withPolicy(String... words) {
        return Stream.concat(Arrays.stream(words), Stream.of("-f", policy().toString()))
                .toArray(String[]::new);
    }

    void write(String file, String text) {
        try {
            Files.writeString(folder.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String read(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Changes a file where it says what is to be found. */
    void edit(String file, String find, String replace) {
        var text = read(file);
        assertThat(text).contains(find);
        write(file, text.replace(find, replace));
    }

    /** Runs the compose plugin as the project's owner would. */
    String compose(String... words) {
        return engine.compose(folder, name, words);
    }

    Photograph photograph() {
        return Photograph.of(folder, engine, name);
    }

    /** The next {@code up} recreates and starts nothing. */
    void assertNothingToDo() {
        var containers = containers();
        compose("up", "-d");
        assertThat(containers()).isEqualTo(containers);
    }

    /** Ids and start times. */
    private List<String> containers() {
        var ids = engine.lines("ps", "-aq", "--no-trunc", "--filter", "label=com.docker.compose.project=" + name);
        return engine.inspected("{{.Id}} {{.State.StartedAt}}", ids).stream()
                .sorted()
                .toList();
    }

    @Override
    public void close() {
        remove(List.of("ps", "-aq"), "rm", "-fv");
        remove(List.of("volume", "ls", "-q"), "volume", "rm");
        remove(List.of("network", "ls", "-q"), "network", "rm");
        FilterTables.remove(name);
        Shell.attempt("rm", "-rf", folder.toString());
    }

    /** All of one kind at once. */
    private void remove(List<String> list, String... remove) {
        var found = engine.lines(Stream.concat(list.stream(), Stream.of("--filter", "name=" + name))
                .toArray(String[]::new));
        if (!found.isEmpty()) {
            var words = new ArrayList<>(List.of(remove));
            words.addAll(found);
            engine.attempt(folder, words);
        }
    }
}
