package dev.berth.adapter.docker;

import dev.berth.process.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** One run of a program. */
final class Command {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private Command() {}

    /** What a program left; the exit code is -1 where it did not end in time. */
    record Result(int exitCode, byte[] out, String err) {}

    /** @throws IOException when there is no such program or no such folder */
    static Result run(Path folder, String dockerHost, byte[] in, List<String> words) throws IOException {
        var program = new ProcessBuilder(words).directory(folder.toFile());
        program.environment().put("DOCKER_HOST", dockerHost);
        var run = Run.of(program, in, LIMIT);
        if (run instanceof Run.Ended ended) {
            return new Result(ended.exitCode(), ended.out(), new String(ended.err(), StandardCharsets.UTF_8));
        }
        return new Result(-1, new byte[0], ((Run.Cut) run).reason());
    }
}
