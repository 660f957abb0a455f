package dev.berth.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.execute.sim.MemoryJournal;
import dev.berth.execute.sim.Points;
import dev.berth.journal.Entry;
import dev.berth.journal.Progress;
import dev.berth.plan.GoldenCase;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final Entry BEGAN = new Entry.Began(Instant.EPOCH, "one");
    private static final Entry UNDONE = new Entry.Undone(Instant.EPOCH, "one");

    private final MemoryJournal journal =
            new MemoryJournal(new Points(), GoldenCase.named("single-variable").plan());
    private final Ledger ledger = new Ledger(journal);

    @Test
    void aNotedEntryReachesTheDiskTogetherWithTheNext() {
        ledger.note(BEGAN);
        assertThat(journal.entries()).hasSize(1);
        assertThat(ledger.progress().states()).containsEntry("one", Progress.State.BEGUN);

        ledger.append(UNDONE);

        assertThat(journal.entries()).endsWith(BEGAN, UNDONE).hasSize(3);
        assertThat(journal.appends()).isEqualTo(1);
    }

    @Test
    void aNotedEntryIsNotLostWithTheNextThatTheDiskDoesNotTake() {
        journal.full(1, 1);
        ledger.note(BEGAN);

        assertThatThrownBy(() -> ledger.append(UNDONE)).isInstanceOf(UncheckedIOException.class);
        ledger.flush();

        assertThat(journal.entries()).endsWith(BEGAN).hasSize(2);
        assertThat(ledger.progress().states()).containsEntry("one", Progress.State.BEGUN);
    }

    @Test
    void whatTheDiskDidNotTakeIsRememberedAndWrittenFirst() {
        journal.full(1, 1);
        ledger.write(BEGAN);
        assertThat(journal.entries()).hasSize(1);

        ledger.append(UNDONE);

        assertThat(journal.entries()).endsWith(BEGAN, UNDONE).hasSize(3);
    }

    @Test
    void nothingOvertakesWhatTheDiskStillDoesNotTake() {
        journal.full(1, 2);
        ledger.write(BEGAN);

        assertThatThrownBy(() -> ledger.append(UNDONE)).isInstanceOf(UncheckedIOException.class);

        assertThat(journal.entries()).hasSize(1);
        assertThat(ledger.progress().states()).containsEntry("one", Progress.State.BEGUN);
    }

    @Test
    void whatIsOnlyOfferedAndNotTakenStandsInTheWayOfNothing() {
        journal.full(1, 1);
        ledger.offer(new Entry.Found(Instant.EPOCH, "one", "much"));

        ledger.write(UNDONE);

        assertThat(journal.entries()).endsWith(UNDONE).hasSize(2);
    }
}
