package dev.berth.execute;

import dev.berth.journal.Entry;
import dev.berth.journal.Journal;
import dev.berth.journal.Progress;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A journal with where it stands; on the way back it goes on in memory when the disk no longer takes entries.
 *
 * <p>Entries reach the journal in the order in which they were written, whatever fails: what is durable is always the
 * beginning of what happened.
 */
final class Ledger {
    private final Journal journal;
    private final List<Entry> entries;
    private final Deque<Entry> waiting = new ArrayDeque<>();
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
        flush();
        journal.append(entry);
        remember(entry);
    }

    /** The same for the wish to go back, which may take the room that is held back for it: a first failure frees that. */
    void insist(Entry entry) {
        try {
            append(entry);
        } catch (UncheckedIOException full) {
            append(entry);
        }
    }

    /**
     * Makes an entry durable if that can be done. A lost one costs a repetition after a crash, which every undo bears;
     * stopping half-way for it would cost the database.
     */
    void write(Entry entry) {
        waiting.add(entry);
        remember(entry);
        try {
            flush();
        } catch (UncheckedIOException e) {
            // The way back goes on without it; the next entry tries again.
        }
    }

    private void flush() {
        while (!waiting.isEmpty()) {
            journal.append(waiting.element());
            waiting.remove();
        }
    }

    private void remember(Entry entry) {
        entries.add(entry);
        progress = Progress.of(entries);
    }
}
