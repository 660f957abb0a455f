package dev.berth.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The shape of what one database holds, an entry an object: columns in order with their types, keys, indexes, triggers,
 * functions by what they take, extensions.
 *
 * <p>Expressions (defaults, checks, views, bodies) count by being there, not by their text: PostgreSQL does not print all of
 * them alike before a dump and after its restore. Indexes count so far as pg_dump takes them: not those that could not be
 * built, and those of a partitioned table whether or not all its partitions have theirs. So do foreign keys: PostgreSQL 12
 * and newer have one more for each partition that one refers to, and 11 and newer one for each that it is inherited by, under
 * names that a restore gives anew.
 *
 * <p>Backups keep the digests: another text below has another {@link ShapeEdition}.
 */
final class PostgresSchema {
    private static final String OWN = """
            n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
              AND n.nspname NOT LIKE 'pg\\_temp\\_%%' AND n.nspname NOT LIKE 'pg\\_toast\\_temp\\_%%'
              AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                WHERE d.classid = '%s'::regclass AND d.objid = %s.oid AND d.deptype = 'e')
            """;

    private static final String RELATIONS = """
            SELECT CASE c.relkind WHEN 'v' THEN 'view ' WHEN 'm' THEN 'materialized view ' WHEN 'S' THEN 'sequence '
                WHEN 'f' THEN 'foreign table ' WHEN 'c' THEN 'type ' ELSE 'table ' END
                || pg_catalog.format('%%I.%%I', n.nspname, c.relname),
              pg_catalog.concat_ws('; ', c.relkind, c.relpersistence,
                pg_catalog.pg_get_partkeydef(c.oid), c.relispartition,
                (SELECT pg_catalog.string_agg(pg_catalog.concat_ws(' ', a.attname,
                    pg_catalog.format_type(a.atttypid, a.atttypmod), a.attnotnull, a.atthasdef, a.attidentity,
                    a.attgenerated), ', ' ORDER BY a.attnum)
                  FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped),
                (SELECT pg_catalog.string_agg(pg_catalog.concat_ws(' ', k.conname, k.contype, k.convalidated), ', '
                    ORDER BY k.conname) FROM pg_catalog.pg_constraint k WHERE k.conrelid = c.oid
                    AND (k.contype <> 'f' OR coalesce(pg_catalog.to_jsonb(k) ->> 'conparentid', '0') = '0')),
                (SELECT pg_catalog.string_agg(pg_catalog.concat_ws(' ', i.relname, x.indisunique,
                    x.indnkeyatts), ', ' ORDER BY i.relname)
                  FROM pg_catalog.pg_index x JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid
                  WHERE x.indrelid = c.oid AND x.indisready AND (x.indisvalid OR c.relkind = 'p')),
                (SELECT pg_catalog.string_agg(pg_catalog.concat_ws(' ', t.tgname, t.tgenabled), ', ' ORDER BY t.tgname)
                  FROM pg_catalog.pg_trigger t WHERE t.tgrelid = c.oid AND NOT t.tgisinternal))
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f', 'c') AND c.relpersistence <> 't' AND %s
            """;

    private static final String FUNCTIONS = """
            SELECT 'function ' || pg_catalog.format('%%I.%%I', n.nspname, p.proname)
                || '(' || pg_catalog.pg_get_function_identity_arguments(p.oid) || ')',
              pg_catalog.concat_ws('; ', p.prokind, pg_catalog.pg_get_function_result(p.oid), p.provolatile)
            FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
            WHERE %s
            """;

    private static final String ENUMS = """
            SELECT 'enum ' || pg_catalog.format('%%I.%%I', n.nspname, y.typname),
              (SELECT pg_catalog.string_agg(l.enumlabel, ', ' ORDER BY l.enumsortorder)
                FROM pg_catalog.pg_enum l WHERE l.enumtypid = y.oid)
            FROM pg_catalog.pg_type y JOIN pg_catalog.pg_namespace n ON n.oid = y.typnamespace
            WHERE y.typtype = 'e' AND %s
            """;

    private static final String EXTENSIONS = "SELECT 'extension ' || x.extname, NULL FROM pg_catalog.pg_extension x";

    private static final String LARGE_OBJECTS =
            "SELECT 'large objects', count(*)::text" + " FROM pg_catalog.pg_largeobject_metadata HAVING count(*) > 0";

    private static final String DIGESTED = "SELECT o.name, left(pg_catalog.encode(pg_catalog.sha256("
            + "pg_catalog.convert_to(coalesce(o.shape, ''), 'UTF8')), 'hex'), 16) FROM (";

    private PostgresSchema() {}

    /** In one question, since clients may be waiting for the answer. */
    static SortedMap<String, String> of(Connection connection) throws SQLException {
        var all = String.join(
                " UNION ALL ",
                own(RELATIONS, "pg_class", "c"),
                own(FUNCTIONS, "pg_proc", "p"),
                own(ENUMS, "pg_type", "y"),
                EXTENSIONS,
                LARGE_OBJECTS);
        var objects = new TreeMap<String, String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(DIGESTED + all + ") AS o (name, shape)")) {
            while (rows.next()) {
                objects.put(rows.getString(1), rows.getString(2));
            }
        }
        return objects;
    }

    private static String own(String query, String catalog, String alias) {
        return query.formatted(OWN.formatted(catalog, alias));
    }
}
