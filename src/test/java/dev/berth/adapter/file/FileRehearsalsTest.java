package dev.berth.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileRehearsalsTest {
    @TempDir
    Path temporary;

    private StateFolder state;
    private FileRehearsals rehearsals;

    @BeforeEach
    void nameAFolder() {
        state = new StateFolder(temporary.resolve("state"));
        rehearsals = new FileRehearsals(state);
    }

    @Test
    void aPlanThatWasNeverRehearsedHasNotPassed() {
        assertThat(rehearsals.passed("cafe")).isEmpty();
    }

    @Test
    void theLastPassCounts() {
        rehearsals.passed(Migrations.AT, "cafe");
        rehearsals.passed(Migrations.AT.plusSeconds(60), "cafe");
        rehearsals.passed(Migrations.AT, "f00d");

        assertThat(new FileRehearsals(state).passed("cafe")).contains(Migrations.AT.plusSeconds(60));
    }

    @Test
    void anUnreadableMarkIsNone() throws IOException {
        rehearsals.passed(Migrations.AT, "cafe");
        Files.writeString(state.rehearsals().resolve("cafe.json"), "{\"plan\":\"cafe\"");

        assertThat(rehearsals.passed("cafe")).isEmpty();
    }

    @Test
    void aMarkOfAnotherPlanUnderThisNameIsNone() throws IOException {
        rehearsals.passed(Migrations.AT, "f00d");
        Files.move(state.rehearsals().resolve("f00d.json"), state.rehearsals().resolve("cafe.json"));

        assertThat(rehearsals.passed("cafe")).isEmpty();
    }

    @Test
    void aHashThatIsNoneIsABug() {
        assertThatThrownBy(() -> rehearsals.passed("../lock")).isInstanceOf(IllegalArgumentException.class);
    }
}
