package dev.berth.engine;

import dev.berth.policy.Endpoint;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Puts databases of a live PostgreSQL server in the place of others; every failure is worded for people. */
public final class PostgresReplacing {
    /** Whoever is in there renames nothing under its own feet; it is in no backup. */
    public static final String ELSEWHERE = "template1";

    private static final String DATABASES = "SELECT datname FROM pg_catalog.pg_database";
    private static final String TEMPLATES = DATABASES + " WHERE datistemplate";
    private static final String ROLES = "SELECT rolname FROM pg_catalog.pg_roles";
    private static final String NOW =
            "SELECT pg_catalog.to_char(pg_catalog.now() AT TIME ZONE 'UTC', 'YYYYMMDD\"T\"HH24MISS\"Z\"')";

    /** What keeps a database from being renamed, or would go on following it under its other name. */
    private static final String OTHERS = "SELECT datname, coalesce(nullif(application_name, ''), 'a client') || ' as '"
            + " || usename || coalesce(' from ' || pg_catalog.host(client_addr), ' within its container')"
            + " FROM pg_catalog.pg_stat_activity WHERE backend_type = 'client backend'"
            + " AND pid <> pg_catalog.pg_backend_pid() AND application_name IS DISTINCT FROM '" + PostgresDriver.NAME
            + "' UNION ALL SELECT database, 'the prepared transaction ' || gid FROM pg_catalog.pg_prepared_xacts"
            + " UNION ALL SELECT database, 'the replication slot ' || slot_name FROM pg_catalog.pg_replication_slots"
            + " WHERE database IS NOT NULL"
            + " UNION ALL SELECT datname, 'the subscription ' || subname FROM pg_catalog.pg_subscription s"
            + " JOIN pg_catalog.pg_database d ON d.oid = s.subdbid";

    private static final String END =
            "SELECT pg_catalog.pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity" + " WHERE datname = ?";

    private final PostgresEntrance entrance;

    public PostgresReplacing(Endpoint endpoint, Login login, Patience patience) {
        this.entrance = new PostgresEntrance(endpoint, login, patience, PostgresSettings.NOT_AS_FOR_CLIENTS);
    }

    /** Whoever else is in some databases, and whatever follows them. */
    public List<String> others(Collection<String> databases) throws IOException {
        return asked(connection -> {
            var others = new ArrayList<String>();
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery(OTHERS)) {
                while (rows.next()) {
                    if (databases.contains(rows.getString(1))) {
                        others.add(rows.getString(2) + ", in " + rows.getString(1));
                    }
                }
            }
            return others;
        });
    }

    public Set<String> databases() throws IOException {
        return names(DATABASES);
    }

    /** Those of the databases that PostgreSQL does not drop as they are. */
    public Set<String> templates() throws IOException {
        return names(TEMPLATES);
    }

    public Set<String> roles() throws IOException {
        return names(ROLES);
    }

    /** What this moment is called in names that must be told apart. */
    public String stamp() throws IOException {
        return names(NOW).iterator().next();
    }

    private Set<String> names(String query) throws IOException {
        return asked(connection -> {
            try (var statement = connection.createStatement()) {
                return new TreeSet<>(PostgresDatabases.names(statement, query));
            }
        });
    }

    /** All of them or none. */
    public void together(List<String> statements) throws IOException {
        asked(connection -> {
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                for (var each : statements) {
                    statement.execute(each);
                }
            }
            connection.commit();
            return statements;
        });
    }

    /** Statements that rename databases, in their order. */
    public static List<String> renamings(Map<String, String> names) {
        return names.entrySet().stream()
                .map(name -> "ALTER DATABASE " + quoted(name.getKey()) + " RENAME TO " + quoted(name.getValue()))
                .toList();
    }

    /** Removes databases that nobody but a killed run of berth was ever in. */
    public void drop(Collection<String> databases) throws IOException {
        var templates = templates();
        for (var database : databases) {
            asked(connection -> {
                try (var sessions = connection.prepareStatement(END);
                        var statement = connection.createStatement()) {
                    sessions.setString(1, database);
                    sessions.executeQuery().close();
                    for (var each : dropping(database, templates.contains(database))) {
                        statement.execute(each);
                    }
                    return database;
                }
            });
        }
    }

    /** Statements that remove a database, in their order. */
    public static List<String> dropping(String database, boolean template) {
        var drop = "DROP DATABASE IF EXISTS " + quoted(database);
        return template
                ? List.of("ALTER DATABASE " + quoted(database) + " WITH IS_TEMPLATE false", drop)
                : List.of(drop);
    }

    /** Removes roles that a run of berth made, but for those that own something by now. */
    public void dropRoles(Collection<String> roles) throws IOException {
        var there = roles();
        for (var role : roles.stream().filter(there::contains).collect(Collectors.toList())) {
            asked(connection -> {
                try (var statement = connection.createStatement()) {
                    return statement.execute("DROP ROLE " + quoted(role));
                } catch (SQLException owns) {
                    return false;
                }
            });
        }
    }

    static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    private <T> T asked(PostgresEntrance.Question<T> question) throws IOException {
        try {
            return entrance.ask(ELSEWHERE, question);
        } catch (SQLException e) {
            throw Reason.failure(e);
        }
    }
}
