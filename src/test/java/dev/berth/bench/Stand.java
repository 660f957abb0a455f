package dev.berth.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.IntStream;

/** One PostgreSQL in a Compose project of its own, in a throwaway folder, that every contender moves forth and back. */
final class Stand implements AutoCloseable {
    private static final String PROJECT =
            "berth-bench-" + ProcessHandle.current().pid();
    private static final String LOOPBACK = "127.0.0.1";
    private static final String COMPOSE = """
            services:
              db:
                image: ${POSTGRES_IMAGE:-berth-rig/postgres:15}
                restart: unless-stopped
                stop_signal: SIGINT
                environment:
                  POSTGRES_USER: bench
                  POSTGRES_HOST_AUTH_METHOD: trust
                ports:
                  - "%s:${DB_PORT:-%d}:5432"
                volumes:
                  - data:/var/lib/postgresql/data
            volumes:
              data:
            """;
    private static final String POLICY = """
            apiVersion: berth.dev/v1alpha1
            kind: DatabasePortPolicy
            metadata: {name: bench, namespace: bench}
            spec:
              docker: {project: %s, composeFiles: [compose.yml], envFile: .env}
              databases:
                - name: db
                  engine: PostgreSQL
                  service: db
                  ports:
                    - {name: postgres, target: 5432, port: %d, variable: DB_PORT}
                  credentials: {user: {value: bench}}
              hold: {mode: Never}
            """;

    private final Path folder;
    private final int oldPort;
    private final int newPort;
    private final Shell shell;

    Stand() {
        this(LOOPBACK);
    }

    /** @param address this host's own address that the database is published on */
    Stand(String address) {
        try {
            this.folder = Files.createTempDirectory("berth-bench-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.oldPort = free(15400, 15499);
        this.newPort = free(7080, 7099);
        this.shell = new Shell(folder, Map.of());
        write("compose.yml", COMPOSE.formatted(address, oldPort));
        write("policy.yaml", POLICY.formatted(PROJECT, newPort));
        edit(oldPort);
        compose("up", "-d");
        fill();
    }

    Path folder() {
        return folder;
    }

    Path policy() {
        return folder.resolve("policy.yaml");
    }

    int oldPort() {
        return oldPort;
    }

    int newPort() {
        return newPort;
    }

    /** From now on clients are held while the database moves. */
    void hold() {
        write("policy.yaml", POLICY.formatted(PROJECT, newPort).replace("Never", "Required"));
    }

    /** What a person edits by hand. */
    void edit(int port) {
        write(".env", "COMPOSE_PROJECT_NAME=" + PROJECT + "\nDB_PORT=" + port + "\n");
    }

    void compose(String... words) {
        docker("compose", words);
    }

    /** Pages that a stop has to write, so that no contender stops an idle database. */
    void dirty() {
        docker("compose", "exec", "-T", "db", "psql", "-qU", "bench", "-c", "update readings set value = value + 1");
    }

    /** @param template what to tell of the container, as {@code docker inspect --format} takes it */
    String inspect(String template) {
        var container = shell.run("docker", "compose", "ps", "-q", "db").out().strip();
        return shell.run("docker", "inspect", "-f", template, container).out().strip();
    }

    private void fill() {
        var knock = new Knock("bench", 500);
        for (int i = 0; !knock.answered(oldPort); i++) {
            if (i > 600) {
                throw new IllegalStateException("PostgreSQL does not come up on port " + oldPort);
            }
            shell.run("sleep", "0.1");
        }
        docker(
                "compose",
                "exec",
                "-T",
                "db",
                "psql",
                "-qU",
                "bench",
                "-c",
                "create table readings as select n as id, random() as value from generate_series(1, 20000) n");
    }

    private void docker(String command, String... rest) {
        var words = new java.util.ArrayList<>(java.util.List.of("docker", command));
        words.addAll(java.util.List.of(rest));
        shell.run(words.toArray(String[]::new));
    }

    private void write(String name, String content) {
        try {
            Files.writeString(folder.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int free(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .filter(Stand::isFree)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no free port between " + from + " and " + to));
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            compose("down", "-v", "--remove-orphans", "-t", "10");
        } catch (IllegalStateException e) {
            // Docker 20.10 keeps a network now and then, as if somebody were on it: no reason to lose all figures.
            System.err.println(e.getMessage());
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
