package dev.berth.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * One table with rows of its own: a partition, but not the table that is partitioned.
 *
 * @param name with its schema, quoted where it has to be
 * @param hashable whether equal rows have equal hashes in whichever cluster they are
 */
record PostgresTable(String name, boolean hashable) {
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
                      WHERE typname LIKE 'reg%' AND typnamespace = 'pg_catalog'::regnamespace)))
            FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind = 'r' AND c.relpersistence <> 't'
              AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
              AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
            ORDER BY 1
            """;

    static List<PostgresTable> all(Connection connection) throws SQLException {
        var tables = new ArrayList<PostgresTable>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(TABLES)) {
            while (rows.next()) {
                tables.add(new PostgresTable(rows.getString(1), rows.getBoolean(2)));
            }
        }
        return tables;
    }
}
