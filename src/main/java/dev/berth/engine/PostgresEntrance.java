package dev.berth.engine;

import dev.berth.policy.Endpoint;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.postgresql.Driver;

/**
 * The way into a PostgreSQL server of which only host, port and login are known.
 *
 * <p>Any database will do. {@code postgres} may have been dropped or be closed to the role by {@code pg_hba.conf} or a
 * revoked CONNECT, so the user's own follows, and {@code template1} last, because a session there blocks CREATE
 * DATABASE.
 */
final class PostgresEntrance {
    /** What berth's sessions are called in the server's own lists. */
    static final String NAME = "berth";

    /** No such database; no CONNECT right; no line in pg_hba.conf (or another reason against this role). */
    private static final Set<String> NEXT_DOOR = Set.of("3D000", "42501", "28000");

    /** In the first packet, so that not even a first query falls to what a role or database has set. */
    private static final String WITHOUT_LIMITS = "-c statement_timeout=0 -c idle_in_transaction_session_timeout=0";

    /** PostgreSQL 14 and 17 brought these, and older ones refuse a first packet that names them. */
    private static final String WITHOUT_NEWER_LIMITS = "SELECT pg_catalog.set_config(name, '0', false)"
            + " FROM pg_catalog.pg_settings WHERE name IN ('idle_session_timeout', 'transaction_timeout')";

    private final Endpoint endpoint;
    private final Login login;
    private final long end;
    private final Hurry hurry;

    PostgresEntrance(Endpoint endpoint, Login login, Duration timeout) {
        this(endpoint, login, timeout, Hurry.AS_SET);
    }

    PostgresEntrance(Endpoint endpoint, Login login, Duration timeout, Hurry hurry) {
        this.endpoint = endpoint;
        this.login = login;
        this.end = System.nanoTime() + timeout.toNanos();
        this.hurry = hurry;
    }

    /** Which limits of time the server itself sets a session. */
    enum Hurry {
        /** Those of the server, the database and the role. */
        AS_SET,
        /** None: a large database takes as long as it takes. */
        NONE
    }

    String user() {
        return login.user().orElse("postgres");
    }

    boolean hasPassword() {
        return login.password().isPresent();
    }

    Connection open() throws SQLException {
        SQLException first = null;
        for (var database : List.of("postgres", user(), "template1")) {
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

    Connection open(String database) throws SQLException {
        var name = URLEncoder.encode(database, StandardCharsets.UTF_8);
        var url = "jdbc:postgresql://" + endpoint.authority() + "/" + name;
        var connection = new Driver().connect(url, properties());
        if (connection == null) {
            throw new IllegalStateException("pgjdbc does not know " + url);
        }
        return hurry == Hurry.NONE ? unhurried(connection) : connection;
    }

    private static Connection unhurried(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(WITHOUT_NEWER_LIMITS);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** As few round trips as there can be: no GSS request, simple queries, session settings in the first packet. */
    private Properties properties() {
        var properties = new Properties();
        properties.setProperty("user", user());
        login.password().ifPresent(password -> properties.setProperty("password", password));
        properties.setProperty("ApplicationName", NAME);
        properties.setProperty("assumeMinServerVersion", "10");
        properties.setProperty("gssEncMode", "disable");
        properties.setProperty("preferQueryMode", "simple");
        if (hurry == Hurry.NONE) {
            properties.setProperty("options", WITHOUT_LIMITS);
        }
        properties.setProperty("socketFactory", DeadlineSockets.class.getName());
        properties.setProperty("socketFactoryArg", Long.toString(end));
        return properties;
    }
}
