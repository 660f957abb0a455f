package dev.berth.adapter.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.adapter.docker.Loopback.Answer;
import dev.berth.observe.Container;
import dev.berth.observe.DockerFacts;
import dev.berth.observe.Observation;
import dev.berth.policy.Database;
import dev.berth.policy.DockerTarget;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A policy that names a container, beside files of a project with a service {@code db}. */
class DockerSourceTest {
    @TempDir
    private Path folder;

    @Test
    void aContainerOfTheProjectHasTheHashOfItsFiles() throws IOException {
        assertThat(look("p").compose())
                .hasValueSatisfying(
                        compose -> assertThat(compose.fileHashes()).first().isEqualTo("of-7000"));
    }

    @Test
    void ofAContainerOfAnotherProjectTheFilesTellNothing() throws IOException {
        assertThat(look("other").compose())
                .hasValueSatisfying(compose -> assertThat(compose.fileHashes()).isEmpty());
    }

    private Container look(String project) throws IOException {
        try (var engine = new Loopback((method, path) -> answer(path, project));
                var engines = new Connections(Limits.DEFAULTS)) {
            var target = new DockerTarget(engine.address(), "p", List.of("compose.yaml"), "");
            var policy = Policies.of(folder, target, "db", new Database.Runner.Named("db"));

            var looked = new DockerSource(engines, new ComposeStub(folder).tool()).look(policy);

            return ((Observation.Seen<DockerFacts>) looked).facts().containers().get(0);
        }
    }

    private static Answer answer(String path, String project) {
        if (path.contains("/containers/json")) {
            return new Answer(200, "[{\"Id\": \"" + Fixtures.ID + "\"}]");
        }
        if (path.endsWith("/changes")) {
            return new Answer(200, "[]");
        }
        var inspect = Fixtures.inspect();
        inspect.withObject("/Config/Labels")
                .put("com.docker.compose.project", project)
                .put("com.docker.compose.service", "db");
        return new Answer(200, path.contains("/containers/") ? inspect.toString() : "{}");
    }
}
