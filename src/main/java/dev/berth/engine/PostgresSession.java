package dev.berth.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * An open session with a PostgreSQL server.
 *
 * @param deadline of whatever is asked in it now
 */
record PostgresSession(Connection connection, Deadline deadline) {
    /** As for a pool's next client: a question may have set something, such as its limits. */
    private static final String AS_NEW = "DISCARD ALL";

    /**
     * Begins the next conversation in it, for which nothing is left that was set in the one before; hangs up where the
     * server has ended it.
     *
     * @param end the new deadline, a value of {@link System#nanoTime()}
     * @param atOnce how long the server may take to show that it is there
     */
    boolean goesOn(long end, Duration atOnce) {
        long now = System.nanoTime();
        deadline.move(now + Math.min(end - now, atOnce.toNanos()));
        try (var statement = connection.createStatement()) {
            statement.execute(AS_NEW);
            deadline.move(end);
            return true;
        } catch (SQLException ended) {
            close();
            return false;
        }
    }

    /** Why what was asked in it failed: after a verdict, all that is said in it fails because it is closed. */
    SQLException told(SQLException failure) {
        return told(failure, deadline);
    }

    /** The same while it was being opened. */
    static SQLException told(SQLException failure, Deadline deadline) {
        return deadline.verdict()
                .map(end -> new SQLException(end.getMessage(), failure.getSQLState(), end))
                .orElse(failure);
    }

    /** Hangs up; a server that does not hear it finds out. */
    void close() {
        try {
            connection.close();
        } catch (SQLException gone) {
            return;
        }
    }
}
