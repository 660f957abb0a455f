package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Docker engine as its command-line client reaches it. */
record Engine(String host) {
    static final Engine MACHINE = new Engine("unix:///var/run/docker.sock");

    /** What docker says, which must succeed. */
    String docker(String... words) {
        var all = command();
        all.addAll(List.of(words));
        return Shell.run(all.toArray(String[]::new));
    }

    /** The lines that docker prints, without empty ones. */
    List<String> lines(String... words) {
        return docker(words).lines().filter(line -> !line.isBlank()).toList();
    }

    /** What a format makes of each of some containers. */
    List<String> inspected(String format, List<String> ids) {
        var words = new ArrayList<>(List.of("inspect", "--format", format));
        words.addAll(ids);
        return ids.isEmpty() ? List.of() : lines(words.toArray(String[]::new));
    }

    Shell.Result attempt(Path folder, List<String> words) {
        var all = command();
        all.addAll(words);
        return Shell.attempt(folder, all);
    }

    /** What the compose plugin says as a project's owner has it work, which must succeed. */
    String compose(Path folder, String project, String... words) {
        var all = new ArrayList<>(List.of("compose", "-p", project));
        all.addAll(List.of(words));
        var result = attempt(folder, all);
        assertThat(result.code()).as(result.said()).isZero();
        return result.said();
    }

    private List<String> command() {
        return new ArrayList<>(List.of("docker", "--host", host));
    }
}
