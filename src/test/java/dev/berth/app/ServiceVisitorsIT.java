package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is told of clients who come late, on a real PostgreSQL. */
@Timeout(120)
class ServiceVisitorsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String TABLE =
            "berth_it_dropped_" + ProcessHandle.current().pid();
    private static final String DROP = "add table ip TABLE; "
            + "add chain ip TABLE out { type filter hook output priority filter; }; "
            + "add rule ip TABLE out ip daddr 127.0.0.1 tcp dport PORT tcp flags & (syn | ack) == syn counter drop";

    @Test
    void ofOneWhoIsLateSinceAFirstPacketWasDroppedThatIsTold() {
        try (var stack = new TinyStack(Moored.postgres("main"));
                var visitors = new ServiceVisitors("127.0.0.1", stack.first().before())) {
            visitors.awaitMore();

            dropAFirstPacketTo(stack.first().before());

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(visitors.failed())
                            .anySatisfy(late -> assertThat(late)
                                    .matches(
                                            "late: 1\\d{3} ms, connected after 1\\d{3} ms; meanwhile here .*TCPSynRetrans \\+\\d.*"
                                                    + "; at the server since its network began no packet dropped")));
        }
    }

    private static void dropAFirstPacketTo(int port) {
        Shell.run("nft", DROP.replace("TABLE", TABLE).replace("PORT", String.valueOf(port)));
        try {
            await().atMost(PATIENCE)
                    .until(() -> !Shell.run("nft", "list", "table", "ip", TABLE).contains("counter packets 0 "));
        } finally {
            Shell.run("nft", "delete", "table", "ip", TABLE);
        }
    }
}
