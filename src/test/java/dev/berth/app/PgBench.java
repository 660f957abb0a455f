package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** pgbench on the host's network, asking a database at its old port; bounded in clients and time. */
final class PgBench implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final String container =
            "berth-it-pgbench-" + UUID.randomUUID().toString().substring(0, 8);

    private PgBench(Moored database, Duration longest, String... words) {
        run(database, List.of("--rm"), List.of("-q", "-i", "-s", "1"));
        var load = new ArrayList<>(List.of("-n", "-P", "1", "-T", String.valueOf(longest.toSeconds())));
        load.addAll(List.of(words));
        // With an init in front, so that a signal ends it: as the first process it would not heed one.
        run(database, List.of("-d", "--init", "--name", container), load);
        await().atMost(Duration.ofSeconds(20)).until(() -> said().contains("progress: "));
    }

    private static void run(Moored database, List<String> how, List<String> words) {
        var command = new ArrayList<>(List.of("run", "--network", "host"));
        command.addAll(how);
        command.addAll(List.of(database.image(), "pgbench", "-h", "127.0.0.1", "-p"));
        command.addAll(List.of(String.valueOf(database.before()), "-U", "postgres"));
        command.addAll(words);
        command.add("postgres");
        Shell.docker(command.toArray(String[]::new));
    }

    /** Eight clients, each with a new connection for every transaction. */
    static PgBench reconnecting(Moored database) {
        return reconnecting(database, LONGEST);
    }

    static PgBench reconnecting(Moored database, Duration longest) {
        return new PgBench(database, longest, "-C", "-c", "8", "-j", "8");
    }

    /** Every client is still at it, and none has met a failure; then the load ends. */
    void assertNobodyWasRefused() {
        assertThat(Shell.docker("inspect", "-f", "{{.State.Running}}", container))
                .as(said())
                .isEqualTo("true");
        assertThat(said())
                .doesNotContain("aborted", "failed:", "refused", "FATAL")
                .contains("progress: ");
        close();
    }

    String said() {
        return Shell.docker("logs", container);
    }

    @Override
    public void close() {
        Shell.attempt("docker", "rm", "-f", container);
    }
}
