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

    private final Endpoint endpoint;
    private final Login login;
    private final long end;

    PostgresEntrance(Endpoint endpoint, Login login, Duration timeout) {
        this.endpoint = endpoint;
        this.login = login;
        this.end = System.nanoTime() + timeout.toNanos();
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
        return connection;
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
        properties.setProperty("socketFactory", DeadlineSockets.class.getName());
        properties.setProperty("socketFactoryArg", Long.toString(end));
        return properties;
    }
}
