package dev.berth.journal;

import java.util.List;

/** The entries of one migration: durable once {@link #append} returns. */
public interface Journal {
    /** A name for people, such as {@code research-stack-3}. */
    String name();

    List<Entry> entries();

    /**
     * Makes entries durable with one wait for the disk. A crash meanwhile leaves the first of them, or none.
     *
     * @throws java.io.UncheckedIOException when they could not be made durable; nothing of them stays, and
     *     room that was held back for a way back is free from then on
     */
    void append(List<Entry> entries);

    default void append(Entry entry) {
        append(List.of(entry));
    }
}
