package dev.berth.adapter.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.adapter.docker.Loopback.Answer;
import dev.berth.observe.ContainerName;
import dev.berth.observe.Observation;
import dev.berth.policy.DockerTarget;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerNamesTest {
    private static final String GONE = "f".repeat(64);

    @TempDir
    private Path folder;

    @Test
    void aRunningContainerIsNamedWithTheTimeOfItsStartAndOneThatHasGoneIsNot() throws IOException {
        try (var engine = new Loopback((method, path) -> answer(path));
                var engines = new Connections(Limits.DEFAULTS)) {
            var target = new DockerTarget(engine.address(), "p", List.of("compose.yaml"), "");

            var names = new ContainerNames(engines).look(Policies.of(folder, target, "db"));

            assertThat(names)
                    .isEqualTo(new Observation.Seen<>(List.of(new ContainerName(
                            Fixtures.ID,
                            "db",
                            List.of("172.18.0.2", "10.0.0.9"),
                            Instant.parse("2026-01-01T00:00:00Z")))));
        }
    }

    private static Answer answer(String path) {
        if (path.contains("/containers/json")) {
            return new Answer(200, "[{\"Id\": \"" + GONE + "\"}, {\"Id\": \"" + Fixtures.ID + "\"}]");
        }
        if (path.contains(GONE)) {
            return new Answer(404, "{}");
        }
        var inspect = Fixtures.inspect();
        inspect.withObject("/State").put("Running", true);
        return new Answer(200, inspect.toString());
    }
}
