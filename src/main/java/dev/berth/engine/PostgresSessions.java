package dev.berth.engine;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the sessions of a PostgreSQL server from {@code pg_stat_activity}, without what they ask.
 *
 * <p>Of other users' sessions a role sees neither state nor address nor backend type, unless it is in
 * {@code pg_read_all_stats} (as {@code pg_monitor} is). What a client opened has a user and a database all the same, and so
 * have TimescaleDB's background workers, which then are known by their names alone.
 */
final class PostgresSessions {
    /** Earlier sessions of berth's own may still be hanging up, so they are known by their name. */
    private static final String QUERY = "SELECT host(client_addr), client_port, state,"
            + " extract(epoch FROM clock_timestamp() - backend_start),"
            + " extract(epoch FROM clock_timestamp() - state_change)"
            + " FROM pg_catalog.pg_stat_activity"
            + " WHERE coalesce(backend_type, 'client backend') = 'client backend'"
            + " AND (backend_type IS NOT NULL OR application_name NOT LIKE 'TimescaleDB Background Worker %')"
            + " AND usesysid IS NOT NULL AND datid IS NOT NULL"
            + " AND pid <> pg_catalog.pg_backend_pid() AND application_name IS DISTINCT FROM '"
            + PostgresDriver.NAME + "'";

    private PostgresSessions() {}

    static List<Session> list(Statement statement, String user) throws SQLException {
        var sessions = new ArrayList<Session>();
        try (var rows = statement.executeQuery(QUERY)) {
            while (rows.next()) {
                sessions.add(session(rows, user));
            }
        }
        return sessions;
    }

    private static Session session(ResultSet row, String user) throws SQLException {
        var state = row.getString(3);
        if (state == null) {
            var unseen = "something that user " + user + " may not see — GRANT pg_monitor TO " + user;
            return new Session("another user's client", Optional.empty(), Optional.of(unseen), Duration.ZERO);
        }
        return new Session(client(row), Optional.of(seconds(row, 4)), doing(state), seconds(row, 5));
    }

    private static String client(ResultSet row) throws SQLException {
        var address = row.getString(1);
        if (address == null) {
            return "a client in its own container";
        }
        return (address.contains(":") ? "[" + address + "]" : address) + ":" + row.getInt(2);
    }

    /** The states of PostgreSQL's documentation, table 27.3. */
    private static Optional<String> doing(String state) {
        return switch (state) {
            case "idle" -> Optional.empty();
            case "active" -> Optional.of("a query");
            case "idle in transaction", "idle in transaction (aborted)" -> Optional.of("a transaction");
            case "fastpath function call" -> Optional.of("a function call");
            case "disabled" -> Optional.of("something that the server does not track — set track_activities on");
            default -> Optional.of("state “" + state + "”");
        };
    }

    private static Duration seconds(ResultSet row, int column) throws SQLException {
        return Duration.ofMillis(Math.max(0, Math.round(row.getDouble(column) * 1000)));
    }
}
