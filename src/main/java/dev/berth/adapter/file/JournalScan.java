package dev.berth.adapter.file;

import dev.berth.journal.DamagedJournal;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads a journal's bytes, drops a torn tail, and stops at damage.
 *
 * <p>It leaves the JSON undecoded: whether a migration is over can be told without, and decoding the first plan costs a
 * command most of its start.
 */
record JournalScan(String file) {
    /** The first line, in clear: it names the version of all that follows. */
    static final byte[] HEADER = "berth-journal 1\n".getBytes(StandardCharsets.US_ASCII);

    /** The bytes of a new journal with its first entry. */
    static byte[] beginning(byte[] opened) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(HEADER);
        bytes.writeBytes(JournalLine.of(opened));
        return bytes.toByteArray();
    }

    /** A good line; its number counts from 1, its offset is in bytes. */
    record Line(int number, long offset, byte[] json) {
        /** Whether it is an entry of this kind; the kind is always the first member. */
        boolean is(String entry) {
            var start = ("{\"entry\":\"" + entry + "\"").getBytes(StandardCharsets.US_ASCII);
            return json.length > start.length && Arrays.equals(json, 0, start.length, start, 0, start.length);
        }
    }

    /**
     * What was read, and where the next line belongs.
     *
     * @param lines the good lines, the header left out
     * @param end bytes of the file up to the last of them
     */
    record Found(List<Line> lines, long end) {
        Found {
            lines = List.copyOf(lines);
        }

        Line last() {
            return lines.get(lines.size() - 1);
        }

        /** The same with one line more, of so many bytes. */
        Found and(byte[] json, int bytes) {
            var more = new ArrayList<>(lines);
            more.add(new Line(last().number() + 1, end, json));
            return new Found(more, end + bytes);
        }
    }

    /** Reads a whole journal; one that does not begin with its plan is damaged too. */
    Found whole(byte[] bytes) {
        if (bytes.length < HEADER.length || !Arrays.equals(Arrays.copyOf(bytes, HEADER.length), HEADER)) {
            throw new DamagedJournal(
                    file, 1, 0, "it does not begin with “berth-journal 1”, the one format that this version reads");
        }
        var found = more(Arrays.copyOfRange(bytes, HEADER.length, bytes.length), new Found(List.of(), HEADER.length));
        if (found.lines().isEmpty() || !found.lines().get(0).is("Opened")) {
            throw new DamagedJournal(file, 2, HEADER.length, "its first entry, Opened with the plan, is not there");
        }
        return found;
    }

    /** Reads on from where an earlier reading ended. */
    Found more(byte[] bytes, Found before) {
        var lines = new ArrayList<>(before.lines());
        int at = 0;
        while (at < bytes.length) {
            int number = lines.size() + 2;
            long offset = before.end() + at;
            int stop = lineBreak(bytes, at);
            var json = stop < bytes.length
                    ? JournalLine.json(Arrays.copyOfRange(bytes, at, stop))
                    : Optional.<byte[]>empty();
            if (json.isEmpty()) {
                mustBeTorn(Arrays.copyOfRange(bytes, at, bytes.length), stop - at, number, offset);
                break;
            }
            lines.add(new Line(number, offset, json.get()));
            at = stop + 1;
        }
        return new Found(lines, before.end() + at);
    }

    private void mustBeTorn(byte[] tail, int stop, int number, long offset) {
        if (stop < tail.length - 1 || !JournalLine.mayBeTorn(tail)) {
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
