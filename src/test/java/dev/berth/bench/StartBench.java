package dev.berth.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Starts short commands under every JDK at hand, with the launcher's archive and without. */
final class StartBench {
    private final Stand stand;
    private final Path root;
    private final Map<String, List<Double>> seconds = new LinkedHashMap<>();

    /** @param stand where {@code plan} finds everything in sync */
    StartBench(Stand stand, Path root) {
        this.stand = stand;
        this.root = root;
    }

    /** Seconds from the start of the process to its first output, by what was started. */
    Map<String, List<Double>> seconds() {
        return seconds;
    }

    void run(int rounds) {
        for (int round = 0; round <= rounds; round++) {
            for (var jdk : Jdks.found().entrySet()) {
                lap(round, "--version", jdk.getKey(), jdk.getValue(), "--version");
                lap(round, "plan, in sync", jdk.getKey(), jdk.getValue(), "plan", "-f", "policy.yaml");
            }
            System.err.println("starts: round " + round + " of " + rounds);
        }
    }

    private void lap(int round, String name, String version, Path home, String... words) {
        var launcher = new Shell(stand.folder(), Map.of("JAVA_HOME", home.toString()));
        measure(round, name + " | JDK " + version + " | archive", launcher, launcher(), words);
        var bare = new Shell(stand.folder(), Map.of());
        measure(round, name + " | JDK " + version + " | none", bare, bare(home), words);
    }

    private void measure(int round, String name, Shell shell, List<String> program, String... words) {
        var all = new ArrayList<>(program);
        all.addAll(Arrays.asList(words));
        var first = shell.run(all.toArray(String[]::new)).firstByte();
        if (round > 0) {
            seconds.computeIfAbsent(name, each -> new ArrayList<>()).add(first.toNanos() / 1e9);
        }
    }

    private List<String> launcher() {
        return List.of(root.resolve("deploy/berth").toString());
    }

    /** As the launcher calls it, but for the archive. */
    private List<String> bare(Path home) {
        try (var jars = Files.list(root.resolve("target/lib"))) {
            var classpath = root.resolve("target/berth.jar") + ":"
                    + jars.map(Path::toString).sorted().collect(Collectors.joining(":"));
            return List.of(
                    home.resolve("bin/java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-cp",
                    classpath,
                    "dev.berth.app.Main");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
