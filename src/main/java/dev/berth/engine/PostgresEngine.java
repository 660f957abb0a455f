package dev.berth.engine;

import dev.berth.engine.Answer.NotYet;
import dev.berth.engine.Answer.Well;
import dev.berth.policy.Endpoint;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * PostgreSQL and TimescaleDB, asked by a real login and a query.
 *
 * <p>The identity is the system identifier that {@code initdb} wrote into the cluster. {@code pg_control_system()} is
 * open to every role (PostgreSQL documentation, table 9.90) unless somebody revoked it; then it is a digest of the
 * names and oids of the databases, marked {@code databases:}, which stays over a restart too.
 *
 * <p>A server that asks for a password is silent unless it gets the right one: it runs, but which one it is nobody can
 * tell, and no query was answered.
 */
public final class PostgresEngine implements Engine {
    private static final String PERMISSION_DENIED = "42501";

    /** PostgreSQL documentation, section 20.3.1; {@code reserved_connections} came with 16. */
    private static final String ROOM = "SELECT current_setting('max_connections')::int"
            + " - current_setting('superuser_reserved_connections')::int"
            + " - coalesce(current_setting('reserved_connections', true)::int, 0)"
            + " - sum(numbackends)::int FROM pg_catalog.pg_stat_database";

    /** Those of a role are meant for queries of clients; {@code transaction_timeout} came with 17. */
    private static final String WITHOUT_LIMITS = "SELECT pg_catalog.set_config('statement_timeout', '0', false),"
            + " CASE WHEN pg_catalog.current_setting('transaction_timeout', true) IS NOT NULL"
            + " THEN pg_catalog.set_config('transaction_timeout', '0', false) END";

    private final IdleSessions idle;

    public PostgresEngine() {
        this(IdleSessions.none());
    }

    PostgresEngine(IdleSessions idle) {
        this.idle = idle;
    }

    /** In a new session, as a client would come. */
    @Override
    public Answer probe(Endpoint endpoint, Login login, Duration timeout) {
        var entrance = entrance(endpoint, login, timeout);
        return answer(entrance, () -> entrance.askAnew(asking(PostgresEngine::identity)));
    }

    /**
     * Runs {@code CHECKPOINT}. A role that may not (neither superuser nor in {@code pg_checkpoint}) is no reason to
     * stay: the fast shutdown writes the same checkpoint, only while clients wait.
     */
    @Override
    public Answer checkpoint(Endpoint endpoint, Login login, Duration timeout) {
        return ask(endpoint, login, timeout, PostgresEngine::checkpoint);
    }

    /** None while it takes no connection at all. The sessions are counted where every role may read them. */
    @Override
    public OptionalInt room(Endpoint endpoint, Login login, Duration timeout) {
        var answer = ask(endpoint, login, timeout, statement -> single(statement, ROOM));
        if (answer instanceof Well well) {
            return OptionalInt.of(Math.max(Integer.parseInt(well.identity()), 0));
        }
        return answer instanceof NotYet ? OptionalInt.of(0) : OptionalInt.empty();
    }

    @Override
    public Sessions sessions(Endpoint endpoint, Login login, Duration timeout) {
        var entrance = entrance(endpoint, login, timeout);
        try {
            return new Sessions.Listed(
                    entrance.ask(asking(statement -> PostgresSessions.list(statement, entrance.user()))));
        } catch (SQLException e) {
            return new Sessions.Silent(Reason.of(e));
        }
    }

    @Override
    public Looked look(Endpoint endpoint, Login login, Contents.Depth depth, Duration timeout) {
        // Late enough that the server says so, and not the socket.
        var entrance = entrance(endpoint, login, timeout.plusSeconds(1));
        return new PostgresCluster(entrance, timeout).look(depth);
    }

    @Override
    public Looked glance(Endpoint endpoint, Login login, Duration timeout) {
        return new PostgresCluster(entrance(endpoint, login, timeout), timeout).glance();
    }

    private Answer ask(Endpoint endpoint, Login login, Duration timeout, Asked<String> asked) {
        var entrance = entrance(endpoint, login, timeout);
        return answer(entrance, () -> entrance.ask(asking(asked)));
    }

    private static Answer answer(PostgresEntrance entrance, Said said) {
        try {
            return new Well(said.words());
        } catch (SQLException e) {
            return PostgresVerdict.of(e, entrance);
        }
    }

    private PostgresEntrance entrance(Endpoint endpoint, Login login, Duration timeout) {
        return new PostgresEntrance(endpoint, login, timeout, PostgresSettings.AS_SET, idle);
    }

    private static <T> PostgresEntrance.Question<T> asking(Asked<T> asked) {
        return connection -> {
            try (var statement = connection.createStatement()) {
                return asked.of(statement);
            }
        };
    }

    static String identity(Statement statement) throws SQLException {
        try {
            return single(statement, "SELECT system_identifier FROM pg_catalog.pg_control_system()");
        } catch (SQLException e) {
            if (!PERMISSION_DENIED.equals(e.getSQLState())) {
                throw e;
            }
            return "databases:"
                    + single(
                            statement,
                            "SELECT pg_catalog.md5(pg_catalog.string_agg(oid || datname, ' ' ORDER BY oid))"
                                    + " FROM pg_catalog.pg_database");
        }
    }

    private static String checkpoint(Statement statement) throws SQLException {
        try {
            statement.execute(WITHOUT_LIMITS);
            statement.execute("CHECKPOINT");
        } catch (SQLException e) {
            if (!PERMISSION_DENIED.equals(e.getSQLState())) {
                throw e;
            }
        }
        return "";
    }

    static String single(Statement statement, String query) throws SQLException {
        try (var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** What is asked once somebody is logged in. */
    private interface Asked<T> {
        T of(Statement statement) throws SQLException;
    }

    /** What came of it. */
    private interface Said {
        String words() throws SQLException;
    }
}
