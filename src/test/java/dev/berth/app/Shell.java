package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs programs of the machine. */
final class Shell {
    /**
     * What stands before a command that is to be signalled: it ends as on a terminal, whoever started this process. Under
     * nohup HUP is ignored, in the background of a script Ctrl-C, and what is ignored no shell traps and no JVM heeds.
     */
    static final List<String> HEEDING = List.of("env", "--default-signal=HUP,INT,TERM");

    private Shell() {}

    /** What a program left; its two streams as one. */
    record Result(int code, String said) {}

    /** What a program says that must succeed. */
    static String run(String... words) {
        var result = attempt(words);
        assertThat(result.code())
                .as("%s: %s", String.join(" ", words), result.said())
                .isZero();
        return result.said();
    }

    static Result attempt(String... words) {
        return attempt(Path.of("/"), List.of(words));
    }

    static Result attempt(Path folder, List<String> words) {
        try {
            var process = new ProcessBuilder(words)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                    .start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.onExit().join().exitValue(), said.strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String docker(String... words) {
        var all = new ArrayList<>(List.of("docker"));
        all.addAll(List.of(words));
        return run(all.toArray(String[]::new));
    }

    /** What a volume of this machine's engine holds becomes what another does. */
    static void copyVolume(String from, String to) {
        var copy = "find /to -mindepth 1 -delete; cp -a /from/. /to/";
        var volumes = List.of("-v", from + ":/from:ro", "-v", to + ":/to");
        var words = new ArrayList<>(List.of("run", "--rm", "-u", "0", "--entrypoint", "sh"));
        words.addAll(volumes);
        words.addAll(List.of("berth-rig/client:1", "-c", copy));
        docker(words.toArray(String[]::new));
    }

    /** The lines that docker prints, without empty ones. */
    static List<String> lines(String... words) {
        return docker(words).lines().filter(line -> !line.isBlank()).toList();
    }
}
