package dev.berth.adapter.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A hold begins while somebody is on the way. */
@Timeout(60)
class CrossingIT {
    private final String namespace = "berth-it-" + UUID.randomUUID().toString().substring(0, 8);

    @BeforeEach
    void slowLoopback() throws Exception {
        run("ip", "netns", "add", namespace);
        inside("ip", "link", "set", "lo", "up");
        inside("tc", "qdisc", "add", "dev", "lo", "root", "tbf", "rate", "32kbit", "burst", "1600", "limit", "100000");
    }

    @AfterEach
    void remove() throws Exception {
        run("ip", "netns", "del", namespace);
    }

    @Test
    void whoWasLetThroughBeforeTheHoldArrives() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();

        var said = inside(java, "-cp", System.getProperty("java.class.path"), Crossing.class.getName());

        assertThat(said).isEqualTo(Greeter.GREETING);
    }

    private String inside(String... words) throws IOException, InterruptedException {
        var all = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
        all.addAll(List.of(words));
        return run(all.toArray(String[]::new));
    }

    private static String run(String... words) throws IOException, InterruptedException {
        var process = new ProcessBuilder(words).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor())
                .as("%s: %s", String.join(" ", words), said)
                .isZero();
        return said;
    }
}
