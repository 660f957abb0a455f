package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/** A Compose project of one test, running on the real engine; closing it removes it with its volumes. */
final class LiveProject implements AutoCloseable {
    final String name =
            "berth-it-" + UUID.randomUUID().toString().substring(0, 8).toLowerCase(java.util.Locale.ROOT);
    final Path folder;

    LiveProject(Path folder) {
        this.folder = folder;
    }

    LiveProject file(String path, String text) {
        try {
            var file = folder.resolve(path);
            Files.createDirectories(file.getParent() == null ? folder : file.getParent());
            Files.writeString(file, text.replace("PROJECT", name));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    LiveProject up() {
        compose("up", "-d");
        return this;
    }

    String compose(String... words) {
        return Shell.run(composed(words));
    }

    private String[] composed(String... words) {
        var compose = Stream.of("docker", "compose", "-p", name, "--project-directory", folder.toString());
        return Stream.concat(compose, Stream.of(words)).toArray(String[]::new);
    }

    /** What must stay the same: containers with their start times, volumes with their creation, bytes of files. */
    List<String> facts() {
        var facts = new ArrayList<String>();
        ids().forEach(id -> {
            facts.add(Shell.docker("inspect", "-f", "{{.Id}} {{.Name}} {{.State.StartedAt}} {{.RestartCount}}", id));
            var mounts = "{{range .Mounts}}{{println .Type .Source .Destination .RW}}{{end}}";
            Shell.lines("inspect", "-f", mounts, id).stream().sorted().forEach(facts::add);
        });
        Shell.lines("volume", "ls", "-q", "--filter", "name=" + name)
                .forEach(volume -> facts.add(
                        Shell.docker("volume", "inspect", "-f", "{{.Name}} {{.Mountpoint}} {{.CreatedAt}}", volume)));
        files().forEach((path, text) -> facts.add(path + " " + text));
        return facts;
    }

    private TreeMap<String, String> files() {
        var files = new TreeMap<String, String>();
        try (var walk = Files.walk(folder)) {
            for (var file : walk.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("/.berth/"))
                    .toList()) {
                files.put(folder.relativize(file).toString(), Files.readString(file));
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> ids() {
        return Shell.lines("ps", "-aq", "--no-trunc", "--filter", "label=com.docker.compose.project=" + name);
    }

    /** Objects of any rehearsal of this project's containers, wherever they are. */
    List<String> leftovers() {
        var left = new ArrayList<String>();
        left.addAll(Shell.lines("ps", "-a", "--format", "{{.Names}}", "--filter", "name=berth-rehearsal-.*" + name));
        left.addAll(Shell.lines("volume", "ls", "-q", "--filter", "name=berth-rehearsal-.*" + name));
        return left;
    }

    @Override
    public void close() {
        remove();
    }

    /**
     * Removes all of it, as these words of Compose before "down" know it. At most a network stays that lists nobody: an
     * engine 20.10 now and then miscounts what is in one (https://github.com/moby/moby/issues/43286).
     */
    void remove(String... words) {
        var down = Stream.concat(Stream.of(words), Stream.of("down", "-v", "-t", "1"));
        var said = Shell.attempt(composed(down.toArray(String[]::new))).said();
        FilterTables.remove(name);
        assertThat(left()).as(said).isEmpty();
    }

    private List<String> left() {
        var ofIt = "label=com.docker.compose.project=" + name;
        var left = new ArrayList<>(ids());
        left.addAll(Shell.lines("volume", "ls", "-q", "--filter", ofIt));
        Shell.lines("network", "ls", "-q", "--filter", ofIt).stream()
                .flatMap(
                        network -> Shell.lines(
                                "network", "inspect", "-f", "{{range .Containers}}{{println .Name}}{{end}}", network)
                                .stream())
                .forEach(left::add);
        return left;
    }
}
