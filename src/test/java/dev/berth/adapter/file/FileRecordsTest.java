package dev.berth.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.journal.DamagedJournal;
import dev.berth.journal.Entry;
import dev.berth.journal.Journal;
import dev.berth.journal.UnwritableJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileRecordsTest {
    @TempDir
    Path temporary;

    private StateFolder state;
    private FileRecords records;

    @BeforeEach
    void nameAFolder() {
        state = new StateFolder(temporary.resolve("state"));
        records = new FileRecords(state);
    }

    @Test
    void aFolderThatIsNotThereHoldsNothing() {
        assertThat(records.all()).isEmpty();
        assertThat(state.path()).doesNotExist();
    }

    @Test
    void numbersCountUpOverThePoliciesOfAFolder() {
        assertThat(open("stack").name()).isEqualTo("stack-1");
        assertThat(open("other").name()).isEqualTo("other-2");
        assertThat(open("stack-1").name()).isEqualTo("stack-1-3");
    }

    @Test
    void aNameWhoseRecipesAreLeftIsNeverUsedAgain() throws IOException {
        open("stack");
        Files.createDirectories(state.recipes().resolve("stack-1"));
        Files.delete(state.migrations().resolve("stack-1.journal"));

        var next = open("stack");

        assertThat(next.name()).isEqualTo("stack-2");
    }

    @Test
    void theOldestComesFirst() {
        IntStream.rangeClosed(1, 11).forEach(number -> open(number % 2 == 0 ? "a" : "b"));

        assertThat(new FileRecords(state).all())
                .extracting(Journal::name)
                .startsWith("b-1", "a-2")
                .endsWith("a-10", "b-11");
    }

    @Test
    void whatIsNotClosedIsUnfinished() {
        open("stack");
        open("stack").append(new Entry.Closed(Migrations.AT, "Migrated"));
        open("stack").append(new Entry.Failed(Migrations.AT, "step", "{\"entry\":\"Closed\"}"));

        assertThat(new FileRecords(state).unfinished())
                .extracting(Journal::name)
                .containsExactly("stack-1", "stack-3");
    }

    @Test
    void aPolicyNameThatIsNoFileNameIsABug() {
        assertThatThrownBy(() -> open("../stack")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anOpenJournalHoldsRoomBackAndAClosedOneDoesNot() throws IOException {
        var journal = open("stack");
        var ballast = state.migrations().resolve("stack-1.ballast");
        assertThat(blocks(ballast)).isGreaterThanOrEqualTo(Ballast.BYTES);

        journal.append(new Entry.Closed(Migrations.AT, "Migrated"));

        assertThat(ballast).doesNotExist();
    }

    @Test
    void openingSweepsWhatACrashLeftAndKeepsTheRoomOfOpenMigrations() throws IOException {
        open("stack");
        open("done").append(new Entry.Closed(Migrations.AT, "Migrated"));
        Files.writeString(state.migrations().resolve("done-2.ballast"), "left behind");
        Files.writeString(state.migrations().resolve(".stack-3.journal.tmp"), "half made");

        open("stack");

        assertThat(state.migrations().toFile().list())
                .containsExactlyInAnyOrder(
                        "stack-1.journal", "stack-1.ballast", "done-2.journal", "stack-3.journal", "stack-3.ballast");
    }

    @Test
    void nothingIsOpenedBesideADamagedJournal() throws IOException {
        open("stack");
        var file = state.migrations().resolve("stack-1.journal");
        Files.writeString(file, "berth");

        assertThatThrownBy(() -> new FileRecords(state).open(Migrations.AT, Migrations.plan("stack")))
                .isInstanceOf(DamagedJournal.class);
        assertThat(state.migrations().resolve("stack-2.journal")).doesNotExist();
    }

    @Test
    void aPlaceThatCannotBeWrittenIsSaid() throws IOException {
        Files.writeString(state.path(), "a file");

        assertThatThrownBy(() -> open("stack"))
                .isInstanceOf(UnwritableJournal.class)
                .hasMessageContaining(state.migrations().toString());
    }

    @Test
    void otherFilesInTheFolderAreLeftAlone() throws IOException {
        open("stack");
        Files.writeString(state.migrations().resolve("notes.txt"), "mine");
        Files.writeString(state.migrations().resolve("draft.journal"), "mine");

        assertThat(records.all()).extracting(Journal::name).containsExactly("stack-1");
        open("stack");
        assertThat(state.migrations()).isDirectoryContaining("glob:**/notes.txt");
    }

    private Journal open(String policy) {
        return records.open(Migrations.AT, Migrations.plan(policy));
    }

    /** Bytes that the file really takes, a hole taking none. */
    private static long blocks(Path file) throws IOException {
        var process = new ProcessBuilder("stat", "-c", "%b %B", file.toString()).start();
        var words = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII)
                .trim()
                .split(" ");
        return Long.parseLong(words[0]) * Long.parseLong(words[1]);
    }
}
