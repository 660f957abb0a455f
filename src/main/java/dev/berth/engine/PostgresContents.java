package dev.berth.engine;

import dev.berth.engine.Contents.Depth;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Looks at what one PostgreSQL database holds, in the snapshot of whatever transaction the connection is in; without one it
 * opens its own, since all tables must be seen at one moment.
 *
 * <p>Sequences' values are left out: they don't belong to any snapshot (PostgreSQL documentation, section 9.17). So are the
 * rows of materialized views, which a restore computes anew, and what belongs to an extension but for its configuration.
 */
public final class PostgresContents {
    /** What the text of a value depends on. */
    private static final String SETTINGS = "SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO, YMD';"
            + " SET LOCAL intervalstyle = 'postgres'; SET LOCAL extra_float_digits = 1; SET LOCAL bytea_output = 'hex';"
            + " SET LOCAL xmloption = 'content'; SET LOCAL row_security = off; SET LOCAL search_path = pg_catalog";

    /**
     * TimescaleDB gives whoever reads a chunk a number of a transaction, as if somebody wrote. While it restores, it leaves
     * chunks to PostgreSQL, but only a superuser may ask for that.
     */
    private static final String CHUNKS = "SELECT pg_catalog.set_config('timescaledb.restoring', 'on', true)"
            + " WHERE pg_catalog.current_setting('timescaledb.restoring', true) IS NOT NULL"
            + " AND pg_catalog.current_setting('is_superuser') = 'on'";

    /** In milliseconds. */
    private static final long NO_LIMIT = 0;

    private PostgresContents() {}

    public static Contents of(Connection connection, Depth depth) throws SQLException {
        return of(connection, depth, NO_LIMIT, () -> {});
    }

    /**
     * @param limit of each query in milliseconds, which ends with the transaction
     * @param pace asked before anything is read, and before each query of rows
     */
    static Contents of(Connection connection, Depth depth, long limit, PostgresRows.Pace pace) throws SQLException {
        if (!connection.getAutoCommit()) {
            return look(connection, depth, limit, pace);
        }
        connection.setAutoCommit(false);
        try (var begin = connection.createStatement()) {
            begin.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
            return look(connection, depth, limit, pace);
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private static Contents look(Connection connection, Depth depth, long limit, PostgresRows.Pace pace)
            throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("SET LOCAL statement_timeout = " + limit + "; " + SETTINGS + "; " + CHUNKS);
        }
        pace.check();
        var schema = PostgresSchema.of(connection);
        var rows = new PostgresRows(connection, depth);
        var tables = new TreeMap<String, Contents.Table>();
        var unread = new TreeSet<String>();
        rows.of(PostgresTable.all(connection), pace)
                .forEach((name, found) ->
                        found.ifPresentOrElse(counted -> tables.put(name, counted), () -> unread.add(name)));
        return new Contents(depth, schema, tables, unread);
    }
}
