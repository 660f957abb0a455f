package dev.berth.adapter.file;

import dev.berth.journal.Entry;
import dev.berth.journal.Journal;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One migration's entries in an append-only file, each on the disk before {@link #append} returns.
 *
 * <p>The format stands in {@code docs/journal.md}. A file is read once; later looks read what has grown since. Safe for
 * use by several threads. Only who holds the state folder's lock may append.
 */
final class FileJournal implements Journal {
    private final String name;
    private final Path file;
    private final Ballast ballast;
    private final PlanJson json;
    private final JournalScan scan;
    private JournalScan.@Nullable Found known;
    private boolean lastAppendFailed;

    FileJournal(String name, Path file, Ballast ballast, PlanJson json) {
        this.name = name;
        this.file = file;
        this.ballast = ballast;
        this.json = json;
        this.scan = new JournalScan(file.toString(), json);
    }

    @Override
    public String name() {
        return name;
    }

    /** @throws dev.berth.journal.DamagedJournal when a line before the last one is not as it was written */
    @Override
    public synchronized List<Entry> entries() {
        return look().entries();
    }

    @Override
    public synchronized void append(Entry entry) {
        var shown = known;
        var current = look();
        if (shown != null && current.lines() != shown.lines()) {
            throw new IllegalStateException(
                    name + ": somebody else appended to the journal; look at its entries first");
        }
        if (closed(current)) {
            throw new IllegalStateException(name + " is closed and takes no further entry");
        }
        known = written(entry, current);
        if (entry instanceof Entry.Closed) {
            releaseBallastIfPossible();
        }
    }

    /** The first line and the plan, as a new journal begins. */
    static byte[] beginning(byte[] opened) {
        var line = JournalLine.of(opened);
        var bytes = new byte[JournalScan.HEADER.length + line.length];
        System.arraycopy(JournalScan.HEADER, 0, bytes, 0, JournalScan.HEADER.length);
        System.arraycopy(line, 0, bytes, JournalScan.HEADER.length, line.length);
        return bytes;
    }

    boolean closed() {
        return closed(look());
    }

    private static boolean closed(JournalScan.Found found) {
        return found.entries().get(found.entries().size() - 1) instanceof Entry.Closed;
    }

    private JournalScan.Found written(Entry entry, JournalScan.Found current) {
        var line = JournalLine.of(json.bytes(entry));
        try {
            Durable.append(file, current.end(), line);
        } catch (IOException failure) {
            lastAppendFailed = true;
            try {
                ballast.release();
            } catch (IOException another) {
                failure.addSuppressed(another);
            }
            throw new UncheckedIOException(name + ": an entry could not be made durable in " + file, failure);
        }
        lastAppendFailed = false;
        var entries = new ArrayList<>(current.entries());
        entries.add(entry);
        return new JournalScan.Found(entries, current.end() + line.length, current.lines() + 1);
    }

    private JournalScan.Found look() {
        var before = known;
        // What a failed append left behind counts for nothing, even where it could not be cut off.
        if (before != null && lastAppendFailed) {
            return before;
        }
        var found = read(before);
        known = found;
        return found;
    }

    private JournalScan.Found read(JournalScan.@Nullable Found before) {
        try (var source = new RandomAccessFile(file.toFile(), "r")) {
            if (before == null || source.length() < before.end()) {
                return scan.whole(rest(source, 0));
            }
            return scan.more(rest(source, before.end()), before);
        } catch (IOException failure) {
            throw new UncheckedIOException(name + ": the journal can't be read: " + file, failure);
        }
    }

    private static byte[] rest(RandomAccessFile source, long from) throws IOException {
        var bytes = new byte[Math.toIntExact(source.length() - from)];
        source.seek(from);
        source.readFully(bytes);
        return bytes;
    }

    private void releaseBallastIfPossible() {
        try {
            ballast.release();
        } catch (IOException leftBehind) {
            // The entry is durable, which is what the caller is told; the next migration sweeps the file away.
        }
    }
}
