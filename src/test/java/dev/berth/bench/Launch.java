package dev.berth.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** An operator as a process of its own. */
final class Launch implements AutoCloseable {
    private static final Duration END = Duration.ofSeconds(60);
    private static final Pattern PASSES = Pattern.compile("berth_reconciliations_total\\{result=\"done\"} ([0-9.E]+)");

    private final HttpClient http = HttpClient.newHttpClient();
    private final long start = System.nanoTime();
    private final URI metrics;
    private final Path said;
    private final Process process;

    /** @param http the port at which it answers; 0 where it does not */
    Launch(Path root, int http, Map<String, String> environment, List<String> command) {
        metrics = URI.create("http://127.0.0.1:" + http + "/q/metrics");
        try {
            said = Files.createTempFile("berth-bench-", ".log");
            var builder = new ProcessBuilder(command)
                    .directory(root.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile());
            builder.environment().putAll(environment);
            process = builder.start();
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Since it was started. */
    double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }

    /** How many passes berth has made; zero while it does not answer. */
    long passes() {
        try {
            var answer = http.send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString());
            var found = PASSES.matcher(answer.body());
            return found.find() ? (long) Double.parseDouble(found.group(1)) : 0;
        } catch (IOException notYet) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What is alive on its heap, in MB; what is not goes with this. */
    double liveMegabytes() {
        var histogram = shell("jcmd", pid(), "GC.class_histogram");
        var total = histogram.lines().filter(line -> line.startsWith("Total")).reduce((a, b) -> b);
        return Long.parseLong(total.orElseThrow().strip().split("\\s+")[2]) / 1e6;
    }

    /** What it has of the machine's memory, in MB. */
    double residentMegabytes() {
        try (var lines = Files.lines(Path.of("/proc", pid(), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024 / 1e6)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String pid() {
        return String.valueOf(process.pid());
    }

    private static String shell(String... words) {
        return new Shell(Path.of("").toAbsolutePath(), Map.of()).run(words).out();
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
        end();
    }

    /** In order, so that its Lease is given away. */
    void end() {
        process.destroy();
        try {
            if (!process.waitFor(END.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            Files.deleteIfExists(said);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
