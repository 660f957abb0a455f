package dev.berth.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.berth.policy.EngineKind;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Questions to a real PostgreSQL that follow each other in one session. */
@Timeout(60)
class IdleSessionsIT {
    private static final Login LOGIN = new Login(Optional.of("postgres"), Optional.of("right"));
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String WHO = "SELECT pg_catalog.pg_backend_pid()";

    private static RigContainer server;

    /** On a machine with much else to do, a server that is there may take its time. */
    private final IdleSessions idle = IdleSessions.kept(Duration.ofMinutes(1), PATIENCE);

    @BeforeAll
    static void start() {
        server = RigContainer.postgres();
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> said(IdleSessions.none(), WHO) != null);
    }

    @AfterAll
    static void remove() {
        server.close();
    }

    @Test
    void theNextQuestionComesInTheSessionOfTheOneBefore() throws SQLException {
        var first = said(idle, WHO);

        var second = said(idle, WHO);

        assertThat(second).isEqualTo(first);
    }

    @Test
    void whereNoneStaysEachQuestionHasASessionOfItsOwn() throws SQLException {
        var first = said(IdleSessions.none(), WHO);

        var second = said(IdleSessions.none(), WHO);

        assertThat(second).isNotEqualTo(first);
    }

    @Test
    void whoWantsToKnowWhetherTheServerTakesASessionGetsANewOne() throws SQLException {
        var first = said(idle, WHO);

        var anew = entrance(idle, PATIENCE).askAnew(saying(WHO));

        assertThat(anew).isNotEqualTo(first);
    }

    @Test
    void aSessionThatTheServerHasEndedIsReplaced() throws SQLException {
        var first = said(idle, WHO);
        assertThat(said(IdleSessions.none(), "SELECT pg_terminate_backend(" + first + ", 10000)"))
                .isEqualTo("t");

        var second = said(idle, WHO);

        assertThat(second).isNotEqualTo(first);
    }

    @Test
    void whatOneQuestionHasSetIsNotSetForTheNext() throws SQLException {
        var first = entrance(idle, PATIENCE).ask(connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute("SET statement_timeout = 100; SET search_path = pg_temp");
                return PostgresEngine.single(statement, WHO);
            }
        });

        var second = said(
                idle,
                "SELECT concat_ws(' ', pg_backend_pid(), current_setting('statement_timeout'),"
                        + " current_setting('search_path'), current_setting('application_name'))");

        assertThat(second).isEqualTo(first + " 0 \"$user\", public berth");
    }

    @Test
    void aLookThatRanOutOfTimeLeavesNoLimitToTheCheckpointAfterIt() throws SQLException {
        var engine = new PostgresEngine(idle);
        var endpoint = server.endpoint(EngineKind.POSTGRESQL);
        assertThat(engine.look(endpoint, LOGIN, Contents.Depth.STRICT, Duration.ofMillis(1)))
                .isInstanceOf(Looked.TooMuch.class);

        var answer = engine.checkpoint(endpoint, LOGIN, PATIENCE);

        assertThat(answer).isInstanceOf(Answer.Well.class);
        assertThat(said(idle, "SHOW statement_timeout")).isEqualTo("0");
    }

    @Test
    void aSessionInWhichAQuestionFailedIsClosed() throws SQLException {
        var first = said(idle, WHO);
        assertThatThrownBy(() -> said(idle, "SELECT 1 / 0")).hasMessageContaining("division by zero");

        var second = said(idle, WHO);

        assertThat(second).isNotEqualTo(first);
    }

    @Test
    void aSessionInWhichNobodyAsksEndsByItself() throws SQLException {
        var brief = IdleSessions.kept(Duration.ofMillis(100));
        var before = said(brief, WHO);

        await().atMost(Duration.ofSeconds(20)).until(() -> alive(Set.of(before)).equals("0"));
    }

    @Test
    void ofSeveralAtOnceOneStays() throws SQLException {
        var both = new HashSet<String>();
        entrance(idle, PATIENCE).ask(outer -> {
            try (var statement = outer.createStatement()) {
                both.add(PostgresEngine.single(statement, WHO));
            }
            return both.add(said(idle, WHO));
        });

        assertThat(both).hasSize(2);
        await().atMost(Duration.ofSeconds(20)).until(() -> alive(both).equals("1"));
    }

    @Test
    void aLookLeavesOneSessionHoweverManyDatabasesItEnters() {
        sql("CREATE DATABASE shop");
        sql("CREATE DATABASE crm");
        sql("CREATE DATABASE billing");
        sql("SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE application_name = 'berth'");

        var looked = look();

        assertThat(looked).isInstanceOf(Looked.Told.class);
        await().atMost(Duration.ofSeconds(20)).until(() -> berths().equals("1 postgres"));
    }

    @Test
    void whatALookHasEnteredIsATemplateForWhoeverWantsOneRightAfter() {
        sql("CREATE DATABASE pattern");
        assertThat(look()).isInstanceOf(Looked.Told.class);

        var made = sql("CREATE DATABASE copy TEMPLATE pattern");

        assertThat(made).isEqualTo("CREATE DATABASE");
    }

    @Test
    void aLaterQuestionMayTakeLongerThanTheFirst() throws SQLException {
        entrance(idle, Duration.ofSeconds(3)).ask(saying(WHO));

        var answer = entrance(idle, PATIENCE).ask(saying("SELECT 'slow' FROM pg_sleep(3.5)"));

        assertThat(answer).isEqualTo("slow");
    }

    @Test
    void aLaterQuestionThatMayNotTakeSoLongIsGivenUp() throws SQLException {
        said(idle, WHO);

        assertThatThrownBy(() -> entrance(idle, Duration.ofMillis(500)).ask(saying("SELECT pg_sleep(10)")))
                .rootCause()
                .isInstanceOf(SocketTimeoutException.class);
    }

    private static String said(IdleSessions idle, String query) throws SQLException {
        return entrance(idle, PATIENCE).ask(saying(query));
    }

    private Looked look() {
        return new PostgresEngine(idle)
                .look(server.endpoint(EngineKind.POSTGRESQL), LOGIN, Contents.Depth.FAST, Duration.ofSeconds(20));
    }

    /** How many sessions berth has, and in which databases. */
    private static String berths() {
        return sql("SELECT count(*) || ' ' || string_agg(datname, ' ') FROM pg_stat_activity"
                + " WHERE application_name = 'berth'");
    }

    /** By somebody else than berth. */
    private static String sql(String query) {
        return server.exec("psql", "-U", "postgres", "-Atc", query);
    }

    private static String alive(Set<String> pids) throws SQLException {
        return said(
                IdleSessions.none(),
                "SELECT count(*) FROM pg_catalog.pg_stat_activity WHERE pid IN (" + String.join(", ", pids) + ")");
    }

    private static PostgresEntrance entrance(IdleSessions idle, Duration timeout) {
        return new PostgresEntrance(
                server.endpoint(EngineKind.POSTGRESQL), LOGIN, timeout, PostgresSettings.AS_SET, idle);
    }

    private static PostgresEntrance.Question<String> saying(String query) {
        return connection -> {
            try (var statement = connection.createStatement()) {
                return PostgresEngine.single(statement, query);
            }
        };
    }
}
