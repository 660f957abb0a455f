package dev.berth.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A relay as people put one in front of a database, straight to the container: its best case. */
final class Relay implements AutoCloseable {
    static final String HAPROXY = "HAProxy";
    static final String SOCAT = "socat";
    private static final String CONFIGURATION = """
            global
                maxconn 256
            defaults
                mode tcp
                timeout connect 5s
                timeout client 1m
                timeout server 1m
            listen database
                bind %s:%d
                server database %s:%d
            """;

    private final Way way;
    private final Process process;

    private Relay(Way way, Path folder, List<String> words) {
        this.way = way;
        try {
            this.process = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve(words.get(0) + ".log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalStateException where a program is missing */
    static void needPrograms() {
        for (var program : List.of("/usr/bin/socat", "/usr/sbin/haproxy")) {
            if (!Files.isExecutable(Path.of(program))) {
                throw new IllegalStateException("no " + program
                        + " here; what the relays need: apt-get install --no-install-recommends socat haproxy");
            }
        }
    }

    static Relay socat(Path folder, String host, Way to) {
        var way = new Way(SOCAT, host, Stand.free(15520, 15539));
        var listen =
                String.format(Locale.ROOT, "TCP-LISTEN:%d,bind=%s,fork,reuseaddr,backlog=128", way.port(), way.host());
        return new Relay(way, folder, List.of("socat", listen, "TCP:" + to.host() + ":" + to.port()));
    }

    static Relay haproxy(Path folder, String host, Way to) {
        var way = new Way(HAPROXY, host, Stand.free(15540, 15559));
        var file = folder.resolve("haproxy.cfg");
        try {
            Files.writeString(
                    file, String.format(Locale.ROOT, CONFIGURATION, way.host(), way.port(), to.host(), to.port()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Relay(way, folder, List.of("/usr/sbin/haproxy", "-db", "-f", file.toString()));
    }

    Way way() {
        return way;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
