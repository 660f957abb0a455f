package dev.berth.engine;

import dev.berth.engine.Contents.Depth;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The databases of one PostgreSQL server that a login may connect to, and the way into each. */
record PostgresDatabases(PostgresEntrance entrance) {
    /** Templates of users hold what users put there, as any database does. */
    private static final String ALL = "SELECT datname FROM pg_catalog.pg_database"
            + " WHERE datname NOT IN ('template0', 'template1') AND %s ORDER BY datname";

    /** One whose removal was broken off has a limit of its own, and lets nobody in (PostgreSQL 16, and minor releases of others). */
    private static final String OPEN =
            "datallowconn AND datconnlimit <> -2 AND pg_catalog.has_database_privilege(oid, 'CONNECT')";

    List<String> names(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            return names(statement, ALL.formatted(OPEN));
        }
    }

    /** Those that the login may not connect to. */
    static List<String> closed(Statement statement) throws SQLException {
        return names(statement, ALL.formatted("NOT (" + OPEN + ")"));
    }

    /** The first column of whatever a query finds. */
    static List<String> names(Statement statement, String query) throws SQLException {
        var names = new ArrayList<String>();
        try (var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    /** What some of them hold; one that the given session is in already is looked at by it. */
    Contents contents(Connection connection, List<String> names, Depth depth, PostgresEntrance.Question<Contents> look)
            throws SQLException {
        var all = Contents.none(depth);
        for (var name : names) {
            all = all.with(
                    name, name.equals(connection.getCatalog()) ? look.ask(connection) : entrance.ask(name, look));
        }
        return all;
    }

    /** The same of those that let the login in; others are among what was left out. */
    Contents contentsWhereLetIn(
            Connection connection, List<String> names, Depth depth, PostgresEntrance.Question<Contents> look)
            throws SQLException {
        var all = Contents.none(depth);
        for (var name : names) {
            var found = name.equals(connection.getCatalog())
                    ? Optional.of(look.ask(connection))
                    : entrance.askWhereLetIn(name, look);
            all = found.isPresent() ? all.with(name, found.get()) : all.beside(name);
        }
        return all;
    }
}
