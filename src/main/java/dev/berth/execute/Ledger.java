package dev.berth.execute;

import dev.berth.journal.Entry;
import dev.berth.journal.Journal;
import dev.berth.journal.Progress;
import java.io.UncheckedIOException;
import java.util.ArrayList;
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
    private final List<Entry> waiting = new ArrayList<>();
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
        var due = new ArrayList<>(waiting);
        due.add(entry);
        journal.append(due);
        waiting.clear();
        remember(entry);
    }

    /**
     * Keeps an entry that may reach the disk together with the next one: until that is there nothing happens that could
     * not be repeated, so a crash leaves nothing that it could not leave just before this entry.
     */
    void note(Entry entry) {
        waiting.add(entry);
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
        note(entry);
        flushed();
    }

    /** Makes an entry durable that tells people more, if that can be done; else it takes the room of no other. */
    void offer(Entry entry) {
        try {
            append(entry);
        } catch (UncheckedIOException full) {
            // Nobody needs it to go on or back, and it may be long.
        }
    }

    /** Makes durable what still waits, if that can be done. */
    void flushed() {
        try {
            flush();
        } catch (UncheckedIOException e) {
            // The way back goes on without it; the next entry tries again.
        }
    }

    /** Makes durable what still waits. */
    void flush() {
        if (!waiting.isEmpty()) {
            journal.append(List.copyOf(waiting));
            waiting.clear();
        }
    }

    private void remember(Entry entry) {
        entries.add(entry);
        progress = Progress.of(entries);
    }
}
