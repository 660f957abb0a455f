package dev.berth.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs programs in a folder, with variables of their own. */
record Shell(Path folder, Map<String, String> variables) {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** What a program printed on stdout, and how long its first byte and its end took. */
    record Result(String out, Duration firstByte, Duration whole) {}

    /** @throws IllegalStateException for any other exit code than 0 */
    Result run(String... words) {
        return run(List.of(0), words);
    }

    Result run(List<Integer> codes, String... words) {
        @Nullable Path errors = null;
        try {
            errors = Files.createTempFile("berth-bench-", ".err");
            var builder = new ProcessBuilder(words).directory(folder.toFile()).redirectError(errors.toFile());
            builder.environment().putAll(variables);
            long start = System.nanoTime();
            var process = builder.start();
            process.getOutputStream().close();
            int first = process.getInputStream().read();
            var firstByte = Duration.ofNanos(System.nanoTime() - start);
            var rest = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(String.join(" ", words) + " did not end within " + LIMIT);
            }
            var whole = Duration.ofNanos(System.nanoTime() - start);
            if (!codes.contains(process.exitValue())) {
                throw new IllegalStateException(String.join(" ", words) + " ended with " + process.exitValue() + ": "
                        + Files.readString(errors));
            }
            return new Result(first < 0 ? "" : (char) first + rest, firstByte, whole);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            delete(errors);
        }
    }

    private static void delete(@Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
