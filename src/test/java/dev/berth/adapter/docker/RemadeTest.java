package dev.berth.adapter.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemadeTest {
    @TempDir
    private Path recipes;

    private Remade remade;

    @BeforeEach
    void anotherMigrationIsOpen() throws IOException {
        Files.createFile(Files.createDirectory(recipes.resolve("m-1")).resolve("db.json"));
        remade = new Remade(recipes, "m-2", "db");
    }

    @Test
    void whatIsNotedIsFollowedToTheNewest() throws Exception {
        remade.note("c2", "d2");
        new Remade(recipes, "m-3", "db").note("d2", "e2");
        remade.note("c1", "d1");

        var again = new Remade(recipes, "m-1", "db");

        assertThat(again.since("c2")).containsExactly("d2", "e2");
        assertThat(again.since("d2")).containsExactly("e2");
        assertThat(again.since("c1")).containsExactly("d1");
        assertThat(again.since("e2")).isEmpty();
        assertThat(again.damage()).isEmpty();
    }

    @Test
    void theSecondToBeMadeInOnePlaceIsTheOneThatCounts() throws Exception {
        remade.note("c2", "d2");
        remade.note("c2", "e2");

        assertThat(remade.since("c2")).containsExactly("e2");
    }

    @Test
    void itIsForItsOwnerAlone() throws Exception {
        remade.note("c2", "d2");

        assertThat(Files.getPosixFilePermissions(note())).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void onlyWhatAnotherMigrationMayAskForIsNoted() throws Exception {
        new Remade(recipes, "m-1", "db").note("c2", "d2");
        new Remade(recipes, "m-2", "cache").note("c2", "d2");

        assertThat(recipes.resolve("remade")).doesNotExist();
    }

    @Test
    void itStaysAsLongAsAnotherMigrationMayAsk() throws Exception {
        remade.note("c2", "d2");
        remade.release();
        assertThat(note()).exists();
        Files.delete(recipes.resolve("m-1").resolve("db.json"));

        remade.release();

        assertThat(recipes.resolve("remade")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{\"c2\":\"d", "[\"c2\"]", "{\"c2\":7}", "{\"c2\":\"\"}", "{\"c2\":\"d2\",\"d2\":\"c2\"}"})
    void aDamagedNoteIsNoGuess(String text) throws IOException {
        Files.writeString(Files.createDirectory(recipes.resolve("remade")).resolve("db.json"), text);

        assertThatThrownBy(() -> remade.since("c2"))
                .isInstanceOf(Unanswered.class)
                .hasMessageContaining(note() + ") can't be understood")
                .hasMessageContaining("put that file back");
    }

    @Test
    void aDamagedNoteIsNotWrittenOver() throws IOException {
        Files.writeString(Files.createDirectory(recipes.resolve("remade")).resolve("db.json"), "{\"half");

        assertThatThrownBy(() -> remade.note("c2", "d2")).isInstanceOf(Unanswered.class);

        assertThat(note()).hasContent("{\"half");
        assertThat(remade.damage())
                .hasValueSatisfying(refusal -> assertThat(refusal.subject()).isEqualTo(note().toString()));
    }

    private Path note() {
        return recipes.resolve("remade").resolve("db.json");
    }
}
