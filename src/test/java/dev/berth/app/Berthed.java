package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A command in a process of its own, where killing it or sending it a signal is the point. */
final class Berthed extends Child {
    /** No step is over sooner; who looked all the time would take a processor from who is looked at. */
    private static final long GLANCE_NANOS = 200_000;

    private final Path state;

    private Berthed(Path state, List<String> command) {
        super(Map.of(), command);
        this.state = state;
    }

    static Berthed run(TinyStack stack, String... words) {
        return run(stack.state(), stack.withPolicy(words));
    }

    /** What a command says that must succeed, where this process began in another network. */
    static String says(TinyStack stack, String... words) throws InterruptedException {
        try (var run = run(stack, words)) {
            assertThat(run.ends()).as(run.said()).isZero();
            return run.said();
        }
    }

    /** @param words the policy among them */
    static Berthed run(Path state, String... words) {
        return new Berthed(state, command(words));
    }

    /** Runs a command that waits for its end at one of its {@link Moments}. */
    static Berthed waylaid(TinyStack stack, String moment, int nth, String... words) {
        var all = Stream.concat(Stream.of(moment, String.valueOf(nth)), Stream.of(stack.withPolicy(words)));
        return new Berthed(stack.state(), command(Waylaid.class, all.toArray(String[]::new)));
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
            boolean ended = !alive();
            if (moment.test(journal())) {
                return true;
            }
            if (ended) {
                return false;
            }
            LockSupport.parkNanos(GLANCE_NANOS);
        }
        throw new AssertionError("nothing more happened: " + said());
    }

    /** Waits until it is waylaid, and kills it there; false where it ended before that. */
    boolean killedWhereWaylaid() throws InterruptedException {
        await().atMost(Duration.ofSeconds(60)).until(() -> !alive() || said().contains(Waylaid.HERE));
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
}
