package dev.berth.journal;

import java.util.List;

/** The entries of one migration: durable once {@link #append} returns. */
public interface Journal {
    /** A name for people, such as {@code research-stack-3}. */
    String name();

    List<Entry> entries();

    /**
     * @throws java.io.UncheckedIOException when the entry could not be made durable; nothing of it stays, and room that was
     *     held back for a way back is free from then on
     */
    void append(Entry entry);
}
