package dev.berth.adapter.file;

import dev.berth.journal.DamagedJournal;
import dev.berth.journal.Entry;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads a journal's bytes, drops a torn tail, and stops at damage. */
record JournalScan(String file, PlanJson json) {
    /** The first line, in clear: it names the version of all that follows. */
    static final byte[] HEADER = "berth-journal 1\n".getBytes(StandardCharsets.US_ASCII);

    /**
     * What was read, and where the next line belongs.
     *
     * @param end bytes of the file up to its last good line
     * @param lines good lines up to there, the header among them
     */
    record Found(List<Entry> entries, long end, int lines) {
        Found {
            entries = List.copyOf(entries);
        }
    }

    /** Reads a whole journal; one that does not begin with its plan is damaged too. */
    Found whole(byte[] bytes) {
        if (bytes.length < HEADER.length || !Arrays.equals(Arrays.copyOf(bytes, HEADER.length), HEADER)) {
            throw new DamagedJournal(
                    file, 1, 0, "it does not begin with “berth-journal 1”, the one format that this version reads");
        }
        var found =
                more(Arrays.copyOfRange(bytes, HEADER.length, bytes.length), new Found(List.of(), HEADER.length, 1));
        if (found.entries().isEmpty() || !(found.entries().get(0) instanceof Entry.Opened)) {
            throw new DamagedJournal(file, 2, HEADER.length, "its first entry, Opened with the plan, is not there");
        }
        return found;
    }

    /** Reads on from where an earlier reading ended. */
    Found more(byte[] bytes, Found before) {
        var entries = new ArrayList<>(before.entries());
        int at = 0;
        int lines = before.lines();
        while (at < bytes.length) {
            int stop = lineBreak(bytes, at);
            var entry = stop < bytes.length
                    ? entry(Arrays.copyOfRange(bytes, at, stop), lines + 1, before.end() + at)
                    : Optional.<Entry>empty();
            if (entry.isEmpty()) {
                mustBeTorn(bytes, at, stop, lines + 1, before.end() + at);
                break;
            }
            entries.add(entry.get());
            at = stop + 1;
            lines++;
        }
        return new Found(entries, before.end() + at, lines);
    }

    private Optional<Entry> entry(byte[] line, int number, long offset) {
        try {
            return JournalLine.json(line).map(json::entry);
        } catch (UncheckedIOException unknown) {
            throw new DamagedJournal(
                    file, number, offset, "the line is whole, but no entry that this version of berth knows");
        }
    }

    private void mustBeTorn(byte[] bytes, int at, int stop, int number, long offset) {
        boolean last = stop >= bytes.length - 1;
        if (!last || !JournalLine.mayBeTorn(Arrays.copyOfRange(bytes, at, bytes.length))) {
            throw new DamagedJournal(file, number, offset, "its checksum or its length is wrong");
        }
    }

    private static int lineBreak(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length && bytes[at] != '\n') {
            at++;
        }
        return at;
    }
}
