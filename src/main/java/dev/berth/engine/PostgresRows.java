package dev.berth.engine;

import dev.berth.engine.Contents.Depth;
import dev.berth.engine.Contents.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.postgresql.PGConnection;

/**
 * The rows of one table after the other, in the transaction that the connection is in.
 *
 * <p>Fast sums up a hash of each row (not XOR, in which pairs cancel): {@code hash_record_extended} (PostgreSQL 14 and newer)
 * where the columns' types can be hashed alike everywhere, else the hash of the row's text.
 */
record PostgresRows(Connection connection, Depth depth) {
    private static final String PERMISSION_DENIED = "42501";

    /** No such function; no hash for a type. */
    private static final Set<String> NO_HASH = Set.of("42883", "42704");

    private static final Hash RECORD = new Hash("record", "pg_catalog.hash_record_extended(\"the row\", 0)");
    private static final Hash TEXT = new Hash("text", "pg_catalog.hashtextextended(\"the row\"::text, 0)");

    /** Empty where the login may not read it. */
    Optional<Table> of(PostgresTable table) throws SQLException {
        var savepoint = connection.setSavepoint();
        try {
            return Optional.of(depth == Depth.STRICT ? ordered(table) : summed(table));
        } catch (SQLException e) {
            connection.rollback(savepoint);
            if (PERMISSION_DENIED.equals(e.getSQLState())) {
                return Optional.empty();
            }
            if (depth == Depth.FAST && NO_HASH.contains(String.valueOf(e.getSQLState()))) {
                return Optional.of(summed(table, TEXT));
            }
            throw e;
        } finally {
            connection.releaseSavepoint(savepoint);
        }
    }

    private Table summed(PostgresTable table) throws SQLException {
        return summed(table, table.hashable() ? RECORD : TEXT);
    }

    private Table summed(PostgresTable table, Hash hash) throws SQLException {
        var query = "SELECT count(*), coalesce(sum(" + hash.call() + "::numeric), 0)::text FROM ONLY " + table.name()
                + " AS \"the row\" " + table.condition();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return new Table(rows.getLong(1), hash.name() + ":" + rows.getString(2));
        }
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
    private record Hash(String name, String call) {}
}
