package dev.berth.engine;

import dev.berth.policy.Endpoint;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;

/**
 * The way into a PostgreSQL server of which only host, port and login are known.
 *
 * <p>Any database will do. {@code postgres} may have been dropped or be closed to the role by {@code pg_hba.conf} or a
 * revoked CONNECT, so the user's own follows, and {@code template1} last.
 */
final class PostgresEntrance {
    /**
     * No such database; no CONNECT right; no line in pg_hba.conf (or another reason against this role); closed to all, or
     * half removed.
     */
    private static final Set<String> NEXT_DOOR = Set.of("3D000", "42501", "28000", "55000");

    /** Last, because a session there blocks CREATE DATABASE. */
    private static final String TEMPLATE = "template1";

    /** Of one database or role as well as of the whole server. */
    private static final String NO_CONNECTION_LEFT = "53300";

    private final Endpoint endpoint;
    private final Login login;
    private final long end;
    private final LongFunction<Deadline> deadlines;
    private final PostgresDriver driver;
    private final IdleSessions idle;

    PostgresEntrance(Endpoint endpoint, Login login, Patience patience, PostgresSettings settings) {
        this(
                endpoint,
                login,
                patience.limit(),
                settings,
                IdleSessions.none(),
                end -> patience.deadline(end, patience.liveness(new PostgresEngine(), endpoint, login)));
    }

    PostgresEntrance(Endpoint endpoint, Login login, Duration timeout, PostgresSettings settings, IdleSessions idle) {
        this(endpoint, login, timeout, settings, idle, Deadline::new);
    }

    private PostgresEntrance(
            Endpoint endpoint,
            Login login,
            Duration timeout,
            PostgresSettings settings,
            IdleSessions idle,
            LongFunction<Deadline> deadlines) {
        this.endpoint = endpoint;
        this.login = login;
        this.end = System.nanoTime() + timeout.toNanos();
        this.deadlines = deadlines;
        this.driver = new PostgresDriver(endpoint, login, settings);
        this.idle = idle;
    }

    String user() {
        return driver.user();
    }

    boolean hasPassword() {
        return login.password().isPresent();
    }

    /** Asks in any database, in a session that is still open or else in a new one. */
    <T> T ask(Question<T> question) throws SQLException {
        var earlier = idle.take(place(), end);
        return earlier.isPresent() ? staying(earlier.get(), question) : askAnew(question);
    }

    /** Asks in a session that ends with it: while one stays, nobody may drop that database or take it as a template. */
    <T> T ask(String database, Question<T> question) throws SQLException {
        return ending(open(database), question);
    }

    /** The same; empty where that database does not let the login in. */
    <T> Optional<T> askWhereLetIn(String database, Question<T> question) throws SQLException {
        PostgresSession session;
        try {
            session = open(database);
        } catch (SQLException e) {
            var state = String.valueOf(e.getSQLState());
            if (NEXT_DOOR.contains(state) || NO_CONNECTION_LEFT.equals(state)) {
                return Optional.empty();
            }
            throw e;
        }
        return Optional.of(ending(session, question));
    }

    /** Asks in a new session, to see whether the server takes one. */
    <T> T askAnew(Question<T> question) throws SQLException {
        return staying(somewhere(), question);
    }

    private <T> T staying(PostgresSession session, Question<T> question) throws SQLException {
        boolean stays = false;
        try {
            var answer = question.ask(session.connection());
            stays = !TEMPLATE.equals(session.connection().getCatalog());
            return answer;
        } catch (SQLException e) {
            throw session.told(e);
        } finally {
            if (stays) {
                idle.leave(place(), session);
            } else {
                session.close();
            }
        }
    }

    private static <T> T ending(PostgresSession session, Question<T> question) throws SQLException {
        try {
            return question.ask(session.connection());
        } catch (SQLException e) {
            throw session.told(e);
        } finally {
            session.close();
        }
    }

    private PostgresSession somewhere() throws SQLException {
        SQLException first = null;
        for (var database : List.of("postgres", user(), TEMPLATE)) {
            try {
                return open(database);
            } catch (SQLException e) {
                if (!NEXT_DOOR.contains(String.valueOf(e.getSQLState()))) {
                    throw e;
                }
                first = first == null ? e : first;
            }
        }
        throw first == null ? new SQLException("no database to log in to") : first;
    }

    /** A new session, which is the caller's to close. */
    PostgresSession open(String database) throws SQLException {
        return driver.open(database, deadlines.apply(end));
    }

    private IdleSessions.Place place() {
        return new IdleSessions.Place(endpoint.authority(), login);
    }

    /** What is asked in one session. */
    interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }
}
