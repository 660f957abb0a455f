package dev.berth.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Where clients run: a container with PostgreSQL's own, on this host's network or on a cable to it as another host. */
final class ClientMachine implements AutoCloseable {
    private static final String LONGEST_SECONDS = "3600";
    /** Of TEST-NET-2 (RFC 5737), which no real network has. */
    static final String HERE = "198.51.100.1";

    private static final String THERE = "198.51.100.2/24";

    private final Path logs;
    private final Shell shell;
    private final String container;

    private ClientMachine(Stand stand, String network) {
        this.shell = new Shell(stand.folder(), Map.of());
        this.logs = stand.folder().resolve("logs");
        this.container = shell.run(
                        "docker",
                        "run",
                        "-d",
                        "--rm",
                        "--init",
                        "--network",
                        network,
                        "-v",
                        logs + ":/bench",
                        "--entrypoint",
                        "sleep",
                        stand.inspect("{{.Config.Image}}"),
                        LONGEST_SECONDS)
                .out()
                .strip();
    }

    /** On the network of this host. */
    static ClientMachine here(Stand stand) {
        return new ClientMachine(stand, "host");
    }

    /** Another host, on a cable to this one; the cable goes with it. */
    static ClientMachine there(Stand stand, String cable) {
        var machine = new ClientMachine(stand, "none");
        try {
            machine.plugIn(cable);
            return machine;
        } catch (IllegalStateException e) {
            machine.close();
            throw e;
        }
    }

    private void plugIn(String cable) {
        var process = shell.run("docker", "inspect", "-f", "{{.State.Pid}}", container)
                .out()
                .strip();
        var within = List.of("nsenter", "--net", "--target", process, "ip");
        ip(List.of("ip"), "link", "add", cable, "type", "veth", "peer", "name", "eth0", "netns", process);
        ip(List.of("ip"), "address", "add", HERE + "/24", "dev", cable);
        ip(List.of("ip"), "link", "set", cable, "up");
        ip(within, "address", "add", THERE, "dev", "eth0");
        ip(within, "link", "set", "eth0", "up");
    }

    private void ip(List<String> command, String... words) {
        shell.run(Stream.concat(command.stream(), Arrays.stream(words)).toArray(String[]::new));
    }

    /** Waits until the database answers by this way. */
    void await(Way way) {
        for (int i = 0; i < 100; i++) {
            if (run(List.of(0, 1, 2, 3), words(way, "pg_isready")).contains("accepting")) {
                return;
            }
            shell.run("sleep", "0.1");
        }
        throw new IllegalStateException("nobody answers by way of " + way);
    }

    void sql(Way way, String command) {
        run(List.of(0), words(way, "psql", "-qX", "-d", "bench", "-c", command));
    }

    void fill(Way way) {
        run(List.of(0), words(way, "pgbench", "-q", "-i", "-s", "1", "bench"));
    }

    /** How long one command takes, by psql's own watch; what it brings is thrown away. */
    double millis(Way way, String command) {
        var said = run(
                List.of(0),
                words(way, "psql", "-qX", "-o", "/dev/null", "-d", "bench", "-c", "\\timing on", "-c", command));
        return Double.parseDouble(said.replaceAll("(?s).*Time: ([0-9.]+) ms.*", "$1"));
    }

    /** Runs {@code pgbench -S}: a log for each of its threads. */
    List<TransactionLog> queries(Way way, List<String> load) {
        var words = words(way, "pgbench", "-n", "-S", "-l", "--log-prefix=/bench/log");
        words.addAll(load);
        words.add("bench");
        run(List.of(0), words);
        var found = new ArrayList<TransactionLog>();
        try (var files = Files.newDirectoryStream(logs, "log.*")) {
            files.forEach(file -> found.add(TransactionLog.taken(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private String run(List<Integer> codes, List<String> words) {
        var all = new ArrayList<>(List.of("docker", "exec", container));
        all.addAll(words);
        return shell.run(codes, all.toArray(String[]::new)).out();
    }

    private static ArrayList<String> words(Way way, String program, String... rest) {
        var words = new ArrayList<>(List.of(program, "-h", way.host(), "-p", "" + way.port(), "-U", "bench"));
        words.addAll(List.of(rest));
        return words;
    }

    @Override
    public void close() {
        shell.run("docker", "rm", "-f", container);
    }
}
