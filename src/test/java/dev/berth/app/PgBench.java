package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;

/** pgbench on the host's network, asking a database at its old port; bounded in clients and time. */
final class PgBench implements AutoCloseable {
    private static final int SECONDS = 60;

    private final String container =
            "berth-it-pgbench-" + UUID.randomUUID().toString().substring(0, 8);

    private PgBench(Moored database, String... words) {
        var port = String.valueOf(database.before());
        Shell.docker(
                "run",
                "--rm",
                "--network",
                "host",
                database.image(),
                "pgbench",
                "-h",
                "127.0.0.1",
                "-p",
                port,
                "-U",
                "postgres",
                "-q",
                "-i",
                "-s",
                "1",
                "postgres");
        var command = new java.util.ArrayList<>(java.util.List.of(
                "run",
                "-d",
                "--name",
                container,
                "--network",
                "host",
                database.image(),
                "pgbench",
                "-h",
                "127.0.0.1",
                "-p",
                port,
                "-U",
                "postgres",
                "-n",
                "-P",
                "1",
                "-T",
                String.valueOf(SECONDS)));
        command.addAll(java.util.List.of(words));
        command.add("postgres");
        Shell.docker(command.toArray(String[]::new));
        await().atMost(Duration.ofSeconds(20)).until(() -> said().contains("progress: "));
    }

    /** Eight clients, each with a new connection for every transaction. */
    static PgBench reconnecting(Moored database) {
        return new PgBench(database, "-C", "-c", "8", "-j", "8");
    }

    /** Ends the load and reads its account: no connection failed, and no transaction. */
    void assertNobodyWasRefused() {
        Shell.docker("kill", "-s", "INT", container);
        Shell.docker("wait", container);
        assertThat(said())
                .doesNotContain("aborted", "failed:", "refused", "FATAL")
                .contains("progress: ");
    }

    String said() {
        return Shell.docker("logs", container);
    }

    @Override
    public void close() {
        Shell.attempt("docker", "rm", "-f", container);
    }
}
