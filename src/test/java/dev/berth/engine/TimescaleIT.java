package dev.berth.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.engine.Contents.Depth;
import dev.berth.policy.EngineKind;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a real TimescaleDB holds, whose rows lie in chunks and which writes by itself. */
@Timeout(60)
class TimescaleIT implements LoginContract {
    private static final String CHUNKS = "_timescaledb_internal._hyper_";
    private static final String CREW =
            "CREATE ROLE crew; CREATE ROLE sailor; GRANT crew TO sailor WITH INHERIT FALSE, SET FALSE";
    private static RigContainer server;

    @BeforeAll
    static void start() throws SQLException {
        server = new RigContainer(5432, "-e", "POSTGRES_PASSWORD=right", "berth-rig/timescaledb:17");
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
            connect().close();
            return true;
        });
        sql("CREATE EXTENSION timescaledb");
        sql("CREATE TABLE readings (at timestamptz NOT NULL, value float8)");
        sql("SELECT create_hypertable('readings', 'at', chunk_time_interval => interval '1 day')");
        sql("INSERT INTO readings SELECT timestamptz '2026-01-01' + n * interval '1 hour', n"
                + " FROM generate_series(0, 999) n");
    }

    @AfterAll
    static void remove() {
        server.close();
    }

    @Override
    public EngineKind kind() {
        return EngineKind.TIMESCALEDB;
    }

    @Override
    public RigContainer server() {
        return server;
    }

    @ParameterizedTest
    @EnumSource(Depth.class)
    void everyRowOfAHypertableIsSeenOnce(Depth depth) throws SQLException {
        well();
        var seen = look(depth);

        assertThat(seen.tables().get("public.readings"))
                .extracting(Contents.Table::rows)
                .isEqualTo(0L);
        assertThat(seen.tables().entrySet().stream()
                        .filter(table -> table.getKey().startsWith(CHUNKS))
                        .mapToLong(table -> table.getValue().rows()))
                .hasSize(42)
                .satisfies(rows -> assertThat(
                                rows.stream().mapToLong(Long::longValue).sum())
                        .isEqualTo(1000));
    }

    @ParameterizedTest
    @EnumSource(Depth.class)
    void aRowThatIsGoneFromAChunkIsFound(Depth depth) throws SQLException {
        well();
        var before = look(depth);
        sql("DELETE FROM readings WHERE value = 500");

        var after = look(depth);

        sql("INSERT INTO readings VALUES (timestamptz '2026-01-01' + 500 * interval '1 hour', 500)");
        assertThat(before.differences(after))
                .singleElement()
                .asString()
                .startsWith(CHUNKS)
                .endsWith(" has 23 rows instead of 24");
    }

    @Test
    void aChunkThatItsHypertableHasForgottenIsFound() throws SQLException {
        well();
        try (var connection = connect();
                var statement = connection.createStatement()) {
            var before = PostgresContents.of(connection, Depth.FAST);
            connection.setAutoCommit(false);
            statement.execute("DELETE FROM _timescaledb_catalog.chunk_constraint WHERE chunk_id = 1");

            var after = PostgresContents.of(connection, Depth.FAST);

            connection.rollback();
            assertThat(before.differences(after))
                    .containsExactly("_timescaledb_catalog.chunk_constraint has 41 rows instead of 42");
        }
    }

    @ParameterizedTest
    @EnumSource(Depth.class)
    void whatItsOwnJobsWriteOfThemselvesIsNoDifference(Depth depth) throws SQLException {
        well();
        var before = look(depth);
        sql("UPDATE _timescaledb_internal.bgw_job_stat SET total_runs = total_runs + 1");

        var after = look(depth);

        assertThat(before.differences(after)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Depth.class)
    void aRestartChangesNeitherWhatItHoldsNorHowFarItHasCome(Depth depth) {
        var before = seen(depth);
        server.restart("SIGINT");

        var after = seen(depth);

        assertThat(before.contents().differences(after.contents())).isEmpty();
        assertThat(after.history().transactions()).isEqualTo(before.history().transactions());
    }

    @Test
    void itsBackgroundWorkersAreNobodysSessions() throws SQLException {
        well();
        sql("DROP ROLE IF EXISTS reader; CREATE ROLE reader LOGIN PASSWORD 'right'");

        for (var user : List.of("postgres", "reader")) {
            var sessions = engine().sessions(
                            server.endpoint(kind()), new Login(Optional.of(user), Optional.of("right")), PATIENCE);

            assertThat(sessions)
                    .isInstanceOfSatisfying(
                            Sessions.Listed.class,
                            listed -> assertThat(listed.sessions()).as(user).isEmpty());
        }
    }

    /** Since PostgreSQL 16, a membership has options of its own. */
    @Test
    void aMembershipIsMadeAnewWithAllItsOptions() throws SQLException {
        well();
        sql(CREW);
        try (var connection = connect();
                var statement = connection.createStatement()) {
            var before = roles(connection);
            var known = Set.copyOf(PostgresDatabases.names(
                    statement, "SELECT rolname FROM pg_roles WHERE rolname NOT IN ('crew', 'sailor')"));
            var made = PostgresNewRoles.of(connection, known);
            statement.execute("DROP ROLE sailor, crew");

            for (var each : made) {
                statement.execute(each.statement());
            }

            assertThat(before.differences(roles(connection))).isEmpty();
            assertThat(PostgresEngine.single(
                            statement,
                            "SELECT concat_ws(' ', admin_option, inherit_option, set_option) FROM pg_auth_members"
                                    + " WHERE member = 'sailor'::regrole"))
                    .isEqualTo("f f f");
        } finally {
            sql("DROP ROLE IF EXISTS sailor, crew");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ADMIN", "INHERIT", "SET"})
    void aMembershipThatAllowsMoreIsNotTheSame(String option) throws SQLException {
        well();
        sql(CREW);
        try (var connection = connect()) {
            var before = roles(connection);
            sql("GRANT crew TO sailor WITH " + option + " TRUE");

            var after = roles(connection);

            assertThat(before.differences(after)).containsExactly("role sailor has another shape");
        } finally {
            sql("DROP ROLE sailor, crew");
        }
    }

    /** Its scheduler begins after the server. */
    private Looked.Seen seen(Depth depth) {
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(TimescaleIT::schedules);
        var login = new Login(Optional.of("postgres"), Optional.of("right"));
        return (Looked.Seen) engine().look(server.endpoint(kind()), login, depth, Duration.ofSeconds(20));
    }

    private static boolean schedules() throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM pg_stat_activity"
                        + " WHERE backend_type = 'TimescaleDB Background Worker Scheduler'")) {
            return rows.next() && rows.getInt(1) == 1;
        }
    }

    private static Contents look(Depth depth) throws SQLException {
        try (var connection = connect()) {
            return PostgresContents.of(connection, depth);
        }
    }

    private static Contents roles(Connection connection) throws SQLException {
        return PostgresRoles.with(Contents.none(Depth.FAST), connection);
    }

    private static void sql(String text) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(text);
        }
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:"
                        + server.endpoint(EngineKind.TIMESCALEDB).port() + "/postgres",
                "postgres",
                "right");
    }
}
