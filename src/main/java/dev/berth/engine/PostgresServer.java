package dev.berth.engine;

import dev.berth.engine.Contents.Depth;
import dev.berth.policy.Endpoint;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A PostgreSQL server while it is backed up or restored into; every failure is worded for people. */
public final class PostgresServer {
    private static final String MAY_READ_PASSWORDS =
            "SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user";

    /** The role that {@code initdb} made always has this number. */
    private static final String SUPERUSER = "SELECT rolname FROM pg_catalog.pg_roles WHERE oid = 10";

    private static final String TABLESPACES = "SELECT spcname FROM pg_catalog.pg_tablespace"
            + " WHERE spcname NOT IN ('pg_default', 'pg_global') ORDER BY spcname";

    private final PostgresEntrance entrance;

    public PostgresServer(Endpoint endpoint, Login login, Patience patience) {
        this(endpoint, login, patience, PostgresSettings.NOT_AS_FOR_CLIENTS);
    }

    public PostgresServer(Endpoint endpoint, Login login, Patience patience, PostgresSettings settings) {
        this.entrance = new PostgresEntrance(endpoint, login, patience, settings);
    }

    public ServerFacts facts() throws IOException {
        return asked(connection -> {
            try (var statement = connection.createStatement()) {
                if (!"t".equals(PostgresEngine.single(statement, MAY_READ_PASSWORDS))) {
                    throw new SQLException(
                            "user " + entrance.user() + " is no superuser, and a backup holds the roles too");
                }
                var tablespaces = PostgresDatabases.names(statement, TABLESPACES);
                if (!tablespaces.isEmpty()) {
                    throw new SQLException("it has tablespaces: " + String.join(", ", tablespaces)
                            + ", which this version can't restore");
                }
                var databases = new ArrayList<ServerFacts.Database>();
                for (var name : new PostgresDatabases(entrance).names(connection)) {
                    databases.add(new ServerFacts.Database(name, size(connection, name)));
                }
                return new ServerFacts(
                        PostgresEngine.single(statement, "SHOW server_version"),
                        PostgresEngine.identity(statement),
                        PostgresEngine.single(statement, SUPERUSER),
                        PostgresCluster.history(connection),
                        databases,
                        PostgresDatabases.closed(statement));
            }
        });
    }

    /** A database that the login can enter; any is as good for what belongs to none. */
    public String entered() throws IOException {
        return asked(Connection::getCatalog);
    }

    /** What some of its databases hold, each at one moment. */
    public Contents contents(List<String> databases, Depth depth) throws IOException {
        return asked(connection -> new PostgresDatabases(entrance)
                .contents(
                        connection,
                        databases,
                        depth,
                        inside -> PostgresRoles.with(PostgresContents.of(inside, depth), inside)));
    }

    /** Its roles, so far as another server does not know them. */
    public List<NewRole> roles(Set<String> known) throws IOException {
        return asked(connection -> PostgresNewRoles.of(connection, known));
    }

    /** One moment of one of its databases, held until closed. */
    public PostgresMoment moment(String database) throws IOException {
        try {
            return PostgresMoment.of(entrance.open(database));
        } catch (SQLException e) {
            throw failure(database, e);
        }
    }

    /** Runs one statement in one of its databases. */
    public void execute(String database, String statement) throws IOException {
        try {
            entrance.ask(database, connection -> {
                try (var saying = connection.createStatement()) {
                    return saying.execute(statement);
                }
            });
        } catch (SQLException e) {
            throw failure(database, e);
        }
    }

    private static IOException failure(String database, SQLException e) {
        return Reason.failure("database " + database + ": " + Reason.of(e), e);
    }

    private <T> T asked(PostgresEntrance.Question<T> question) throws IOException {
        try {
            return entrance.ask(question);
        } catch (SQLException e) {
            throw Reason.failure(e);
        }
    }

    private static long size(Connection connection, String database) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT pg_catalog.pg_database_size(?)")) {
            statement.setString(1, database);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }
}
