package dev.berth.adapter.file;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A second Java process with the same class path, for tests of what only the kernel can settle. */
final class Jvm implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    private Jvm(Process process) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static Jvm run(Class<?> main, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                java(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main.getName()));
        command.addAll(List.of(arguments));
        return new Jvm(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** What starts one. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    long pid() {
        return process.pid();
    }

    /** The next line that it says. */
    String line() throws IOException {
        var line = output.readLine();
        if (line == null) {
            throw new AssertionError("process " + pid() + " ended without a further word");
        }
        return line;
    }

    /** Ends it as {@code kill -9} does, and gives what it had still said. */
    List<String> kill() throws IOException, InterruptedException {
        // By its handle: Process.destroyForcibly would close the output, too.
        process.toHandle().destroyForcibly();
        var rest = new ArrayList<String>();
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            rest.add(line);
        }
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            throw new AssertionError("process " + pid() + " outlived its kill");
        }
        return rest;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
