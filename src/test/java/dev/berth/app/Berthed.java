package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A command in a process of its own, where killing it or sending it a signal is the point. */
final class Berthed implements AutoCloseable {
    private final Process process;
    private final Path said;
    private final Path state;

    private Berthed(Process process, Path said, Path state) {
        this.process = process;
        this.said = said;
        this.state = state;
    }

    static Berthed run(TinyStack stack, String... words) {
        return run(stack.state(), stack.withPolicy(words));
    }

    /** @param words the policy among them */
    static Berthed run(Path state, String... words) {
        return start(state, command(words));
    }

    /** Runs a command that waits for its end at one of its {@link Moments}. */
    static Berthed waylaid(TinyStack stack, String moment, int nth, String... words) {
        var all = Stream.concat(Stream.of(moment, String.valueOf(nth)), Stream.of(stack.withPolicy(words)));
        return start(stack.state(), command(Waylaid.class, all.toArray(String[]::new)));
    }

    private static Berthed start(Path state, List<String> command) {
        try {
            var said = Files.createTempFile("berth-it-", ".log");
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .redirectInput(new java.io.File("/dev/null"))
                    .start();
            return new Berthed(process, said, state);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What starts berth in a process of its own. */
    static List<String> command(String... words) {
        return command(Main.class, words);
    }

    private static List<String> command(Class<?> main, String... words) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main.getName()));
        command.addAll(List.of(words));
        return command;
    }

    /** Waits for a moment of the journal; false where the command ended before it. */
    boolean reaches(Predicate<List<String>> moment) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (System.nanoTime() < deadline) {
            // Asked first, so that what a command did last is still seen.
            boolean ended = !process.isAlive();
            if (moment.test(journal())) {
                return true;
            }
            if (ended) {
                return false;
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("nothing more happened: " + said());
    }

    /** Waits until it is waylaid, and kills it there; false where it ended before that. */
    boolean killedWhereWaylaid() throws InterruptedException {
        await().atMost(Duration.ofSeconds(60)).until(() -> !process.isAlive() || said().contains(Waylaid.HERE));
        kill();
        return said().contains(Waylaid.HERE);
    }

    /** The finished lines of the newest journal. */
    private List<String> journal() {
        var folder = state.resolve("migrations");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.newDirectoryStream(folder, "*.journal")) {
            for (var file : files) {
                var text = Files.readString(file, StandardCharsets.UTF_8);
                return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
            }
            return List.of();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Whether an entry of a kind stands in the journal for a kind of step. */
    static Predicate<List<String>> entry(String entry, String step) {
        return lines ->
                lines.stream().skip(2).anyMatch(line -> line.contains(entry) && line.contains("-" + step + "\""));
    }

    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    void signal(String name) {
        Shell.run("kill", "-" + name, String.valueOf(process.pid()));
    }

    boolean alive() {
        return process.isAlive();
    }

    int ends() throws InterruptedException {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(said()).isTrue();
        return process.exitValue();
    }

    String said() {
        try {
            return Files.readString(said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
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
