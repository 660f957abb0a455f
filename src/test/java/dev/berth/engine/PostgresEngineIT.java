package dev.berth.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.engine.Answer.NotYet;
import dev.berth.engine.Answer.Silent;
import dev.berth.engine.Answer.Well;
import dev.berth.policy.EngineKind;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresEngineIT implements LoginContract {
    private static RigContainer server;

    @BeforeAll
    static void start() {
        server = RigContainer.postgres();
    }

    @AfterAll
    static void remove() {
        server.close();
    }

    @Override
    public EngineKind kind() {
        return EngineKind.POSTGRESQL;
    }

    @Override
    public RigContainer server() {
        return server;
    }

    @Test
    void theIdentityIsTheSystemIdentifier() {
        var answer = well();

        assertThat(answer.identity())
                .isEqualTo(sql("SELECT system_identifier FROM pg_control_system()"))
                .matches("\\d{19}");
    }

    @Test
    void aRoleThatMayNotReadTheSystemIdentifierGetsAnotherStableIdentity() {
        well();
        sql("REVOKE EXECUTE ON FUNCTION pg_control_system() FROM PUBLIC");
        sql("CREATE ROLE plain LOGIN PASSWORD 'right'");
        var plain = new Login(Optional.of("plain"), Optional.of("right"));

        var answer = engine().probe(server.endpoint(kind()), plain, PATIENCE);

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Well.class, found -> assertThat(found.identity()).matches("databases:[0-9a-f]{32}"));
        sql("GRANT EXECUTE ON FUNCTION pg_control_system() TO PUBLIC");
    }

    @Test
    void aRoleThatMayNotCheckpointIsNoReasonToStay() {
        well();
        sql("CREATE ROLE reader LOGIN PASSWORD 'right'");

        var answer = engine().checkpoint(
                        server.endpoint(kind()), new Login(Optional.of("reader"), Optional.of("right")), PATIENCE);

        assertThat(answer).isEqualTo(new Well(""));
    }

    @Test
    void aCheckpointIsReallyWritten() {
        well();
        sql("CREATE TABLE written AS SELECT generate_series(1, 1000)");
        var before = sql("SELECT checkpoint_lsn FROM pg_control_checkpoint()");

        engine().checkpoint(server.endpoint(kind()), right(), PATIENCE);

        assertThat(sql("SELECT checkpoint_lsn FROM pg_control_checkpoint()")).isNotEqualTo(before);
    }

    @Test
    void aCheckpointFallsToNoLimitOfTheRole() {
        well();
        sql("CREATE ROLE hasty SUPERUSER LOGIN PASSWORD 'right'");
        sql("ALTER ROLE hasty SET statement_timeout = '20ms'");
        sql("CREATE TABLE much AS SELECT md5(n::text) FROM generate_series(1, 200000) n");
        var before = sql("SELECT checkpoint_lsn FROM pg_control_checkpoint()");

        var answer = engine().checkpoint(
                        server.endpoint(kind()), new Login(Optional.of("hasty"), Optional.of("right")), PATIENCE);

        assertThat(answer).isEqualTo(new Well(""));
        assertThat(sql("SELECT checkpoint_lsn FROM pg_control_checkpoint()")).isNotEqualTo(before);
    }

    @Test
    void aClosedDatabaseIsPassedByForTheUsersOwn() {
        well();
        sql("CREATE ROLE tenant LOGIN PASSWORD 'right'");
        sql("CREATE DATABASE tenant OWNER tenant");
        sql("REVOKE CONNECT ON DATABASE postgres FROM PUBLIC");

        var answer = engine().probe(
                        server.endpoint(kind()), new Login(Optional.of("tenant"), Optional.of("right")), PATIENCE);

        assertThat(answer).isInstanceOf(Well.class);
        sql("GRANT CONNECT ON DATABASE postgres TO PUBLIC");
    }

    @Test
    void aServerWithoutAFreeConnectionIsNotReadyYet() {
        well();
        sql("CREATE ROLE crowd LOGIN PASSWORD 'right' CONNECTION LIMIT 0");

        var answer = engine().probe(
                        server.endpoint(kind()), new Login(Optional.of("crowd"), Optional.of("right")), PATIENCE);

        assertThat(answer)
                .isInstanceOfSatisfying(
                        NotYet.class, notYet -> assertThat(notYet.reason()).contains("too many connections"));
    }

    @Test
    void theRoomLeftIsWhatOrdinarySessionsMayTake() {
        try (var small = RigContainer.postgres("-c", "max_connections=10", "-c", "superuser_reserved_connections=3")) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> engine().probe(small.endpoint(kind()), right(), PATIENCE), Well.class::isInstance);

            var room = engine().room(small.endpoint(kind()), right(), PATIENCE);

            // The one who asks counts until it leaves.
            assertThat(room.orElseThrow()).isBetween(1, 6);
        }
    }

    @Test
    void aServerThatTakesNobodyHasNoRoom() {
        well();
        sql("CREATE ROLE guest LOGIN PASSWORD 'right' CONNECTION LIMIT 0");
        var guest = new Login(Optional.of("guest"), Optional.of("right"));

        var room = engine().room(server.endpoint(kind()), guest, PATIENCE);

        assertThat(room).hasValue(0);
    }

    @Test
    void aServerThatRefusesTheLoginDoesNotTellItsRoom() {
        well();

        var room =
                engine().room(server.endpoint(kind()), new Login(Optional.empty(), Optional.of("hunter2")), PATIENCE);

        assertThat(room).isEmpty();
    }

    @Test
    void aServerThatTakesNoConnectionsYetIsNotReadyYet() {
        try (var starting = RigContainer.postgres("-c", "hot_standby=off")) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> engine().probe(starting.endpoint(kind()), right(), PATIENCE) instanceof Well);
            starting.exec("touch", "/var/lib/postgresql/data/standby.signal");
            starting.restart("SIGINT");

            var answer = await().atMost(Duration.ofSeconds(30))
                    .until(
                            () -> engine().probe(starting.endpoint(kind()), right(), PATIENCE),
                            given -> !(given instanceof Silent));

            assertThat(answer)
                    .isInstanceOfSatisfying(
                            NotYet.class, notYet -> assertThat(notYet.reason()).contains("the database system is"));
        }
    }

    @Test
    void aServerThatTrustsNeedsNoPassword() {
        try (var open =
                new RigContainer(5432, "-e", "POSTGRES_HOST_AUTH_METHOD=trust", "berth-rig/postgres:15", "postgres")) {
            var answer = await().atMost(Duration.ofSeconds(60))
                    .until(() -> engine().probe(open.endpoint(kind()), Login.NONE, PATIENCE), Well.class::isInstance);

            assertThat(((Well) answer).identity()).isNotEmpty();
        }
    }

    @Test
    void aSessionIsListedWithWhatItIsInTheMiddleOf() throws SQLException {
        well();
        try (var idle = session("postgres", "right");
                var busy = session("postgres", "right")) {
            busy.setAutoCommit(false);
            busy.createStatement().execute("select 'a secret'");

            var sessions = listed(right());

            assertThat(sessions.toString()).doesNotContain("secret");
            assertThat(sessions.busy()).extracting(Session::doing).contains(Optional.of("a transaction"));
            assertThat(sessions.sessions())
                    .hasSize(2)
                    .allSatisfy(session -> assertThat(session.client()).matches("[0-9.]+:[0-9]+"));
            assertThat(idle.isClosed()).isFalse();
        }
    }

    @Test
    void whatALoginMayNotSeeCountsAsBusyUntilItMayMonitor() throws SQLException {
        well();
        sql("create role watcher login password 'right'");
        var watcher = new Login(Optional.of("watcher"), Optional.of("right"));
        try (var other = session("postgres", "right")) {
            assertThat(listed(watcher).busy())
                    .singleElement()
                    .asString()
                    .contains("something that user watcher may not see — GRANT pg_monitor TO watcher");

            sql("grant pg_monitor to watcher");

            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(listed(watcher).busy()).isEmpty());
            assertThat(listed(watcher).sessions()).hasSize(1);
            assertThat(other.isClosed()).isFalse();
        } finally {
            sql("drop role watcher");
        }
    }

    private Sessions.Listed listed(Login login) {
        return (Sessions.Listed) engine().sessions(server.endpoint(kind()), login, PATIENCE);
    }

    private Connection session(String user, String password) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + server.endpoint(kind()).port() + "/postgres", user, password);
    }

    private static String sql(String statement) {
        return server.exec("psql", "-U", "postgres", "-qAtc", statement);
    }
}
