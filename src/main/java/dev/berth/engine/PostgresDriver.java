package dev.berth.engine;

import dev.berth.policy.Endpoint;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.jdbc.PgConnection;
import org.postgresql.util.HostSpec;

/** Opens sessions with one PostgreSQL server as berth wants them of pgjdbc. */
record PostgresDriver(Endpoint endpoint, Login login, PostgresSettings settings) {
    /** What berth's sessions are called in the server's own lists. */
    static final String NAME = "berth";

    /**
     * PostgreSQL 14 and 17 brought these, and older ones refuse a first packet that names them. Only by the last one does
     * a server look, during a query, whether anybody still waits for its answer.
     */
    private static final String WITHOUT_NEWER_LIMITS = "SELECT pg_catalog.set_config(name,"
            + " CASE name WHEN 'client_connection_check_interval' THEN '10s' ELSE '0' END, false)"
            + " FROM pg_catalog.pg_settings WHERE name IN"
            + " ('idle_session_timeout', 'transaction_timeout', 'client_connection_check_interval')";

    String user() {
        return login.user().orElse("postgres");
    }

    PostgresSession open(String database, Deadline deadline) throws SQLException {
        try {
            var connection = connection(database, deadline);
            return new PostgresSession(
                    settings == PostgresSettings.AS_SET ? connection : unhurried(connection), deadline);
        } catch (SQLException e) {
            throw PostgresSession.told(e, deadline);
        }
    }

    /** What the driver's own connect() hands on to the sockets is text alone. */
    private Connection connection(String database, Deadline deadline) throws SQLException {
        return new PgConnection(
                new HostSpec[] {new HostSpec(endpoint.host(), endpoint.port())},
                properties(database, deadline),
                "jdbc:postgresql://" + endpoint.authority() + "/");
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
    private Properties properties(String database, Deadline deadline) {
        var properties = new Properties();
        properties.setProperty("PGDBNAME", database);
        properties.setProperty("user", user());
        login.password().ifPresent(password -> properties.setProperty("password", password));
        properties.setProperty("ApplicationName", NAME);
        properties.setProperty("assumeMinServerVersion", "10");
        properties.setProperty("gssEncMode", "disable");
        properties.setProperty("preferQueryMode", "simple");
        if (settings != PostgresSettings.AS_SET) {
            properties.setProperty("options", settings.options());
        }
        properties.setProperty("socketFactory", DeadlineSockets.class.getName());
        properties.put(DeadlineSockets.DEADLINE, deadline);
        return properties;
    }
}
