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
    /** A server that is there answers at once; for one that is not, nobody should wait twice. */
    private static final Duration AT_ONCE = Duration.ofMillis(250);

    /** As for a pool's next client: a question that ran out of time may have left a limit behind. */
    private static final String AS_NEW = "DISCARD ALL";

    /**
     * Begins the next conversation in it, of which nothing that was set in the one before is left; false where the server
     * has ended it.
     *
     * @param end the new deadline, a value of {@link System#nanoTime()}
     */
    boolean goesOn(long end) {
        long now = System.nanoTime();
        deadline.move(now + Math.min(end - now, AT_ONCE.toNanos()));
        try (var statement = connection.createStatement()) {
            statement.execute(AS_NEW);
            deadline.move(end);
            return true;
        } catch (SQLException ended) {
            return false;
        }
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
