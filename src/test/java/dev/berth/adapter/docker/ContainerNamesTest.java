package dev.berth.adapter.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.adapter.docker.Loopback.Answer;
import dev.berth.observe.ContainerName;
import dev.berth.observe.Observation;
import dev.berth.policy.DockerTarget;
import dev.berth.policy.Policy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerNamesTest {
    private static final String OTHER = "f".repeat(64);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {404, 500})
    void aRunningContainerIsNamedWithTheTimeOfItsStartAndOneThatIsNotToldOfIsNot(int status) throws IOException {
        try (var engine = new Loopback((method, path) -> answer(path, new Answer(status, "{}")));
                var engines = new Connections(Limits.DEFAULTS)) {
            var names = new ContainerNames(engines).look(policy(engine));

            assertThat(names)
                    .isEqualTo(new Observation.Seen<>(List.of(new ContainerName(
                            Fixtures.ID,
                            "db",
                            List.of("172.18.0.2", "10.0.0.9"),
                            Instant.parse("2026-01-01T00:00:00Z")))));
        }
    }

    @Test
    void whereAnEngineHangsTheOthersStayUnnamed() throws IOException {
        var limits = new Limits(Duration.ofSeconds(3), Duration.ofSeconds(3), Duration.ofSeconds(3));
        try (var engine = new Loopback((method, path) -> answer(path, Loopback.ENDLESS));
                var engines = new Connections(limits)) {
            var names = new ContainerNames(engines).look(policy(engine));

            assertThat(names).isEqualTo(new Observation.Seen<>(List.of()));
            assertThat(engine.asked).noneMatch(asked -> asked.contains(Fixtures.ID));
        }
    }

    private Policy policy(Loopback engine) {
        return Policies.of(folder, new DockerTarget(engine.address(), "p", List.of("compose.yaml"), ""), "db");
    }

    private static Answer answer(String path, Answer other) {
        if (path.contains("/containers/json")) {
            return new Answer(200, "[{\"Id\": \"" + OTHER + "\"}, {\"Id\": \"" + Fixtures.ID + "\"}]");
        }
        if (path.contains(OTHER)) {
            return other;
        }
        var inspect = Fixtures.inspect();
        inspect.withObject("/State").put("Running", true);
        return new Answer(200, inspect.toString());
    }
}
