package dev.berth.engine;

import dev.berth.engine.Contents.Depth;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * Looks at what a QuestDB holds.
 *
 * <p>Its history is the sum of all tables' sequencer transactions, and the highest id of a table. A table without a
 * write-ahead log has none. Rows that are committed but not yet applied are in no table, so they are waited for.
 */
final class QuestDbContents {
    private static final String TABLES =
            "SELECT table_name, id, designatedTimestamp, partitionBy, walEnabled, dedup FROM tables()"
                    // What it keeps of itself, where somebody has it shown: a row at each start, and no log.
                    + " WHERE table_name NOT IN ('telemetry', 'telemetry_config') ORDER BY table_name";

    /**
     * All that it has, but for what it keeps of itself. A server that has just started fills the list of {@code tables()} beside
     * its first answers, one by one (QuestDB 9.2, {@code MetadataCache}); this one is whole from the start.
     */
    private static final String KNOWN = "SELECT relname FROM pg_catalog.pg_class WHERE relkind = 'r'"
            + " AND NOT relname LIKE 'sys.%'"
            + " AND relname NOT IN ('pg_class', '_query_trace', 'telemetry', 'telemetry_config')";

    /** A table that is not listed after that long never is. */
    private static final Duration LISTED = Duration.ofSeconds(2);

    /** Nothing tells when somebody writes to these, but their rows. */
    private static final String WITHOUT_LOG = "SELECT table_name FROM tables() WHERE walEnabled = false";

    private static final String PROGRESS = "SELECT sum(sequencerTxn), sum(writerTxn) FROM wal_tables()";
    private static final long PAUSE_NANOS = Duration.ofMillis(10).toNanos();

    private final QuestDbDesk desk;
    private final Depth depth;
    private final long end;

    QuestDbContents(QuestDbDesk desk, Depth depth, Duration timeout) {
        this.desk = desk;
        this.depth = depth;
        this.end = System.nanoTime() + timeout.toNanos();
    }

    Looked glance() throws QuestDbFailure {
        return new Looked.Partly(history(tables(), progress()), "only its history was looked at");
    }

    Looked look() throws QuestDbFailure {
        var tables = tables();
        var progress = progress();
        var before = history(tables, progress);
        if (!progress.whole()) {
            return new Looked.Partly(before, "rows that it has taken are not in its tables yet");
        }
        try {
            var contents = contents(tables, table -> table.rows(desk, depth));
            return progress.equals(progress())
                    ? new Looked.Seen(before, contents)
                    : new Looked.Partly(before, "somebody wrote while it was looked at");
        } catch (QuestDbFailure e) {
            if (e.overdue()) {
                return new Looked.TooMuch(before);
            }
            throw e;
        }
    }

    /** What it holds at least, while somebody writes. */
    Contents least() throws QuestDbFailure {
        return contents(tables(), table -> table.counted(desk));
    }

    /** What was seen, which it holds still; of what somebody has written to since, what it holds at least. */
    Contents since(Looked.Seen seen) throws QuestDbFailure {
        return seen.history().equals(history(tables(), progress()))
                ? seen.contents().least(rewritten(seen.contents()))
                : seen.contents().least();
    }

    /** Tables without a write-ahead log that hold other rows by now. */
    private Set<String> rewritten(Contents before) throws QuestDbFailure {
        var rewritten = new TreeSet<String>();
        for (var name : firsts(desk.rows(WITHOUT_LOG))) {
            var seen = before.tables().get(name);
            if (seen != null && !seen.equals(QuestDbTable.of(desk, name).rows(desk, depth))) {
                rewritten.add(name);
            }
        }
        return rewritten;
    }

    private static History history(List<List<String>> tables, Progress progress) {
        long newest = tables.stream()
                .mapToLong(table -> Long.parseLong(table.get(1)))
                .max()
                .orElse(0);
        return new History(progress.committed(), newest);
    }

    private List<List<String>> tables() throws QuestDbFailure {
        long patience = Math.min(end, System.nanoTime() + LISTED.toNanos());
        while (true) {
            var listed = desk.rows(TABLES);
            var names = firsts(listed);
            if (names.containsAll(firsts(desk.rows(KNOWN))) || System.nanoTime() + PAUSE_NANOS * 2 >= patience) {
                return listed;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private static Set<String> firsts(List<List<String>> rows) {
        return rows.stream().map(row -> row.get(0)).collect(Collectors.toSet());
    }

    private Progress progress() throws QuestDbFailure {
        Progress progress;
        while (true) {
            var sums = desk.rows(PROGRESS).get(0);
            progress = new Progress(number(sums.get(0)), number(sums.get(1)));
            if (progress.whole() || System.nanoTime() + PAUSE_NANOS * 2 >= end) {
                return progress;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private static long number(String text) {
        return text.isEmpty() ? 0 : Long.parseLong(text);
    }

    /** How closely a table is looked at. */
    private interface Reading {
        Contents.Table of(QuestDbTable table) throws QuestDbFailure;
    }

    private Contents contents(List<List<String>> tables, Reading reading) throws QuestDbFailure {
        var schema = new TreeMap<String, String>();
        var rows = new TreeMap<String, Contents.Table>();
        for (var row : tables) {
            var table = QuestDbTable.of(desk, row.get(0));
            schema.put(table.name(), table.shape(row.subList(2, row.size())));
            rows.put(table.name(), reading.of(table));
        }
        return new Contents(depth, schema, rows, new TreeSet<>());
    }

    /**
     * How far its write-ahead logs have come.
     *
     * @param committed transactions that are in them
     * @param applied transactions that are in the tables as well
     */
    private record Progress(long committed, long applied) {
        boolean whole() {
            return committed == applied;
        }
    }
}
