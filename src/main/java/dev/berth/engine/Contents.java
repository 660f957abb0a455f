package dev.berth.engine;

import dev.berth.policy.Verification.Fingerprint;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a database holds, so far as two looks at it can be compared: names, counts and digests, never a row.
 *
 * @param schema by the name of each object, a digest of its shape
 * @param tables by the name of each table, its rows
 * @param unread what was left out, of which nothing is known: tables that the login may not read, databases that it may not
 *     enter, keys that expire soon
 */
public record Contents(
        Depth depth, SortedMap<String, String> schema, SortedMap<String, Table> tables, SortedSet<String> unread) {
    private static final int NAMED = 5;

    public Contents {
        schema = new TreeMap<>(schema);
        tables = new TreeMap<>(tables);
        unread = new TreeSet<>(unread);
    }

    /** What an empty server holds. */
    public static Contents none(Depth depth) {
        return new Contents(depth, new TreeMap<>(), new TreeMap<>(), new TreeSet<>());
    }

    /** How closely rows are looked at. */
    public enum Depth {
        /** The sum of a hash of each row, whatever their order: constant memory, and no sort. */
        FAST,
        /** SHA-256 over all rows in order. */
        STRICT;

        /** As a policy wants it; where it wants no comparison of moves, others are fast. */
        public static Depth of(Fingerprint wanted) {
            return wanted == Fingerprint.STRICT ? STRICT : FAST;
        }
    }

    /**
     * The rows of one table.
     *
     * @param digest of its rows; {@link #COUNT} where only their number is known, {@link #LEAST} where that may only grow
     */
    public record Table(long rows, String digest) {
        static final String COUNT = "count";
        static final String LEAST = "least";

        /** Rows of which nothing but their number is known. */
        static Table counted(long rows) {
            return new Table(rows, COUNT);
        }

        /** A table that was being written to: it had so many rows at least. */
        static Table atLeast(long rows) {
            return new Table(rows, LEAST);
        }

        boolean among(Table later) {
            return digest.equals(LEAST) ? later.rows >= rows : later.rows == rows;
        }

        boolean alike(Table later) {
            return Set.of(COUNT, LEAST).contains(digest) || later.digest.equals(COUNT) || later.digest.equals(digest);
        }
    }

    /** Tables of which only the number of rows is known: many engines tell no more while somebody writes. */
    public List<String> counted() {
        return tables.entrySet().stream()
                .filter(table -> Set.of(Table.COUNT, Table.LEAST).contains(table.getValue().digest))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The rows of each table. */
    SortedMap<String, Long> counts() {
        var counts = new TreeMap<String, Long>();
        tables.forEach((name, table) -> counts.put(name, table.rows()));
        return counts;
    }

    /** What is not the same at a later look of the same depth, for people; empty where everything is. */
    public List<String> differences(Contents later) {
        return new Comparison(this, later).differences();
    }

    /** Some of many differences, for a line that people read. */
    public static String brief(List<String> differences) {
        var first = String.join("; ", differences.subList(0, Math.min(NAMED, differences.size())));
        return differences.size() > NAMED ? first + "; and " + (differences.size() - NAMED) + " more" : first;
    }

    /** These and those of one more database, under its name. */
    public Contents with(String database, Contents others) {
        var sum = new Contents(depth, schema, tables, unread);
        others.schema.forEach((name, shape) -> sum.schema.put(database + ": " + name, shape));
        others.tables.forEach((name, rows) -> sum.tables.put(database + ": " + name, rows));
        others.unread.forEach(name -> sum.unread.add(database + ": " + name));
        return sum;
    }

    /** These, beside one more database that could not be entered. */
    Contents beside(String database) {
        var sum = new Contents(depth, schema, tables, unread);
        sum.unread.add(UnenteredDatabases.entry(database));
        return sum;
    }

    /** What is known of it once somebody has written since: no table has lost a row. */
    public Contents least() {
        return least(tables.keySet());
    }

    /** The same where somebody has written to these tables alone. */
    Contents least(Set<String> written) {
        var rows = new TreeMap<>(tables);
        rows.replaceAll((name, table) -> written.contains(name) ? Table.atLeast(table.rows) : table);
        return new Contents(depth, schema, rows, unread);
    }

    /** The rows of all tables together. */
    public long rows() {
        return tables.values().stream().mapToLong(Table::rows).sum();
    }
}
