package dev.berth.engine;

import dev.berth.engine.Contents.Depth;
import java.io.IOException;
import java.sql.SQLException;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One PostgreSQL database as it was at one moment, whoever writes since.
 *
 * <p>Others may see that very moment by its name for as long as this is open ({@code pg_export_snapshot()}: PostgreSQL
 * documentation, section 9.27.5).
 */
public final class PostgresMoment implements AutoCloseable {
    /** Who queues behind a client's lock has other clients queue behind it. */
    private static final String LOCK_WAIT = "SET LOCAL lock_timeout = '60s'";

    private final PostgresSession session;
    private final String name;

    private PostgresMoment(PostgresSession session, String name) {
        this.session = session;
        this.name = name;
    }

    static PostgresMoment of(PostgresSession session) throws SQLException {
        try (var statement = session.connection().createStatement()) {
            session.connection().setAutoCommit(false);
            statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY; " + LOCK_WAIT);
            return new PostgresMoment(
                    session, PostgresEngine.single(statement, "SELECT pg_catalog.pg_export_snapshot()"));
        } catch (SQLException e) {
            session.close();
            throw session.told(e);
        }
    }

    /** What {@code SET TRANSACTION SNAPSHOT} and {@code pg_dump --snapshot} take. */
    public String name() {
        return name;
    }

    public Contents contents(Depth depth) throws IOException {
        try {
            return PostgresRoles.with(PostgresContents.of(session.connection(), depth), session.connection());
        } catch (SQLException e) {
            throw Reason.failure(session.told(e));
        }
    }

    /** The versions of its extensions by their names. */
    public SortedMap<String, String> extensions() throws IOException {
        var versions = new TreeMap<String, String>();
        try (var statement = session.connection().createStatement();
                var rows = statement.executeQuery("SELECT extname, extversion FROM pg_catalog.pg_extension")) {
            while (rows.next()) {
                versions.put(rows.getString(1), rows.getString(2));
            }
            return versions;
        } catch (SQLException e) {
            throw Reason.failure(session.told(e));
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
