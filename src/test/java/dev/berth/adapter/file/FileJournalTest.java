package dev.berth.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.berth.journal.DamagedJournal;
import dev.berth.journal.Entry;
import dev.berth.journal.Journal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileJournalTest {
    @TempDir
    Path temporary;

    private StateFolder state;
    private Journal journal;
    private Path file;

    @BeforeEach
    void openAJournal() {
        state = new StateFolder(temporary.resolve("state"));
        journal = new FileRecords(state).open(Migrations.AT, Migrations.plan("stack"));
        file = state.migrations().resolve("stack-1.journal");
    }

    @Test
    void itBeginsWithItsPlan() {
        assertThat(reread()).containsExactly(new Entry.Opened(Migrations.AT, Migrations.plan("stack")));
    }

    @Test
    void itIsForItsOwnerAlone() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void whatIsAppendedIsReadInOrder() {
        append(1, 2, 3);

        assertThat(reread())
                .isEqualTo(journal.entries())
                .endsWith(Migrations.began(1), Migrations.began(2), Migrations.began(3))
                .hasSize(4);
    }

    @Test
    void aLineReadsByEye() throws IOException {
        append(1);

        assertThat(Files.readAllLines(file).get(0)).isEqualTo("berth-journal 1");
        assertThat(Files.readAllLines(file).get(2))
                .isEqualTo("75bb920e 61 {\"entry\":\"Began\",\"at\":\"2026-02-03T04:05:07Z\",\"step\":\"step-1\"}");
    }

    @Test
    void aReaderSeesWhatAnotherObjectAppended() {
        var reader = new FileRecords(state).all().get(0);
        assertThat(reader.entries()).hasSize(1);

        append(1);

        assertThat(reader.entries()).hasSize(2).endsWith(Migrations.began(1));
    }

    @Test
    void aTailTornAtAnyByteIsDroppedAndThenOverwritten() throws IOException {
        append(1);
        long good = Files.size(file);
        append(2);
        var whole = Files.readAllBytes(file);
        for (int length = (int) good; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            var torn = new FileRecords(state).all().get(0);

            assertThat(torn.entries()).as("at %d", length).hasSize(2);
            assertThat(Files.size(file)).as("reading cuts nothing off").isEqualTo(length);
            torn.append(Migrations.began(3));

            assertThat(reread()).as("at %d", length).hasSize(3).endsWith(Migrations.began(3));
        }
    }

    @Test
    void ofEntriesAppendedTogetherThoseBeforeATearStay() throws IOException {
        long none = Files.size(file);
        journal.append(List.of(Migrations.began(1), Migrations.began(2)));
        var whole = Files.readAllBytes(file);
        long one = none + (whole.length - none) / 2;
        for (int length = (int) none; length <= whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));

            int stay = length < one ? 0 : length < whole.length ? 1 : 2;
            assertThat(reread()).as("at %d", length).hasSize(1 + stay);
        }
    }

    @Test
    void aTailOfZeroesIsTorn() throws IOException {
        append(1);
        var whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length + 4096));

        assertThat(reread()).hasSize(2);
    }

    @Test
    void anyFlippedBitInAMiddleLineIsDamage() throws IOException {
        append(1);
        long start = Files.size(file);
        append(2);
        long stop = Files.size(file);
        append(3);
        flipEachBit((int) start, (int) stop, 4, start);
    }

    @Test
    void anyFlippedBitInThePlanIsDamageEvenWhereNothingFollows() throws IOException {
        flipEachBit(JournalScan.HEADER.length, (int) Files.size(file), 2, JournalScan.HEADER.length);
    }

    @Test
    void anyFlippedBitInTheFirstLineIsDamage() throws IOException {
        append(1);
        flipEachBit(0, JournalScan.HEADER.length, 1, 0);
    }

    private void flipEachBit(int start, int stop, int line, long offset) throws IOException {
        var whole = Files.readAllBytes(file);
        var scan = new JournalScan(file.toString());
        for (int at = start; at < stop; at++) {
            for (int bit = 0; bit < 8; bit++) {
                var flipped = whole.clone();
                flipped[at] ^= (byte) (1 << bit);

                var damage = catchThrowableOfType(DamagedJournal.class, () -> scan.whole(flipped));

                assertThat(damage).as("byte %d bit %d", at, bit).isNotNull();
                assertThat(damage.line()).isEqualTo(line);
                assertThat(damage.offset()).isEqualTo(offset);
            }
        }
    }

    @Test
    void damageNamesFileLineByteAndRemedy() throws IOException {
        append(1, 2);
        var whole = Files.readAllBytes(file);
        whole[whole.length - 100] ^= 1;
        Files.write(file, whole);

        assertThatThrownBy(this::reread)
                .isInstanceOf(DamagedJournal.class)
                .hasMessageContainingAll(file.toString(), "line 3", "byte ", "docs/journal.md", "nothing is changed");
    }

    @Test
    void damageInTheMiddleTakesNoFurtherEntry() throws IOException {
        append(1, 2);
        var whole = Files.readAllBytes(file);
        whole[whole.length - 100] ^= 1;
        Files.write(file, whole);
        var damaged = new FileRecords(state).all().get(0);

        assertThatThrownBy(() -> damaged.append(Migrations.began(3))).isInstanceOf(DamagedJournal.class);
        assertThat(file).hasBinaryContent(whole);
    }

    @Test
    void aWholeLineOfAnUnknownEntryIsDamageAndNotDropped() throws IOException {
        var bytes = Files.readAllBytes(file);
        var line = JournalLine.of("{\"entry\":\"Guessed\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        var more = Arrays.copyOf(bytes, bytes.length + line.length);
        System.arraycopy(line, 0, more, bytes.length, line.length);
        Files.write(file, more);

        assertThatThrownBy(this::reread)
                .isInstanceOf(DamagedJournal.class)
                .hasMessageContaining("no entry that this version of berth knows");
    }

    @Test
    void anotherFormatIsNamed() throws IOException {
        Files.writeString(file, "berth-journal 2\n");

        assertThatThrownBy(this::reread).hasMessageContaining("berth-journal 1");
    }

    @Test
    void anInterruptedThreadStillJournals() {
        Thread.currentThread().interrupt();
        try {
            append(1);

            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
        assertThat(reread()).hasSize(2);
    }

    @Test
    void anEntryThatSomebodyElseAppendedIsNotWrittenOver() {
        new FileRecords(state).all().get(0).append(Migrations.began(1));
        journal.entries();
        new FileRecords(state).all().get(0).append(Migrations.began(2));
        assertThat(((FileJournal) journal).closed()).isFalse();

        assertThatThrownBy(() -> journal.append(Migrations.began(3)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("somebody else");
        assertThat(reread()).endsWith(Migrations.began(1), Migrations.began(2));
    }

    @Test
    void aClosedJournalTakesNoFurtherEntry() {
        journal.append(new Entry.Closed(Migrations.AT, "Migrated"));

        assertThatThrownBy(() -> append(1)).isInstanceOf(IllegalStateException.class);
        assertThat(reread()).hasSize(2);
    }

    @Test
    void aFileThatIsGoneTakesNoEntryAndIsNotMadeAgain() throws IOException {
        Files.delete(file);

        assertThatThrownBy(() -> append(1)).isInstanceOf(UncheckedIOException.class);
        assertThat(file).doesNotExist();
    }

    private void append(int... numbers) {
        Arrays.stream(numbers).forEach(number -> journal.append(Migrations.began(number)));
    }

    private List<Entry> reread() {
        return new FileRecords(state).all().get(0).entries();
    }
}
