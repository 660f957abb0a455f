package dev.berth.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class RunTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final int MORE_THAN_A_PIPE_HOLDS = 1_000_000;

    @TempDir
    Path folder;

    @Test
    void aProgramIsFedAndHeardOnBothStreams() throws IOException {
        var run = Run.of(shell("cat; echo no >&2; exit 3"), "in".getBytes(UTF_8), LONG);

        var ended = (Run.Ended) run;
        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.out()).asString(UTF_8).isEqualTo("in");
        assertThat(ended.err()).asString(UTF_8).isEqualTo("no\n");
    }

    @Test
    void outputThatFillsBothPipesIsReadWhileTheCommonPoolIsBusy() throws IOException {
        var busy = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                // As on three processors: with fewer, tasks of the pool get threads of their own.
                "-Djava.util.concurrent.ForkJoinPool.common.parallelism=2",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                BusyPool.class.getName());

        var run = Run.of(busy, new byte[0], LONG);

        assertThat(run)
                .isInstanceOfSatisfying(
                        Run.Ended.class,
                        ended -> assertThat(ended.out())
                                .asString(UTF_8)
                                .isEqualTo(2 * MORE_THAN_A_PIPE_HOLDS + " bytes"));
    }

    /** A process all of whose pool waits while it runs a program that says much. */
    static final class BusyPool {
        private BusyPool() {}

        public static void main(String[] arguments) throws IOException {
            var never = new CountDownLatch(1);
            for (int i = 0; i < ForkJoinPool.getCommonPoolParallelism(); i++) {
                ForkJoinPool.commonPool().execute(() -> awaited(never));
            }
            var run = Run.of(
                    shell("head -c 1000000 /dev/zero; head -c 1000000 /dev/zero >&2"),
                    new byte[0],
                    Duration.ofSeconds(10));
            System.out.print(run instanceof Run.Ended ended ? ended.out().length + ended.err().length + " bytes" : run);
        }

        private static void awaited(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    void aProgramThatReadsNothingIsCutAtTheLimit() throws IOException {
        var run = Run.of(shell("exec sleep 60"), new byte[MORE_THAN_A_PIPE_HOLDS], SHORT);

        assertThat(run).isEqualTo(new Run.Cut("no answer within 0 s"));
    }

    /** Whether the JVM takes the program's end for that of its output depends on who is first; nobody waits for the child. */
    @Test
    @Timeout(10)
    void aChildThatKeepsTheOutputOfItsProgramOpenIsNotWaitedFor() {
        assertThatCode(() -> Run.of(shell("sleep 30 & exit 0"), new byte[0], SHORT))
                .doesNotThrowAnyException();
    }

    @Test
    void whatAProgramStartedEndsWithIt() throws IOException {
        var note = folder.resolve("pid");

        Run.of(shell("sleep 60 & echo $! > " + note + "; wait"), new byte[0], Duration.ofSeconds(2));

        // One that has ended and that nobody has asked for yet has no command line.
        var started = Path.of("/proc", Files.readString(note).strip(), "cmdline");
        await().atMost(LONG)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> !Files.exists(started) || Files.readString(started).isEmpty());
    }

    @Test
    void anInterruptCutsTheProgramAndIsKept() throws IOException {
        Thread.currentThread().interrupt();

        var run = Run.of(shell("exec sleep 60"), new byte[0], LONG);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(run).isEqualTo(new Run.Cut("interrupted"));
    }

    @Test
    void aProgramThatIsNotThereIsAnError() {
        assertThatThrownBy(() -> Run.of(new ProcessBuilder("no-such-program"), new byte[0], LONG))
                .isInstanceOf(IOException.class);
    }

    @Test
    void anOutputThatDoesNotEndIsNotWaitedFor() throws Exception {
        try (var open = new PipedOutputStream();
                var stream = new PipedInputStream(open)) {
            assertThat(Output.of(stream).within(SHORT)).isEmpty();
        }
    }

    private static ProcessBuilder shell(String script) {
        return new ProcessBuilder("sh", "-c", script);
    }
}
