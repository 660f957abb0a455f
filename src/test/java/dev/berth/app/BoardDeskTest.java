package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.adapter.file.FileRecords;
import dev.berth.adapter.file.StateFolder;
import dev.berth.cycle.SimulatedSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoardDeskTest {
    private final SimulatedSite place = new SimulatedSite();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void migrationsAreToldThoughTheirPolicyIsGone() {
        begun();

        var migrations = desk().migrations();

        assertThat(migrations)
                .singleElement()
                .satisfies(one -> assertThat(one).containsEntry("migration", "research-stack-1"));
    }

    @Test
    void aJournalThatCannotBeReadIsToldWithItsReasonBesideTheOthers() throws IOException {
        begun();
        begun();
        Files.writeString(state().migrations().resolve("research-stack-1.journal"), "no journal\n");

        var migrations = desk().migrations();

        assertThat(migrations)
                .extracting(one -> one.get("migration"))
                .containsExactly("research-stack-1", "research-stack-2");
        assertThat(migrations.get(0)).containsOnlyKeys("migration", "unreadable");
        assertThat(String.valueOf(migrations.get(0).get("unreadable")))
                .contains("research-stack-1.journal is damaged at line 1");
        assertThat(migrations.get(1)).containsEntry("standing", "forward");
    }

    private void begun() {
        new FileRecords(state()).open(place.now, place.plan());
    }

    private BoardDesk desk() {
        return new BoardDesk(new Board(), List.of(state()));
    }

    private StateFolder state() {
        return new StateFolder(folder.resolve("state"));
    }
}
