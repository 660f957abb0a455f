package dev.berth.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * One table with rows of its own: a partition, but not the table that is partitioned. Of what belongs to an extension only
 * its configuration counts, in which users' rows are (PostgreSQL documentation, section 36.17.3), such as where TimescaleDB
 * keeps which chunks a hypertable has.
 *
 * @param name with its schema, quoted where it has to be
 * @param hashable whether equal rows have equal hashes in whichever cluster they are
 * @param condition which of an extension's rows a dump would take, from {@code WHERE} on; empty for all
 */
record PostgresTable(String name, boolean hashable, String condition) {
    /** Values of these types are hashed by object identifiers, which a restore gives anew. */
    private static final String TABLES = """
            SELECT pg_catalog.format('%I.%I', n.nspname, c.relname),
              NOT EXISTS (
                SELECT FROM pg_catalog.pg_attribute a
                JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
                LEFT JOIN pg_catalog.pg_type e ON e.oid = t.typelem AND t.typcategory = 'A'
                WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                  AND (coalesce(e.typtype, t.typtype) <> 'b'
                    OR coalesce(e.oid, t.oid) IN (SELECT oid FROM pg_catalog.pg_type
                      WHERE typname LIKE 'reg%' AND typnamespace = 'pg_catalog'::regnamespace))),
              coalesce(x.extcondition[pg_catalog.array_position(x.extconfig, c.oid)], '')
            FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            LEFT JOIN pg_catalog.pg_extension x ON c.oid = ANY (x.extconfig)
            WHERE c.relkind = 'r' AND c.relpersistence <> 't'
              AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
              AND (x.oid IS NOT NULL OR NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e'))
            ORDER BY 1
            """;

    static List<PostgresTable> all(Connection connection) throws SQLException {
        var tables = new ArrayList<PostgresTable>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(TABLES)) {
            while (rows.next()) {
                tables.add(new PostgresTable(rows.getString(1), rows.getBoolean(2), rows.getString(3)));
            }
        }
        return tables;
    }

    /** The same, whose rows are hashed as text. */
    PostgresTable unhashable() {
        return new PostgresTable(name, false, condition);
    }
}
