package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;

/**
 * redis-benchmark on the host's network, asking a Redis at its old port, with a new connection for every request.
 *
 * <p>It ends with 1 at the first answer that is an error and at the first connection that breaks. One that is refused it
 * neither counts nor tries again, and then waits in vain for the answer to the request that it had in hand: so each run has
 * a limit, and has succeeded only when it has ended by itself. What it asks takes the server a moment (BLPOP with a
 * timeout), which bounds the connections a second: docker-proxy needs a port of its own for each.
 */
final class RedisBenchmark implements AutoCloseable {
    private static final int RUNS = 600;
    private static final String RUN =
            "timeout 60 redis-benchmark -h 127.0.0.1 -p %d -k 0 -c 8 -n 80 BLPOP nobody 0.05 > /tmp/said 2>&1";
    private static final String LOOP = "for run in $(seq " + RUNS + "); do [ -e /tmp/enough ] && exit 0; " + RUN
            + " && grep -q '80 requests completed' /tmp/said && ! grep -qi 'could not\\|error' /tmp/said"
            + " || { echo failed in run $run; tr '\\r' '\\n' < /tmp/said; exit 1; }; echo run $run is done; done";

    private final String container =
            "berth-it-redisbench-" + UUID.randomUUID().toString().substring(0, 8);

    RedisBenchmark(Moored database) {
        Shell.docker(
                "run",
                "-d",
                "--init",
                "--network",
                "host",
                "--name",
                container,
                "--entrypoint",
                "bash",
                database.image(),
                "-c",
                String.format(LOOP, database.before()));
        await().atMost(Duration.ofSeconds(20)).until(() -> said().contains("done") || ended());
    }

    /** The run under way is the last; it and all before it have ended by themselves and without an error. */
    void assertNobodyWasRefused() {
        Shell.attempt("docker", "exec", container, "touch", "/tmp/enough");
        await().atMost(Duration.ofSeconds(70)).until(this::ended);
        assertThat(Shell.docker("inspect", "-f", "{{.State.ExitCode}}", container))
                .as(said())
                .isEqualTo("0");
    }

    private boolean ended() {
        return Shell.docker("inspect", "-f", "{{.State.Running}}", container).equals("false");
    }

    private String said() {
        return Shell.docker("logs", container);
    }

    @Override
    public void close() {
        Shell.attempt("docker", "rm", "-f", container);
    }
}
