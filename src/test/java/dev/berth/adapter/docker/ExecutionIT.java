package dev.berth.adapter.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.berth.engine.Patience;
import dev.berth.engine.RigContainer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A program in a real container. */
@Timeout(120)
class ExecutionIT {
    /** An engine that is busy begins the program long after it was attached to. */
    private static final Patience PATIENCE = new Patience(Duration.ofHours(1), Duration.ofSeconds(10), () -> false);

    @Test
    void oneThatSaysNothingMoreIsEnded() throws IOException, Unanswered {
        try (var container = RigContainer.redis();
                var api = new DockerApi(Sandbox.HOST, Limits.DEFAULTS, EngineCertificates.NONE)) {
            var execution = new Execution(api, container.name(), "", PATIENCE::liveness);
            var words = List.of("sh", "-c", "echo begun; exec sleep 600");

            assertThatThrownBy(
                            () -> execution.run(words, InputStream.nullInputStream(), OutputStream.nullOutputStream()))
                    .hasMessageStartingWith("it hangs: ");

            await().atMost(Duration.ofSeconds(30)).until(() -> !runs(api, container));
        }
    }

    private static boolean runs(DockerApi api, RigContainer container) throws Unanswered {
        var processes = api.get("/containers/" + container.name() + "/top").path("Processes");
        assertThat(processes).isNotEmpty();
        return processes.toString().contains("sleep");
    }
}
