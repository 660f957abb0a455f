package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who comes to a real database by which way is told, wherever on this machine it runs. */
@Timeout(180)
class MatrixIT {
    @RegisterExtension
    static final Stage STAGE =
            new Stage(() -> new TinyStack(Moored.redis("cache").onEveryAddress()));

    private final TinyStack stack = STAGE.stack();
    private final Moored cache = stack.first();
    private final String caller = stack.project() + "-caller";

    @AfterEach
    void removeTheCaller() {
        Shell.attempt("docker", "rm", "-f", caller);
    }

    @Test
    void aProcessOfTheHostComesByTheHostPort() {
        try (var here = Caller.at("127.0.0.1", cache.before())) {
            here.asks();

            assertThat(lines())
                    .anyMatch(line -> line.startsWith("java (pid "
                            + ProcessHandle.current().pid() + ") cache.main 127.0.0.1 " + cache.before()
                            + " host port 1 yes "));
        }
    }

    @Test
    void aContainerBesideItComesByTheirNetwork() {
        call(stack.project() + "_default", "cache", 6379);

        assertSeen("6379 container network 1 yes ");
    }

    @Test
    void aContainerElsewhereComesByTheHostsAddress() {
        call("bridge", "$(hostname -I | sed 's/[0-9]* *$/1/')", cache.before());

        assertSeen(" " + cache.before() + " host port 1 yes ");
    }

    /** A container that keeps one connection; its shell reads the host. */
    private void call(String network, String host, int port) {
        var keep = "sleep 120 | redis-cli -h " + host + " -p " + port;
        Shell.docker("run", "-d", "--name", caller, "--network", network, cache.image(), "sh", "-c", keep);
    }

    private void assertSeen(String words) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(lines())
                        .anyMatch(line -> line.startsWith("container " + caller + " ") && line.contains(words)));
    }

    /** Without the spaces that make columns of them. */
    private List<String> lines() {
        return stack.berth("status", "--matrix")
                .ends(0)
                .out()
                .lines()
                .map(line -> line.strip().replaceAll(" +", " "))
                .toList();
    }
}
