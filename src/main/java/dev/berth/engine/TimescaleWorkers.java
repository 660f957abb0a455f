package dev.berth.engine;

import dev.berth.policy.Endpoint;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/**
 * TimescaleDB's background workers, which run its jobs. It stops those of a database that is to be renamed,
 * even where that fails then, and starts them by itself at the server's next start alone ({@code ALTER DATABASE … RENAME}
 * says so in a warning).
 */
public final class TimescaleWorkers {
    /** Since 2.12 in the first of these schemas; of the extension itself, since it is called as a superuser. */
    private static final String START = "SELECT pg_catalog.quote_ident(n.nspname) || '.start_background_workers()'"
            + " FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace"
            + " JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_proc'::regclass AND d.objid = p.oid"
            + " JOIN pg_catalog.pg_extension x ON d.refclassid = 'pg_catalog.pg_extension'::regclass"
            + " AND x.oid = d.refobjid WHERE d.deptype = 'e' AND x.extname = 'timescaledb'"
            + " AND p.proname = 'start_background_workers' AND p.pronargs = 0"
            + " AND n.nspname IN ('_timescaledb_functions', '_timescaledb_internal') ORDER BY n.nspname LIMIT 1";

    private final PostgresEntrance entrance;

    public TimescaleWorkers(Endpoint endpoint, Login login, Patience patience) {
        this.entrance = new PostgresEntrance(endpoint, login, patience, PostgresSettings.NOT_AS_FOR_CLIENTS);
    }

    /** Has them go on in those databases that have the extension; tells of those in which they don't. */
    public List<String> start(Collection<String> databases) {
        var still = new ArrayList<String>();
        for (var database : databases) {
            var calls = new ArrayList<String>();
            try {
                entrance.ask(database, connection -> started(connection, calls));
            } catch (SQLException e) {
                still.add(told(database, calls, Reason.of(e)));
            }
        }
        return still;
    }

    /**
     * The same for all databases that let the login in.
     *
     * @param left those in which they are to stay as they are
     */
    public List<String> startAll(Predicate<String> left) {
        try {
            return start(entrance.ask(connection -> new PostgresDatabases(entrance).names(connection)).stream()
                    .filter(left.negate())
                    .toList());
        } catch (SQLException e) {
            return List.of("whether TimescaleDB's background workers run can't be told: " + Reason.of(e));
        }
    }

    /** @param calls that would start them, of one that is known to have the extension */
    private static String told(String database, List<String> calls, String reason) {
        return calls.isEmpty()
                ? "whether TimescaleDB's background workers run in database " + database + " can't be told: " + reason
                : "TimescaleDB's background workers don't run in database " + database + ": " + reason
                        + " — run SELECT " + calls.get(0) + " in it";
    }

    /** @param calls takes those that start them */
    private static List<String> started(Connection connection, List<String> calls) throws SQLException {
        try (var statement = connection.createStatement()) {
            calls.addAll(PostgresDatabases.names(statement, START));
            for (var call : calls) {
                if (!"t".equals(PostgresEngine.single(statement, "SELECT " + call))) {
                    throw new SQLException("it does not start them");
                }
            }
            return calls;
        }
    }
}
