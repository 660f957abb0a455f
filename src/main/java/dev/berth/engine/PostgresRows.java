package dev.berth.engine;

import dev.berth.engine.Contents.Depth;
import dev.berth.engine.Contents.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.postgresql.PGConnection;

/**
 * The rows of tables, in the transaction that the connection is in.
 *
 * <p>Fast sums up a hash of each row (not XOR, in which pairs cancel): {@code hash_record_extended} (PostgreSQL 14 and newer)
 * where the columns' types can be hashed alike everywhere, else the hash of the row's text.
 */
record PostgresRows(Connection connection, Depth depth) {
    private static final Set<String> DENIED = Set.of("42501");

    /** Permission denied; no such function; no hash for a type. */
    private static final Set<String> DENIED_OR_NO_HASH = Set.of("42501", "42883", "42704");

    /** How many tables one query sums up: enough to make round trips few, and few enough to be planned at once. */
    private static final int MOST = 50;

    private static final Hash RECORD = new Hash("record", "pg_catalog.hash_record_extended(\"the row\", 0)");
    private static final Hash TEXT = new Hash("text", "pg_catalog.hashtextextended(\"the row\"::text, 0)");

    /**
     * By the names of the tables; empty where the login may not read one.
     *
     * @param pace asked before each query
     */
    Map<String, Optional<Table>> of(List<PostgresTable> tables, Pace pace) throws SQLException {
        var found = new HashMap<String, Optional<Table>>();
        for (int from = 0; from < tables.size(); from += MOST) {
            var some = tables.subList(from, Math.min(from + MOST, tables.size()));
            pace.check();
            if (depth == Depth.STRICT || !tried(DENIED_OR_NO_HASH, () -> found.putAll(summed(some)))) {
                for (var table : some) {
                    pace.check();
                    found.put(table.name(), alone(table));
                }
            }
        }
        return found;
    }

    private Optional<Table> alone(PostgresTable table) throws SQLException {
        var found = new HashMap<String, Optional<Table>>();
        if (depth == Depth.STRICT) {
            tried(DENIED, () -> found.put(table.name(), Optional.of(ordered(table))));
        } else if (!tried(DENIED_OR_NO_HASH, () -> found.putAll(summed(List.of(table))))) {
            tried(DENIED, () -> found.putAll(summed(List.of(table.unhashable()))));
        }
        return found.getOrDefault(table.name(), Optional.empty());
    }

    /** Whether it went well; what fails in another than an expected state is thrown. */
    private boolean tried(Set<String> expected, Reading reading) throws SQLException {
        var savepoint = connection.setSavepoint();
        try {
            reading.read();
            return true;
        } catch (SQLException e) {
            connection.rollback(savepoint);
            if (expected.contains(String.valueOf(e.getSQLState()))) {
                return false;
            }
            throw e;
        } finally {
            connection.releaseSavepoint(savepoint);
        }
    }

    /** Some tables in one round trip. */
    private Map<String, Optional<Table>> summed(List<PostgresTable> tables) throws SQLException {
        var query = IntStream.range(0, tables.size())
                .mapToObj(number -> sum(number, tables.get(number)))
                .collect(Collectors.joining(" UNION ALL "));
        var sums = new HashMap<String, Optional<Table>>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                var table = tables.get(rows.getInt(1));
                sums.put(
                        table.name(),
                        Optional.of(new Table(rows.getLong(2), Hash.of(table).name() + ":" + rows.getString(3))));
            }
        }
        return sums;
    }

    private static String sum(int number, PostgresTable table) {
        return "SELECT " + number + ", count(*), coalesce(sum(" + Hash.of(table).call()
                + "::numeric), 0)::text FROM ONLY " + table.name() + " AS \"the row\" " + table.condition();
    }

    /** Sorted by the server, hashed here, so that neither holds them all. */
    private Table ordered(PostgresTable table) throws SQLException {
        var digest = Sha256.begin();
        var rows = "COPY (SELECT text FROM (SELECT \"the row\"::text AS text FROM ONLY " + table.name()
                + " AS \"the row\" " + table.condition() + ") AS rows ORDER BY text COLLATE \"C\") TO STDOUT";
        try (var out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            long count = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(rows, out);
            return new Table(count, "sha256:" + Sha256.end(digest));
        } catch (IOException e) {
            throw new SQLException("the rows of " + table.name() + " could not be read: " + e.getMessage(), e);
        }
    }

    /** A way to make a number of a row; sums of different ways are never the same. */
    private record Hash(String name, String call) {
        static Hash of(PostgresTable table) {
            return table.hashable() ? RECORD : TEXT;
        }
    }

    /** One try to read some tables. */
    private interface Reading {
        void read() throws SQLException;
    }

    /** Ends a look that takes too long: the server's own limit is one for each query, however many they are. */
    interface Pace {
        void check() throws SQLException;
    }
}
