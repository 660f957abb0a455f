package dev.berth.engine;

import dev.berth.engine.Contents.Depth;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** Looks at what all databases of one PostgreSQL server hold that the login may connect to. */
final class PostgresCluster {
    private static final String TIMED_OUT = "57014";

    /** What a standby says to the question for the end of its log, which is its primary's; others say it of other things. */
    private static final String NOT_IN_THAT_STATE = "55000";

    /** PostgreSQL documentation, section 9.26: numbers of transactions with their epoch, which never come again. */
    private static final String NOW = "SELECT pg_catalog.txid_snapshot_xmax(pg_catalog.txid_current_snapshot()),"
            + " pg_catalog.pg_wal_lsn_diff(pg_catalog.pg_current_wal_insert_lsn(), '0/0')::bigint,"
            + " pg_catalog.txid_current_snapshot()::text";

    /** Whoever writes for longer is no background worker; clients wait for every look. */
    private static final int LOOKS_AGAIN = 3;

    /** In milliseconds: the server would hold a shorter one against the statement that lifts it. */
    private static final long SHORTEST_LIMIT = 10;

    private final PostgresEntrance entrance;
    private final long end;

    PostgresCluster(PostgresEntrance entrance, Duration timeout) {
        this.entrance = entrance;
        this.end = System.nanoTime() + timeout.toNanos();
    }

    Looked glance() {
        return with(connection -> new Looked.Partly(history(connection), "only its history was looked at"));
    }

    /** Looks again where somebody wrote meanwhile: what the server does by itself, such as autovacuum, is soon over. */
    Looked look(Depth depth) {
        return with(connection -> {
            var looked = lookOnce(connection, depth);
            for (int again = 0; again < LOOKS_AGAIN && looked instanceof Looked.Partly && !overdue(); again++) {
                looked = lookOnce(connection, depth);
            }
            return looked;
        });
    }

    private Looked lookOnce(Connection connection, Depth depth) throws SQLException {
        var before = now(connection);
        var contents = contents(connection, depth);
        var after = now(connection);
        if (contents.isEmpty()) {
            return new Looked.TooMuch(after.history());
        }
        return before.writers().equals(after.writers())
                ? new Looked.Seen(after.history(), contents.get())
                : new Looked.Partly(after.history(), "somebody wrote while it was looked at");
    }

    private Looked with(PostgresEntrance.Question<Looked> look) {
        try {
            return entrance.ask(look);
        } catch (Standby e) {
            return new Looked.Untold("it is a standby");
        } catch (SQLException e) {
            return new Looked.Silent(Reason.of(e));
        }
    }

    /** Empty where the time did not suffice. */
    private Optional<Contents> contents(Connection connection, Depth depth) throws SQLException {
        try {
            var databases = new PostgresDatabases(entrance);
            return Optional.of(databases.contentsWhereLetIn(
                    connection,
                    databases.names(connection),
                    depth,
                    inside -> PostgresContents.of(inside, depth, millisLeft(), this::check)));
        } catch (SQLException e) {
            // On the way out, what a dead connection says may hide what ended it.
            if (TIMED_OUT.equals(e.getSQLState()) || overdue()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private void check() throws SQLException {
        if (overdue()) {
            throw new SQLException("the time is over", TIMED_OUT);
        }
    }

    private boolean overdue() {
        return System.nanoTime() >= end;
    }

    private long millisLeft() {
        return Math.max(SHORTEST_LIMIT, (end - System.nanoTime()) / 1_000_000);
    }

    static History history(Connection connection) throws SQLException {
        return now(connection).history();
    }

    private static Progress now(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(NOW)) {
            rows.next();
            return new Progress(new History(rows.getLong(1), rows.getLong(2)), rows.getString(3));
        } catch (SQLException e) {
            throw NOT_IN_THAT_STATE.equals(e.getSQLState()) ? new Standby(e) : e;
        }
    }

    /** It writes no log of its own. */
    private static final class Standby extends SQLException {
        private static final long serialVersionUID = 1L;

        Standby(SQLException said) {
            super(said.getMessage(), said.getSQLState(), said);
        }
    }

    /**
     * How far a server is at one moment.
     *
     * @param writers who is writing, and the next who will: one who ends meanwhile counts as much as one who begins
     */
    private record Progress(History history, String writers) {}
}
