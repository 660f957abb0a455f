package dev.berth.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.berth.engine.Contents.Depth;
import dev.berth.policy.EngineKind;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a real PostgreSQL holds, before and after something happened to it. */
@Timeout(60)
class PostgresContentsIT {
    private static final String ODD = "\"Ünïcode \"\"quoted\"\" %s ; --\"";
    private static RigContainer server;

    @BeforeAll
    static void start() {
        server = RigContainer.postgres();
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
            connect("postgres").close();
            return true;
        });
    }

    @AfterAll
    static void remove() {
        server.close();
    }

    @BeforeEach
    void fill() throws SQLException {
        sql("DROP SCHEMA public CASCADE; CREATE SCHEMA public; GRANT USAGE ON SCHEMA public TO PUBLIC");
        sql("CREATE TYPE mood AS ENUM ('calm', 'rough')");
        sql("CREATE TABLE ports (id bigint PRIMARY KEY, name text, t numeric, mood mood, at timestamptz, raw bytea)");
        sql("INSERT INTO ports SELECT n, 'port ' || n, n / 7.0, 'calm', to_timestamp(n), decode('00ff', 'hex')"
                + " FROM generate_series(1, 1000) n");
        sql("CREATE TABLE papers (id int, body json, t text)");
        sql("INSERT INTO papers VALUES (1, '{\"a\": 1}', 'x'), (1, '{\"a\": 1}', 'x')");
        sql("CREATE TABLE log (at date, line text) PARTITION BY RANGE (at)");
        sql("CREATE TABLE log_1 PARTITION OF log FOR VALUES FROM ('2026-01-01') TO ('2026-07-01')");
        sql("CREATE TABLE log_2 PARTITION OF log FOR VALUES FROM ('2026-07-01') TO ('2027-01-01')");
        sql("INSERT INTO log VALUES ('2026-02-01', 'a'), ('2026-08-01', 'b')");
        sql("CREATE TABLE " + ODD + " (\"Ä \"\"b\" int)");
        sql("CREATE VIEW calm AS SELECT id FROM ports WHERE mood = 'calm'");
    }

    @ParameterizedTest
    @EnumSource(Depth.class)
    void twoLooksAtTheSameAreTheSame(Depth depth) throws SQLException {
        var before = look(depth);

        var after = look(depth);

        assertThat(before.differences(after)).isEmpty();
        assertThat(before).isEqualTo(after);
        assertThat(before.tables())
                .hasEntrySatisfying(
                        "public.ports", ports -> assertThat(ports.rows()).isEqualTo(1000));
        assertThat(before.tables())
                .containsOnlyKeys("public.ports", "public.papers", "public.log_1", "public.log_2", "public." + ODD);
        assertThat(before.unread()).isEmpty();
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                Arguments.of("DELETE FROM ports WHERE id = 7", "public.ports has 999 rows instead of 1000"),
                Arguments.of(
                        "UPDATE ports SET name = 'port 8' WHERE id = 7",
                        "public.ports has as many rows, but not the same"),
                Arguments.of(
                        "UPDATE ports SET mood = 'rough' WHERE id = 7",
                        "public.ports has as many rows, but not the same"),
                // Under XOR the pair that is there would hide the pair that comes.
                Arguments.of("UPDATE papers SET t = 'y'", "public.papers has as many rows, but not the same"),
                Arguments.of(
                        "UPDATE log SET line = 'c' WHERE line = 'b'",
                        "public.log_2 has as many rows, but not the same"),
                Arguments.of("DROP VIEW calm", "view public.calm is missing"),
                Arguments.of("CREATE VIEW rough AS SELECT 1", "view public.rough is new"),
                Arguments.of("ALTER TABLE papers ALTER t SET NOT NULL", "table public.papers has another shape"),
                Arguments.of("CREATE INDEX ON papers (id)", "table public.papers has another shape"),
                Arguments.of("CREATE INDEX ON ONLY log (line)", "table public.log has another shape"),
                Arguments.of("ALTER TYPE mood ADD VALUE 'wild'", "enum public.mood has another shape"),
                Arguments.of("SELECT lo_create(0)", "large objects is new"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void whatHasChangedIsNamed(String change, String words) throws SQLException {
        var before = look(Depth.FAST);
        sql(change);

        var after = look(Depth.FAST);

        assertThat(before.differences(after)).contains(words);
        sql("SELECT lo_unlink(oid) FROM pg_largeobject_metadata");
    }

    /** pg_dump leaves it out, so that it is in no restore either. */
    @Test
    void anIndexThatCouldNotBeBuiltIsNoDifference() throws SQLException {
        var before = look(Depth.FAST);
        assertThatThrownBy(() -> sql("CREATE UNIQUE INDEX CONCURRENTLY broken ON papers (id)"))
                .hasMessageContaining("could not create unique index");

        var after = look(Depth.FAST);

        assertThat(before.differences(after)).isEmpty();
    }

    /** Which it becomes by itself where it is restored, since pg_dump attaches indexes that are whole. */
    @Test
    void aPartitionedIndexThatIsNotYetWholeIsTheSameOnceItIs() throws SQLException {
        sql("CREATE INDEX lines ON ONLY log (line)");
        var before = look(Depth.FAST);
        sql("UPDATE pg_index SET indisvalid = true WHERE indexrelid = 'lines'::regclass");

        var after = look(Depth.FAST);

        assertThat(before.differences(after)).isEmpty();
    }

    /** Each partition brings a foreign key of its own, which no dump has, and whose number is another once one was dropped. */
    @Test
    void aForeignKeyToAPartitionedTableIsTheSameWhateverPartitionsItHasHad() throws SQLException {
        sql("CREATE TABLE days (day int PRIMARY KEY) PARTITION BY RANGE (day)");
        sql("CREATE TABLE days_1 PARTITION OF days FOR VALUES FROM (1) TO (2)");
        sql("CREATE TABLE notes (day int REFERENCES days)");
        var before = look(Depth.FAST);
        sql("CREATE TABLE days_2 PARTITION OF days FOR VALUES FROM (2) TO (3)");
        sql("ALTER TABLE days DETACH PARTITION days_1; DROP TABLE days_1");

        var after = look(Depth.FAST);

        assertThat(before.schema().get("table public.notes"))
                .isEqualTo(after.schema().get("table public.notes"));
    }

    @Test
    void aForeignKeyThatIsGoneIsNamed() throws SQLException {
        sql("CREATE TABLE notes (id bigint CONSTRAINT known REFERENCES ports)");
        var before = look(Depth.FAST);
        sql("ALTER TABLE notes DROP CONSTRAINT known");

        var after = look(Depth.FAST);

        assertThat(before.differences(after)).containsExactly("table public.notes has another shape");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2031-06-01 12:00:00+02", "infinity"})
    void aRoleThatExpiresIsTheSameInEveryTimeZone(String until) throws SQLException {
        sql("CREATE ROLE guest VALID UNTIL '" + until + "'");
        try {
            var here = roles("UTC");

            var there = roles("Asia/Kolkata");

            assertThat(here.differences(there)).isEmpty();
        } finally {
            sql("DROP ROLE guest");
        }
    }

    @Test
    void aRoleThatExpiresLaterIsNotTheSame() throws SQLException {
        sql("CREATE ROLE guest VALID UNTIL '2031-06-01 12:00:00+00'");
        try {
            var before = roles("UTC");
            sql("ALTER ROLE guest VALID UNTIL '2031-06-01 12:00:01+00'");

            var after = roles("UTC");

            assertThat(before.differences(after)).containsExactly("role guest has another shape");
        } finally {
            sql("DROP ROLE guest");
        }
    }

    @Test
    void orderedRowsTellWhatTheirSumWouldToo() throws SQLException {
        var before = look(Depth.STRICT);
        sql("UPDATE ports SET raw = '\\x00fe' WHERE id = 1000");

        var after = look(Depth.STRICT);

        assertThat(before.differences(after)).containsExactly("public.ports has as many rows, but not the same");
    }

    @Test
    void aLookIsOfOneMomentWhoeverWrites() throws SQLException {
        try (var connection = connect("postgres")) {
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
                statement.execute("SELECT 1");
            }
            var before = PostgresContents.of(connection, Depth.FAST);
            sql("DELETE FROM ports; DROP VIEW calm");

            var after = PostgresContents.of(connection, Depth.FAST);

            assertThat(before.tables()).isEqualTo(after.tables());
        }
    }

    /** Its number was given before the look began, so numbers alone tell nothing of it. */
    @Test
    void whatWasCommittedDuringALookIsSeenByAnother() throws Exception {
        try (var writer = connect("postgres");
                var statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute(
                    "INSERT INTO log VALUES ('2026-03-01', 'late'); LOCK TABLE ports IN ACCESS EXCLUSIVE MODE");
            var looking = CompletableFuture.supplyAsync(PostgresContentsIT::lookAtAll);
            await().atMost(Duration.ofSeconds(10)).until(PostgresContentsIT::somebodyWaits);

            writer.commit();

            assertThat(contents(looking.get(20, TimeUnit.SECONDS))).isEqualTo(contents(lookAtAll()));
        }
    }

    @Test
    void manySmallTablesDoNotOutlastALook() throws SQLException {
        sql("DO $$ BEGIN FOR n IN 1..3000 LOOP EXECUTE 'CREATE TABLE many_' || n || ' (a int)'; END LOOP; END $$");

        var looked = new PostgresEngine()
                .look(
                        server.endpoint(EngineKind.POSTGRESQL),
                        new Login(Optional.of("postgres"), Optional.of("right")),
                        Depth.FAST,
                        Duration.ofMillis(100));

        assertThat(looked).isInstanceOf(Looked.TooMuch.class);
    }

    @Test
    void eachOfManyTablesIsCounted() throws SQLException {
        sql("DO $$ BEGIN FOR n IN 1..120 LOOP EXECUTE 'CREATE TABLE many_' || n || ' AS SELECT generate_series(1, '"
                + " || n || ') a'; END LOOP; END $$");

        var tables = look(Depth.FAST).tables();

        assertThat(IntStream.rangeClosed(1, 120))
                .allSatisfy(n -> assertThat(tables)
                        .hasEntrySatisfying(
                                "public.many_" + n,
                                table -> assertThat(table.rows()).isEqualTo((long) n)));
    }

    @Test
    void whatTheLoginMayNotReadIsNamed() throws SQLException {
        sql("DROP ROLE IF EXISTS guest");
        sql("CREATE ROLE guest LOGIN PASSWORD 'right'");
        sql("GRANT SELECT ON papers TO guest");
        try (var connection = connect("guest")) {
            var seen = PostgresContents.of(connection, Depth.FAST);

            assertThat(seen.tables()).containsOnlyKeys("public.papers");
            assertThat(seen.unread()).contains("public.ports", "public.log_1");
        }
        sql("DROP OWNED BY guest; DROP ROLE guest");
    }

    @Test
    void aMemberThatAnotherServerHasIsNotOneThatItLacks() throws SQLException {
        sql("CREATE ROLE crew; CREATE ROLE sailor; GRANT crew TO sailor WITH ADMIN OPTION");
        try (var connection = connect("postgres")) {
            var lacking = PostgresNewRoles.of(connection, Set.of("postgres", "sailor"));

            assertThat(lacking).extracting(NewRole::role).containsOnly("crew");
            assertThat(lacking).extracting(NewRole::statement).contains("GRANT crew TO sailor WITH ADMIN OPTION");
        } finally {
            sql("DROP ROLE sailor; DROP ROLE crew");
        }
    }

    @Test
    void aTemplateOfAUserIsLookedAtToo() throws SQLException {
        sql("CREATE DATABASE pattern IS_TEMPLATE true");
        try {
            var looked = lookAtAll();

            assertThat(looked)
                    .isInstanceOfSatisfying(
                            Looked.Seen.class,
                            seen -> assertThat(seen.contents().schema())
                                    .containsKey("pattern: extension plpgsql")
                                    .containsKey("postgres: table public.ports")
                                    .doesNotContainKey("template1: extension plpgsql"));
        } finally {
            sql("ALTER DATABASE pattern IS_TEMPLATE false");
            sql("DROP DATABASE pattern WITH (FORCE)");
        }
    }

    @Test
    void aDatabaseWhoseRemovalWasBrokenOffKeepsNobodyFromLookingAtTheOthers() throws SQLException {
        sql("CREATE DATABASE half");
        sql("UPDATE pg_database SET datconnlimit = -2 WHERE datname = 'half'");
        try {
            var looked = lookAtAll();

            assertThat(looked)
                    .isInstanceOfSatisfying(
                            Looked.Seen.class,
                            seen -> assertThat(seen.contents().schema())
                                    .containsKey("postgres: table public.ports")
                                    .doesNotContainKey("half: extension plpgsql"));
        } finally {
            sql("DROP DATABASE half");
        }
    }

    @Test
    void aDatabaseThatDoesNotLetTheLoginInIsNamedAndTheOthersAreSeen() throws SQLException {
        sql("CREATE ROLE visitor LOGIN PASSWORD 'right'");
        sql("CREATE DATABASE other CONNECTION LIMIT 0");
        try {
            var looked = lookAtAll("visitor");

            assertThat(looked)
                    .isInstanceOfSatisfying(
                            Looked.Seen.class,
                            seen -> assertThat(seen.contents().unread())
                                    .contains("database other: may not be entered", "postgres: public.ports"));
        } finally {
            sql("DROP DATABASE other");
            sql("DROP ROLE visitor");
        }
    }

    /** Without where its history has come to, which goes on by itself. */
    private static Contents contents(Looked looked) {
        return ((Looked.Seen) looked).contents();
    }

    private static Looked lookAtAll() {
        return lookAtAll("postgres");
    }

    private static Looked lookAtAll(String user) {
        var login = new Login(Optional.of(user), Optional.of("right"));
        var endpoint = server.endpoint(EngineKind.POSTGRESQL);
        return new PostgresEngine().look(endpoint, login, Depth.FAST, Duration.ofSeconds(10));
    }

    private static boolean somebodyWaits() throws SQLException {
        try (var connection = connect("postgres");
                var statement = connection.createStatement();
                var waiting = statement.executeQuery("SELECT 1 FROM pg_locks WHERE NOT granted")) {
            return waiting.next();
        }
    }

    private static Contents look(Depth depth) throws SQLException {
        try (var connection = connect("postgres")) {
            return PostgresContents.of(connection, depth);
        }
    }

    private static Contents roles(String zone) throws SQLException {
        try (var connection = connect("postgres");
                var statement = connection.createStatement()) {
            statement.execute("SET timezone = '" + zone + "'");
            return PostgresRoles.with(Contents.none(Depth.FAST), connection);
        }
    }

    private static void sql(String text) throws SQLException {
        try (var connection = connect("postgres");
                var statement = connection.createStatement()) {
            statement.execute(text);
        }
    }

    private static Connection connect(String user) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:"
                        + server.endpoint(EngineKind.POSTGRESQL).port() + "/postgres",
                user,
                "right");
    }
}
