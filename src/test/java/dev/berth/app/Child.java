package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A process of ours that does not outlive its test, and all that it said. */
class Child implements AutoCloseable {
    private final Process process;
    private final Path said;

    Child(Map<String, String> environment, List<String> command) {
        try {
            said = Files.createTempFile("berth-it-", ".log");
            var heeding = Stream.concat(Shell.HEEDING.stream(), command.stream());
            var builder = new ProcessBuilder(heeding.toList())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .redirectInput(new java.io.File("/dev/null"));
            builder.environment().putAll(environment);
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    final void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    final void signal(String name) {
        Shell.run("kill", "-" + name, String.valueOf(process.pid()));
    }

    /** One right after the other, as far as it lives to see them. */
    final void signals(String... names) {
        var kills = Stream.of(names).map(name -> "kill -" + name + " " + process.pid());
        Shell.attempt("sh", "-c", kills.collect(Collectors.joining(" && ")));
    }

    final boolean alive() {
        return process.isAlive();
    }

    final int ends() throws InterruptedException {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(said()).isTrue();
        return process.exitValue();
    }

    /** What it has in its memory of files. */
    final String maps() {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(process.pid()), "maps"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    final String said() {
        try {
            return Files.readString(said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public final void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
            Files.deleteIfExists(said);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
