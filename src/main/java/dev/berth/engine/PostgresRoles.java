package dev.berth.engine;

import dev.berth.engine.Contents.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What only a superuser may read of a PostgreSQL server, and only a backup must hold: roles with what they may and whose
 * members they are, and the contents of large objects.
 *
 * <p>Backups keep the digests of roles: another text below has another {@link ShapeEdition}.
 */
final class PostgresRoles {
    /** Numbers of roles are others in another cluster, so names stand for them. */
    private static final String ROLES = "SELECT rolname, pg_catalog.md5(pg_catalog.row_to_json(role)::text) FROM ("
            + "SELECT r.rolname, r.rolsuper, r.rolinherit, r.rolcreaterole, r.rolcreatedb, r.rolcanlogin,"
            + " r.rolreplication, r.rolbypassrls, r.rolconnlimit,"
            // As text it would be in the time zone of the session.
            + " r.rolvaliduntil AT TIME ZONE 'UTC' AS rolvaliduntil,"
            // Not the hash: manifests go where it must not.
            + " pg_catalog.left(r.rolpassword, 3) AS password,"
            + " (SELECT pg_catalog.array_agg(one.membership ORDER BY one.membership COLLATE \"C\") FROM (SELECT"
            + " pg_catalog.concat_ws(' ', g.rolname, a.admin_option, " + option("inherit_option") + ", "
            + option("set_option") + ") AS membership FROM pg_catalog.pg_auth_members a"
            + " JOIN pg_catalog.pg_roles g ON g.oid = a.roleid WHERE a.member = r.oid) one) AS memberships,"
            + " (SELECT pg_catalog.array_agg(s.setting ORDER BY s.setting) FROM (SELECT pg_catalog.unnest(setconfig)"
            + " AS setting FROM pg_catalog.pg_db_role_setting WHERE setrole = r.oid AND setdatabase = 0) s) AS settings"
            + " FROM pg_catalog.pg_authid r WHERE r.rolname !~ '^pg_' AND r.rolname !~ '^berth_[0-9a-f]{8}$') role"
            + " ORDER BY rolname";

    /**
     * Pages that hold nothing but zeros may be missing, and zeros at the end of one too: a hole is a page once it was
     * dumped.
     */
    private static final String LARGE = "SELECT count(DISTINCT loid), coalesce(sum(pg_catalog.hashtextextended("
            + "loid || ' ' || pageno || ' ' || pg_catalog.md5(pg_catalog.btrim(data, '\\x00'::bytea)), 0)::numeric), 0)::text"
            + " FROM pg_catalog.pg_largeobject WHERE pg_catalog.btrim(data, '\\x00'::bytea) <> ''::bytea";

    private PostgresRoles() {}

    /**
     * An expression for an option of a membership {@code a} (a row of {@code pg_auth_members}) as text.
     *
     * @param column that PostgreSQL has since 16; before that, the option is null
     */
    static String option(String column) {
        return "(pg_catalog.to_jsonb(a) ->> '" + column + "')";
    }

    /** What a look that every role may take saw, and this. */
    static Contents with(Contents seen, Connection connection) throws SQLException {
        var schema = new TreeMap<>(seen.schema());
        schema.putAll(roles(connection));
        var tables = new TreeMap<>(seen.tables());
        var large = largeObjects(connection);
        if (large.rows() > 0) {
            tables.put("large objects", large);
        }
        return new Contents(seen.depth(), schema, tables, seen.unread());
    }

    /** A digest of each role, by its name. */
    private static SortedMap<String, String> roles(Connection connection) throws SQLException {
        var roles = new TreeMap<String, String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(ROLES)) {
            while (rows.next()) {
                roles.put("role " + rows.getString(1), rows.getString(2));
            }
        }
        return roles;
    }

    /** All large objects of one database that hold anything. */
    private static Table largeObjects(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(LARGE)) {
            rows.next();
            return new Table(rows.getLong(1), "pages:" + rows.getString(2));
        }
    }
}
