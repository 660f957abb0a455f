package dev.berth.adapter.net;

import dev.berth.engine.Login;
import dev.berth.policy.PgBouncer;
import dev.berth.process.Output;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process of its own that lets the clients of a pooler go when berth no longer can: no kernel counts the time of a
 * PAUSE. It is in a session of its own, so that what ends berth at its terminal does not end it too.
 */
final class Guard {
    private static final long END_SECONDS = 5;

    /** It starts a virtual machine and looks at the pooler once, for five seconds at most. */
    private static final Duration START = Duration.ofSeconds(20);

    private final Process process;
    private final DataOutputStream words;

    private Guard(Process process) {
        this.process = process;
        this.words = new DataOutputStream(process.getOutputStream());
    }

    /** Ready to be armed: it runs, and the console of the pooler has let it in. */
    static Guard start(String mainClass, PgBouncer pooler, Login login, Duration limit) throws IOException {
        var guard = new Guard(new ProcessBuilder(command(mainClass))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
        try {
            new Orders(pooler, login, limit).write(guard.words);
            guard.words.flush();
            guard.awaitReady();
            return guard;
        } catch (IOException | RuntimeException e) {
            guard.process.destroy();
            throw e;
        }
    }

    private static List<String> command(String mainClass) {
        return List.of(
                "setsid",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx32m",
                "-cp",
                System.getProperty("java.class.path"),
                mainClass);
    }

    private void awaitReady() throws IOException {
        try {
            var said = Output.of(process.getInputStream())
                    .within(START)
                    .map(word -> new String(word, StandardCharsets.UTF_8).strip())
                    .orElse("no word within " + START.toSeconds() + " s");
            if (!said.equals(GuardDuty.READY)) {
                throw new IOException("its guard does not start" + (said.isEmpty() ? "" : ": " + said));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while its guard started", e);
        }
    }

    /** The time counts from now. */
    void arm() throws IOException {
        words.write(GuardDuty.ARM);
        words.flush();
    }

    /** Nobody waits any more. */
    void dismiss() {
        try (words) {
            words.write(GuardDuty.DISMISS);
        } catch (IOException e) {
            // It has ended already.
        }
        try {
            process.waitFor(END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
