package dev.berth.execute;

import dev.berth.journal.Entry;
import dev.berth.journal.Journal;
import dev.berth.journal.Progress;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** A journal with where it stands; on the way back it goes on in memory when the disk no longer takes entries. */
final class Ledger {
    private final Journal journal;
    private final List<Entry> entries;
    private Progress progress;

    Ledger(Journal journal) {
        this.journal = journal;
        this.entries = new ArrayList<>(journal.entries());
        this.progress = Progress.of(entries);
    }

    String name() {
        return journal.name();
    }

    Progress progress() {
        return progress;
    }

    /** Makes an entry durable; nothing may happen before that. */
    void append(Entry entry) {
        journal.append(entry);
        remember(entry);
    }

    /**
     * Makes an entry durable if that can be done. A lost one costs a repetition after a crash, which every undo bears;
     * stopping half-way for it would cost the database.
     */
    void write(Entry entry) {
        try {
            journal.append(entry);
        } catch (UncheckedIOException e) {
            // The way back goes on without it.
        }
        remember(entry);
    }

    private void remember(Entry entry) {
        entries.add(entry);
        progress = Progress.of(entries);
    }
}
