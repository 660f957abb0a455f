package dev.berth.adapter.file;

import dev.berth.journal.DamagedJournal;
import dev.berth.journal.Entry;
import dev.berth.journal.Journal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One migration's entries in an append-only file, on the disk before {@link #append} returns.
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
    private final List<Entry> decoded = new ArrayList<>();
    private JournalScan.@Nullable Found known;
    private long shown;
    private boolean lastAppendFailed;

    FileJournal(String name, Path file, Ballast ballast, PlanJson json) {
        this.name = name;
        this.file = file;
        this.ballast = ballast;
        this.json = json;
        this.scan = new JournalScan(file.toString());
    }

    @Override
    public String name() {
        return name;
    }

    /** @throws DamagedJournal when a line before the last one is not as it was written */
    @Override
    public synchronized List<Entry> entries() {
        var found = look();
        shown = found.end();
        var lines = found.lines();
        for (var line : lines.subList(decoded.size(), lines.size())) {
            decoded.add(decode(line));
        }
        return List.copyOf(decoded);
    }

    @Override
    public synchronized void append(List<Entry> entries) {
        var current = look();
        if (shown > 0 && shown != current.end()) {
            throw new IllegalStateException(
                    name + ": somebody else appended to the journal; look at its entries first");
        }
        if (current.last().is("Closed")) {
            throw new IllegalStateException(name + " is closed and takes no further entry");
        }
        var grown = written(entries, current);
        known = grown;
        shown = grown.end();
        if (grown.last().is("Closed")) {
            releaseBallastIfPossible();
        }
    }

    /** Whether nothing more will happen; looks at the last line alone and decodes nothing. */
    synchronized boolean closed() {
        return look().last().is("Closed");
    }

    private Entry decode(JournalScan.Line line) {
        try {
            return json.entry(line.json());
        } catch (UncheckedIOException unknown) {
            throw new DamagedJournal(
                    file.toString(),
                    line.number(),
                    line.offset(),
                    "the line is whole, but no entry that this version of berth knows");
        }
    }

    private JournalScan.Found written(List<Entry> entries, JournalScan.Found current) {
        var lines = new ByteArrayOutputStream();
        var grown = current;
        for (var entry : entries) {
            var bytes = json.bytes(entry);
            var line = JournalLine.of(bytes);
            lines.writeBytes(line);
            grown = grown.and(bytes, line.length);
        }
        try {
            Durable.append(file, current.end(), lines.toByteArray());
        } catch (IOException failure) {
            lastAppendFailed = true;
            try {
                ballast.release();
            } catch (IOException another) {
                failure.addSuppressed(another);
            }
            throw new UncheckedIOException(
                    name + ": an entry could not be made durable in " + file + ": " + failure, failure);
        }
        lastAppendFailed = false;
        return grown;
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
                decoded.clear();
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
