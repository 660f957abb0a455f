package dev.berth.adapter.docker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One run of a program. */
final class Command {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private Command() {}

    /** What a program left; the exit code is -1 where it did not end in time. */
    record Result(int exitCode, byte[] out, String err) {}

    /** @throws IOException when there is no such program or no such folder */
    static Result run(Path folder, String dockerHost, byte[] in, List<String> words) throws IOException {
        var builder = new ProcessBuilder(words).directory(folder.toFile());
        builder.environment().put("DOCKER_HOST", dockerHost);
        var process = builder.start();
        var err = CompletableFuture.supplyAsync(() -> drain(process.getErrorStream()));
        var out = CompletableFuture.supplyAsync(() -> drain(process.getInputStream()));
        try (var stdin = process.getOutputStream()) {
            stdin.write(in);
        } catch (IOException e) {
            // A program that ends before it has read everything says why on stderr.
        }
        try {
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return new Result(-1, new byte[0], "no answer within " + LIMIT.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return new Result(-1, new byte[0], "interrupted");
        }
        return new Result(process.exitValue(), out.join(), new String(err.join(), StandardCharsets.UTF_8));
    }

    private static byte[] drain(java.io.InputStream stream) {
        try (stream) {
            return stream.readAllBytes();
        } catch (IOException e) {
            return new byte[0];
        }
    }
}
