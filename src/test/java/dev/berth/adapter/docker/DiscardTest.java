package dev.berth.adapter.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.execute.Attempt;
import dev.berth.plan.Rebinding;
import dev.berth.plan.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiscardTest {
    @TempDir
    private Path folder;

    @Test
    void theNotesOnRestartedClientsGoWithTheRecipe() throws IOException {
        var notes = Files.createDirectories(folder.resolve("recipes/m-1"));
        Files.writeString(notes.resolve("db.json"), "{}");
        Files.writeString(notes.resolve("restart-client.json"), "{}");
        try (var engines = new Connections(Limits.DEFAULTS)) {
            var move = new MoveRun(
                    engines,
                    folder,
                    MoveRun.nowhere(),
                    new Subject("db", Fixtures.ID, "db", Optional.empty()),
                    new Rebinding(5432, "tcp", "", 5432, 7000),
                    "SIGTERM",
                    Duration.ofSeconds(1));

            var attempt = move.effect("discard").apply();

            assertThat(attempt).isInstanceOf(Attempt.Done.class);
            assertThat(notes).doesNotExist();
        }
    }
}
