package dev.berth.adapter.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.adapter.docker.Loopback.Answer;
import dev.berth.plan.Rebinding;
import dev.berth.plan.Subject;
import dev.berth.policy.DockerTarget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engine that makes containers a little differently than it was asked to. */
class MakingTest {
    private static final String MADE = "f".repeat(64);

    private final ObjectNode inspect = Fixtures.inspect();
    private volatile ObjectNode there = Json.object();

    @TempDir
    private Path folder;

    @BeforeEach
    void aContainerOfOneNetworkWithItsRecipe() throws IOException {
        inspect.withObject("/NetworkSettings/Networks").remove("two");
        var recipes = Files.createDirectories(folder.resolve("recipes/m-1"));
        Files.write(recipes.resolve("db.json"), Json.write(new Recipe(inspect, List.of(), List.of()).json()));
    }

    @Test
    void whatItMadeAndIsNotAsItWasIsRemovedAgain() throws IOException {
        try (var engine = new Loopback(this::answer);
                var engines = new Connections(Limits.DEFAULTS)) {
            var attempt = move(engines, engine).effect("remove").undo();

            assertThat(MoveRun.reason(attempt).orElseThrow())
                    .contains("HostConfig.FieldOfTomorrow", "it was removed again");
            assertThat(engine.asked).contains("DELETE /v1.44/containers/" + MADE + "?v=false&force=false");
        }
    }

    @Test
    void whatSomebodyElseMadeStays() throws IOException {
        there = made().put("Name", "/db-berth-next");
        try (var engine = new Loopback(this::answer);
                var engines = new Connections(Limits.DEFAULTS)) {
            var attempt = move(engines, engine).effect("create").apply();

            assertThat(MoveRun.reason(attempt).orElseThrow()).contains("Remove it if nobody needs it");
            assertThat(engine.asked).noneMatch(request -> request.startsWith("DELETE"));
        }
    }

    private MoveRun move(Connections engines, Loopback engine) {
        return new MoveRun(
                engines,
                folder,
                new DockerTarget(engine.address(), "p", List.of(), ""),
                new Subject("db", Fixtures.ID, "db", Optional.empty()),
                new Rebinding(5432, "tcp", "", 5432, 7000),
                "SIGTERM",
                Duration.ofSeconds(1));
    }

    private ObjectNode made() {
        var made = inspect.deepCopy().put("Id", MADE).put("Name", "/db-berth-parked");
        made.withObject("/HostConfig").put("FieldOfTomorrow", 8);
        return made;
    }

    private Answer answer(String method, String path) {
        if (method.equals("DELETE")) {
            there = Json.object();
            return new Answer(204, "");
        }
        if (path.contains("/containers/create")) {
            there = made();
            return new Answer(201, "{\"Id\":\"" + MADE + "\"}");
        }
        if (path.contains("/containers/db-berth-") || path.contains(MADE)) {
            return there.isEmpty()
                    ? new Answer(404, "{}")
                    : new Answer(200, new String(Json.write(there), StandardCharsets.UTF_8));
        }
        return path.contains("/images/")
                ? new Answer(200, "{\"Id\":\"sha256:aa\"}")
                : path.contains("/containers/") ? new Answer(404, "{}") : new Answer(200, "{}");
    }
}
