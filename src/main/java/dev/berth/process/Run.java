package dev.berth.process;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What came of one run of a program. */
public sealed interface Run {
    /** It ended by itself, and said all that it had to say. */
    record Ended(int exitCode, byte[] out, byte[] err) implements Run {}

    /** It was ended by force with all that it had started, and why. */
    record Cut(String reason) implements Run {}

    /**
     * Runs a program to its end.
     *
     * @param in what it reads; a program that ends before it has read everything says why by itself
     * @param limit for everything: feeding it, its run, and the end of its output
     * @throws IOException when there is no such program or no such folder
     */
    static Run of(ProcessBuilder program, byte[] in, Duration limit) throws IOException {
        long end = System.nanoTime() + limit.toNanos();
        var process = program.start();
        var out = Output.of(process.getInputStream());
        var err = Output.of(process.getErrorStream());
        feed(process, in);
        try {
            if (process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                var said = out.within(left(end));
                var complained = err.within(left(end));
                if (said.isPresent() && complained.isPresent()) {
                    return new Ended(process.exitValue(), said.get(), complained.get());
                }
            }
            return cut(process, "no answer within " + limit.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return cut(process, "interrupted");
        }
    }

    private static Duration left(long end) {
        return Duration.ofNanos(Math.max(end - System.nanoTime(), 0));
    }

    private static void feed(Process process, byte[] in) {
        var feeder = new Thread(
                () -> {
                    try (var stdin = process.getOutputStream()) {
                        stdin.write(in);
                    } catch (IOException e) {
                        // It has ended; why stands in what it said.
                    }
                },
                "input");
        feeder.setDaemon(true);
        feeder.start();
    }

    private static Cut cut(Process process, String reason) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        return new Cut(reason);
    }
}
