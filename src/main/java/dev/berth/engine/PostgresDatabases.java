package dev.berth.engine;

import dev.berth.engine.Contents.Depth;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The databases of one PostgreSQL server that a login may connect to, and the way into each. */
record PostgresDatabases(PostgresEntrance entrance) {
    private static final String NAMES = "SELECT datname FROM pg_catalog.pg_database"
            + " WHERE datallowconn AND NOT datistemplate AND pg_catalog.has_database_privilege(oid, 'CONNECT')"
            + " ORDER BY datname";

    List<String> names(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            return names(statement, NAMES);
        }
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
    Contents contents(Connection connection, List<String> names, Depth depth, Look look) throws SQLException {
        var all = Contents.none(depth);
        for (var name : names) {
            if (name.equals(connection.getCatalog())) {
                all = all.with(name, look.at(connection));
            } else {
                try (var inside = entrance.open(name)) {
                    all = all.with(name, look.at(inside));
                }
            }
        }
        return all;
    }

    /** How one of them is looked at. */
    interface Look {
        Contents at(Connection inside) throws SQLException;
    }
}
