package dev.berth.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** The JDKs beside the one that runs this. */
final class Jdks {
    private Jdks() {}

    /** Homes by full version, such as {@code 17.0.15}. */
    static Map<String, Path> found() {
        try {
            var home = Path.of(System.getProperty("java.home")).toRealPath();
            var found = new TreeMap<String, Path>();
            try (var beside = Files.list(home.resolveSibling("."))) {
                for (var other : beside.filter(folder -> Files.isExecutable(folder.resolve("bin/java")))
                        .toList()) {
                    found.putIfAbsent(version(other), other.toRealPath());
                }
            }
            found.put(version(home), home);
            found.remove("");
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String version(Path home) throws IOException {
        var release = new Properties();
        if (Files.isReadable(home.resolve("release"))) {
            try (var text = Files.newBufferedReader(home.resolve("release"))) {
                release.load(text);
            }
        }
        return release.getProperty("JAVA_VERSION", "").replace("\"", "");
    }
}
