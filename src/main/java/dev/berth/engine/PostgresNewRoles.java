package dev.berth.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Roles of one PostgreSQL server as statements that make those anew which another lacks, with their passwords' hashes; what
 * quotes names and values is the server itself.
 */
final class PostgresNewRoles {
    /** Whom berth logs in as while it restores, and roles that every server has. */
    private static final String OURS = " !~ '^(pg_.*|berth_[0-9a-f]{8})$'";

    private static final String MAKE = "SELECT rolname, rolname, pg_catalog.format('CREATE ROLE %I WITH %s %s %s %s %s"
            + " %s %s CONNECTION LIMIT %s%s%s', rolname, "
            + either("rolsuper", "SUPERUSER") + ", " + either("rolinherit", "INHERIT") + ", "
            + either("rolcreaterole", "CREATEROLE") + ", " + either("rolcreatedb", "CREATEDB") + ", "
            + either("rolcanlogin", "LOGIN") + ", " + either("rolreplication", "REPLICATION") + ", "
            + either("rolbypassrls", "BYPASSRLS") + ", rolconnlimit,"
            + " coalesce(' PASSWORD ' || pg_catalog.quote_literal(rolpassword), ''),"
            + " coalesce(' VALID UNTIL ' || pg_catalog.quote_literal(rolvaliduntil::text), ''))"
            + " FROM pg_catalog.pg_authid WHERE rolname" + OURS + " ORDER BY 1";

    /** One for each pair, whoever granted it how often; what is not said of INHERIT would be taken from the member. */
    private static final String JOIN = "SELECT m.rolname, g.rolname, pg_catalog.format('GRANT %I TO %I%s', g.rolname,"
            + " m.rolname, coalesce(' WITH ADMIN ' || bool_or(admin_option)"
            + " || ', INHERIT ' || bool_or(" + PostgresRoles.option("inherit_option") + "::boolean)"
            + " || ', SET ' || bool_or(" + PostgresRoles.option("set_option") + "::boolean),"
            + " CASE WHEN bool_or(admin_option) THEN ' WITH ADMIN OPTION' ELSE '' END))"
            + " FROM pg_catalog.pg_auth_members a JOIN pg_catalog.pg_roles g ON g.oid = roleid"
            + " JOIN pg_catalog.pg_roles m ON m.oid = member WHERE m.rolname" + OURS + " GROUP BY 1, 2 ORDER BY 1, 2";

    /** Lists of names are kept as they are written, each name in its own quotes (pg_dump does the same). */
    private static final String SET =
            "SELECT rolname, rolname, pg_catalog.format('ALTER ROLE %I SET %I TO %s', rolname,"
                    + " pg_catalog.split_part(one, '=', 1), CASE WHEN pg_catalog.split_part(one, '=', 1) IN ('search_path',"
                    + " 'temp_tablespaces', 'local_preload_libraries', 'session_preload_libraries') THEN rest"
                    + " ELSE pg_catalog.quote_literal(rest) END) FROM pg_catalog.pg_db_role_setting"
                    + " JOIN pg_catalog.pg_roles r ON r.oid = setrole, pg_catalog.unnest(setconfig) one,"
                    + " pg_catalog.substr(one, pg_catalog.strpos(one, '=') + 1) rest"
                    + " WHERE setdatabase = 0 AND rolname" + OURS + " ORDER BY 1, 3";

    private PostgresNewRoles() {}

    private static String either(String column, String word) {
        return "CASE WHEN " + column + " THEN '" + word + "' ELSE 'NO" + word + "' END";
    }

    /** @param known those that the other server has; nothing that is only about them is said */
    static List<NewRole> of(Connection connection, Set<String> known) throws SQLException {
        var made = new ArrayList<NewRole>();
        try (var statement = connection.createStatement()) {
            for (var query : List.of(MAKE, JOIN, SET)) {
                try (var rows = statement.executeQuery(query)) {
                    while (rows.next()) {
                        var words = rows.getString(3);
                        lacking(known, rows.getString(1), rows.getString(2))
                                .ifPresent(role -> made.add(new NewRole(role, words)));
                    }
                }
            }
        }
        return made;
    }

    /** Whose statement it is: a member that the other server has is not lacking because its group is. */
    private static Optional<String> lacking(Set<String> known, String role, String group) {
        return Stream.of(role, group).filter(name -> !known.contains(name)).findFirst();
    }
}
