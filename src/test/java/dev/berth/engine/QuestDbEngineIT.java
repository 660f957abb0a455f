package dev.berth.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.engine.Answer.Well;
import dev.berth.engine.Contents.Depth;
import dev.berth.engine.Contents.Table;
import dev.berth.engine.Looked.Seen;
import dev.berth.policy.EngineKind;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuestDbEngineIT implements LoginContract {
    private static final int PGWIRE = 8812;
    private static final int HTTP = 9000;
    private static final int ILP = 9009;

    private static RigContainer server;

    @BeforeAll
    static void start() {
        server = RigContainer.questdb(PGWIRE, HTTP, ILP);
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> sql("SELECT 1").equals("1"));
        sql("CREATE TABLE \"odd ü name\" (ts TIMESTAMP, s SYMBOL, v DOUBLE, n LONG, b BOOLEAN, u UUID)"
                + " TIMESTAMP(ts) PARTITION BY DAY WAL");
        sql("INSERT INTO \"odd ü name\" SELECT cast(x * 1000000000 AS timestamp), 's' || x, x / 3.0, x, true, null"
                + " FROM long_sequence(1000)");
        sql("CREATE TABLE plain (a INT, t STRING)");
        sql("INSERT INTO plain VALUES (1, 'x')");
    }

    @AfterAll
    static void remove() {
        server.close();
    }

    @Override
    public EngineKind kind() {
        return EngineKind.QUESTDB;
    }

    @Override
    public RigContainer server() {
        return server;
    }

    @Test
    void theIdentityIsTheIdOfTheInstallationByEitherProtocol() {
        var identity = well().identity();

        assertThat(identity).matches("0x[0-9a-f]+");
        assertThat(engine().probe(server.endpoint(kind(), HTTP), right(), PATIENCE))
                .isEqualTo(new Well(identity));
    }

    @Test
    void anotherInstallationHasAnotherIdentity() {
        try (var other = RigContainer.questdb(PGWIRE)) {
            var answer = await().atMost(Duration.ofSeconds(60))
                    .until(() -> engine().probe(other.endpoint(kind()), right(), PATIENCE), Well.class::isInstance);

            assertThat(((Well) answer).identity()).isNotEmpty().isNotEqualTo(well().identity());
        }
    }

    @Test
    void byIlpThereIsNoIdentity() {
        well();

        assertThat(engine().probe(server.endpoint(kind(), ILP), Login.NONE, PATIENCE))
                .isEqualTo(new Well(""));
    }

    @Test
    void aLookCountsTheRowsOfEveryTable() {
        well();

        for (var target : List.of(PGWIRE, HTTP)) {
            for (var depth : Depth.values()) {
                var contents = seen(target, depth).contents();

                assertThat(contents.tables())
                        .hasEntrySatisfying(
                                "odd ü name", table -> assertThat(table.rows()).isEqualTo(1000))
                        .hasEntrySatisfying(
                                "plain", table -> assertThat(table.rows()).isEqualTo(1));
                assertThat(contents.schema()).containsKeys("odd ü name", "plain");
            }
        }
    }

    @Test
    void aStrictLookFindsAChangeThatKeepsEverySum() {
        well();
        sql("CREATE TABLE swapped (a STRING)");
        sql("INSERT INTO swapped VALUES ('ab')");
        var before = seen(HTTP, Depth.STRICT);
        var other = seen(PGWIRE, Depth.STRICT);

        sql("UPDATE swapped SET a = 'ba'");

        assertThat(before.contents().differences(seen(HTTP, Depth.STRICT).contents()))
                .containsExactly("swapped has as many rows, but not the same");
        assertThat(other.contents().differences(seen(PGWIRE, Depth.STRICT).contents()))
                .containsExactly("swapped has as many rows, but not the same");
        sql("DROP TABLE swapped");
    }

    @Test
    void aRowMoreIsSeenInTheHistoryAndInTheTable() {
        well();
        sql("CREATE TABLE grown (ts TIMESTAMP, n LONG) TIMESTAMP(ts) PARTITION BY DAY WAL");
        var before = seen(HTTP, Depth.FAST);

        sql("INSERT INTO grown VALUES (0, 1)");

        var after = seen(HTTP, Depth.FAST);
        assertThat(after.history().transactions())
                .isGreaterThan(before.history().transactions());
        assertThat(after.history().fallsShortOf(before.history())).isFalse();
        assertThat(before.contents().differences(after.contents())).containsExactly("grown has 1 rows instead of 0");
        sql("DROP TABLE grown");
    }

    @ParameterizedTest
    @ValueSource(ints = {PGWIRE, HTTP})
    void rowsOfATableWithoutALogThatWereWrittenSinceAreSeen(int target) throws IOException {
        well();
        sql("CREATE TABLE unlogged (ts TIMESTAMP, n LONG) TIMESTAMP(ts) PARTITION BY DAY BYPASS WAL");
        sql("INSERT INTO unlogged VALUES (0, 1)");
        var live = new QuestDbServer(server.endpoint(kind(), target), right(), Patience.until(() -> false));
        var seen = live.look(Depth.FAST);
        sql("INSERT INTO unlogged VALUES (1, 2)");

        var since = live.since(seen);

        assertThat(since.tables())
                .containsEntry("unlogged", Table.atLeast(1))
                .containsEntry("plain", seen.contents().tables().get("plain"));
        sql("DROP TABLE unlogged");
    }

    @Test
    void whatWasSentByIlpBeforeACleanStopIsThereAfterwards() throws IOException {
        well();
        var endpoint = server.endpoint(kind(), ILP);
        try (var socket = new Socket(endpoint.host(), endpoint.port())) {
            for (int row = 1; row <= 5000; row++) {
                socket.getOutputStream()
                        .write(("sent n=" + row + "i " + row + "000000\n").getBytes(StandardCharsets.UTF_8));
            }
            // Lines are taken in one after the other, so this table comes into being once all others were.
            socket.getOutputStream().write("last n=1i\n".getBytes(StandardCharsets.UTF_8));
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> sql("SELECT 1 FROM tables() WHERE table_name = 'last'")
                            .equals("1"));

            server.restart(kind().stopSignal());
        }

        well();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(sql("SELECT count() FROM sent")).isEqualTo("5000"));
    }

    @Test
    void aQueryThatRunsIsToldByEitherProtocolAndAnIdleConnectionIsNot() throws SQLException {
        well();
        try (var idle = connect()) {
            assertThat(idle.isValid(1)).isTrue();
            assertThat(busy(PGWIRE)).isEmpty();
            var query = CompletableFuture.runAsync(() -> sql("SELECT sum(x) FROM long_sequence(1000000000000)"));

            var told =
                    await().until(() -> busy(PGWIRE), busy -> busy.size() == 1).get(0);

            assertThat(busy(HTTP)).hasSize(1);
            assertThat(told.toString()).matches("admin \\(query [0-9]+\\), open for [0-9.]+ s, in a query");
            sql("CANCEL QUERY " + told.client().replaceAll("[^0-9]", ""));
            assertThat(query).failsWithin(PATIENCE);
            assertThat(busy(HTTP)).isEmpty();
        }
    }

    private List<Session> busy(int target) {
        return ((Sessions.Working) engine().sessions(server.endpoint(kind(), target), right(), PATIENCE)).busy();
    }

    @Test
    void aServerThatKeepsNoTelemetryHasNoIdentity() {
        try (var other = new RigContainer(HTTP, "-e", "QDB_TELEMETRY_DISABLE_COMPLETELY=true", "berth-rig/questdb:9")) {
            var answer = await().atMost(Duration.ofSeconds(60))
                    .until(() -> engine().probe(other.endpoint(kind()), Login.NONE, PATIENCE), Well.class::isInstance);

            assertThat(answer).isEqualTo(new Well(""));
        }
    }

    private Seen seen(int target, Depth depth) {
        return (Seen) await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> engine().look(server.endpoint(kind(), target), right(), depth, PATIENCE),
                        Seen.class::isInstance);
    }

    private static Connection connect() throws SQLException {
        var url = "jdbc:postgresql://127.0.0.1:"
                + server.endpoint(EngineKind.QUESTDB).port() + "/qdb";
        return DriverManager.getConnection(url, "admin", "right");
    }

    /** The first value of the first row, where there is one. */
    private static String sql(String statement) {
        try (var connection = connect();
                var asked = connection.createStatement()) {
            if (!asked.execute(statement)) {
                return "";
            }
            try (var rows = asked.getResultSet()) {
                return rows.next() ? rows.getString(1) : "";
            }
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }
}
