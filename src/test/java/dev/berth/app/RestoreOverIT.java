package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A real PostgreSQL that gets its past back, and keeps what it had until then. */
@Timeout(300)
class RestoreOverIT {
    private static final String CANARY = "canary-of-main-2f7d90c1";
    private static final String ODD = "Öd'd \"name\" = \\ ; -- ünïcode 数据库 $(x) " + "z".repeat(16);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private TinyStack stack;

    @BeforeEach
    void fill() throws SQLException {
        stack = new TinyStack(Moored.postgres("main").guardedBy(CANARY));
        stack.policy("spec:\n", "spec:\n  backup: {folder: backups}\n");
        sql("postgres", "CREATE ROLE \"Reader's\" LOGIN PASSWORD 'x'", "CREATE DATABASE " + quoted(ODD));
        sql("postgres", "CREATE ROLE crew", "CREATE ROLE sailor IN ROLE crew");
        sql("postgres", "ALTER DATABASE " + quoted(ODD) + " OWNER TO \"Reader's\"");
        sql("postgres", "ALTER DATABASE " + quoted(ODD) + " SET work_mem = '5MB'");
        sql("postgres", "ALTER DATABASE " + quoted(ODD) + " IS_TEMPLATE true");
        sql(ODD, "CREATE TABLE t AS SELECT n, md5(n::text) AS text FROM generate_series(1, 50000) n");
        sql(ODD, "ALTER TABLE t OWNER TO \"Reader's\"", "SELECT lo_from_bytea(0, decode('cafe', 'hex'))");
    }

    @AfterEach
    void remove() {
        try {
            assertThat(SparesLeft.of("proof", stack.project())).isEmpty();
            assertThat(databases()).noneMatch(name -> name.startsWith("berth_"));
        } finally {
            stack.close();
        }
    }

    @Test
    void itHoldsWhatItHeldAndKeepsWhatItHadBeside() throws Exception {
        var backup = taken();
        lose();

        var ran = stack.berth("restore", backup, "--over", "main", "-o", "json").ends(0);

        assertThat(ran.err()).contains("t has 40000 rows instead of 50000");
        assertThat(rows(ODD)).isEqualTo("50000");
        assertThat(stack.first().rows(stack.first().before())).containsExactly(1L);
        assertThat(one(ODD, "SELECT current_setting('work_mem')")).isEqualTo("5MB");
        assertThat(one(ODD, "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = current_database()"))
                .isEqualTo("Reader's");
        assertThat(one(ODD, "SELECT datistemplate FROM pg_database WHERE datname = current_database()"))
                .isEqualTo("t");
        var former =
                databases().stream().filter(name -> name.contains("_before_")).toList();
        assertThat(former).hasSize(2);
        assertThat(former.stream().map(RestoreOverIT.this::rowsIfAny)).contains("40000");
        assertThat(json(ran).path("former")).hasSize(2);
        assertThat(stack.state().resolve("owed")).isEmptyDirectory();
        stack.berth("backup").ends(0).says("proved by a restore");
        for (var statement : json(ran).path("remove")) {
            sql("template1", statement.asText());
        }
        assertThat(databases()).noneMatch(name -> name.contains("_before_"));
    }

    @Test
    @Tag("slow")
    void oneThatIsReadOnlyForItsClientsIsRestoredAndStaysSo() throws Exception {
        sql("postgres", "ALTER DATABASE " + quoted(ODD) + " SET default_transaction_read_only = on");
        var backup = taken();
        sql(ODD, "SET default_transaction_read_only = off", "DELETE FROM t WHERE n > 40000");

        stack.berth("restore", backup, "--over", "main").ends(0);

        assertThat(rows(ODD)).isEqualTo("50000");
        assertThat(one(ODD, "SHOW default_transaction_read_only")).isEqualTo("on");
    }

    @Test
    @Tag("slow")
    void theWayBackThatItTellsLeadsBack() throws Exception {
        var backup = taken();
        lose();
        var ran = json(
                stack.berth("restore", backup, "--over", "main", "-o", "json").ends(0));

        for (var statement : ran.path("back")) {
            sql("template1", statement.asText());
        }

        assertThat(rows(ODD)).isEqualTo("40000");
        assertThat(stack.first().rows(stack.first().before())).containsExactly(1L, 2L);
    }

    @Test
    @Tag("slow")
    void whatWasDroppedComesBackWithItsRole() throws Exception {
        var backup = taken();
        sql("postgres", "ALTER DATABASE " + quoted(ODD) + " IS_TEMPLATE false", "DROP DATABASE " + quoted(ODD));
        sql("postgres", "DROP ROLE \"Reader's\"", "DROP ROLE crew");

        stack.berth("restore", backup, "--over", "main").ends(0);

        assertThat(rows(ODD)).isEqualTo("50000");
        assertThat(one(
                        "postgres",
                        "SELECT rolcanlogin AND rolpassword IS NOT NULL FROM pg_authid"
                                + " WHERE rolname = 'Reader''s'"))
                .isEqualTo("t");
        assertThat(one("postgres", "SELECT pg_has_role('sailor', 'crew', 'MEMBER')"))
                .isEqualTo("t");
    }

    @Test
    void whoIsConnectedIsNamedAndNothingIsDone() throws Exception {
        var backup = taken();
        lose();
        var before = databases();
        try (var writer = DriverManager.getConnection(url(ODD) + "?ApplicationName=shop", "postgres", CANARY)) {
            assertThat(writer.isValid(1)).isTrue();

            stack.berth("restore", backup, "--over", "main")
                    .ends(3)
                    .says("others are connected: shop as postgres from ", "stop them first");
        }

        assertThat(databases()).isEqualTo(before);
        assertThat(rows(ODD)).isEqualTo("40000");
    }

    /** It comes once everything is laid ready, which nothing but the renaming itself can see. */
    @Test
    @Tag("slow")
    void whoConnectsAtTheLastMomentKeepsItFromHappening() throws Exception {
        var backup = taken();
        lose();
        var writers = new ArrayList<java.sql.Connection>();
        var way = new Ran.Way().interrupted(() -> {
            if (writers.isEmpty() && databases().stream().anyMatch(name -> name.startsWith("berth_"))) {
                writers.add(session(ODD));
            }
            return false;
        });
        try {
            stack.berth(way, "restore", backup, "--over", "main").ends(20).says("is being accessed by other users");
        } finally {
            for (var writer : writers) {
                writer.close();
            }
        }

        assertThat(rows(ODD)).isEqualTo("40000");
        assertThat(databases()).noneMatch(name -> name.contains("_before_"));
    }

    @Test
    void anotherNameIsRefused() throws Exception {
        stack.berth("restore", taken(), "--over", "mian").ends(3).says("is a backup of another database");
    }

    @Test
    @Tag("slow")
    void anAlteredFileIsRefusedBeforeAnything() throws Exception {
        var backup = taken();
        lose();
        var file = place(backup).resolve("database-1.dump.zst");
        var bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);

        stack.berth("restore", backup, "--over", "main").ends(3).says("its files are not what was written");

        assertThat(rows(ODD)).isEqualTo("40000");
    }

    @Test
    @Tag("slow")
    void whatDiffersOnceItIsLaidReadyIsNotPutInPlace() throws Exception {
        var backup = taken();
        lose();
        var manifest = place(backup).resolve("manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replace("\"rows\" : 50000", "\"rows\" : 50001"));

        stack.berth("restore", backup, "--over", "main")
                .ends(20)
                .says("nothing of it is left: what was restored is not the same", "t has 50000 rows instead of 50001");

        assertThat(rows(ODD)).isEqualTo("40000");
        assertThat(databases()).noneMatch(name -> name.contains("_before_"));
    }

    @Test
    void whoIsKilledLeavesTheOneOrTheOtherAndTheNextRunClearsUp() throws Exception {
        var backup = taken();
        lose();
        try (var run = Berthed.run(stack, "restore", backup, "--over", "main")) {
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> !run.alive() || databases().stream().anyMatch(name -> name.startsWith("berth_")));
            run.kill();
        }
        var left = rows(ODD);
        assertThat(left).isIn("40000", "50000");

        stack.berth("backup").ends(0).says("proved by a restore");

        assertThat(databases()).noneMatch(name -> name.startsWith("berth_"));
        assertThat(rows(ODD)).isEqualTo(left);
        assertThat(stack.state().resolve("owed")).isEmptyDirectory();
    }

    @Test
    void whoIsInterruptedLeavesNothing() throws Exception {
        var backup = taken();
        lose();
        sql("postgres", "DROP ROLE crew");
        var way = new Ran.Way().interrupted(() -> databases().stream().anyMatch(name -> name.startsWith("berth_")));

        stack.berth(way, "restore", backup, "--over", "main").ends(20).says("nothing of it is left");

        assertThat(rows(ODD)).isEqualTo("40000");
        assertThat(one("postgres", "SELECT string_agg(rolname, ' ') FROM pg_roles WHERE rolname IN ('crew', 'sailor')"))
                .isEqualTo("sailor");
    }

    /** A row more in one database, and ten thousand less in the other. */
    private void lose() throws SQLException {
        sql(ODD, "DELETE FROM t WHERE n > 40000");
        sql("postgres", "INSERT INTO rows VALUES (2)");
    }

    private String rows(String database) throws SQLException {
        return one(database, "SELECT count(*) FROM t");
    }

    private String rowsIfAny(String database) {
        try {
            return rows(database);
        } catch (SQLException none) {
            return "";
        }
    }

    private List<String> databases() {
        return Shell.lines(
                "exec",
                stack.container("main"),
                "psql",
                "-U",
                "postgres",
                "-d",
                "template1",
                "-Atc",
                "SELECT datname FROM pg_database ORDER BY 1");
    }

    private String taken() throws IOException {
        return json(stack.berth("backup", "-o", "json").ends(0))
                .path("backups")
                .path(0)
                .path("backup")
                .asText();
    }

    private Path place(String backup) {
        return stack.folder()
                .resolve("backups/default")
                .resolve(stack.project())
                .resolve(backup);
    }

    private static JsonNode json(Ran ran) throws IOException {
        return new ObjectMapper().readTree(ran.out());
    }

    private static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + stack.first().before() + "/"
                + java.net.URLEncoder.encode(database, java.nio.charset.StandardCharsets.UTF_8);
    }

    private java.sql.Connection session(String database) {
        try {
            return DriverManager.getConnection(url(database), "postgres", CANARY);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private String one(String database, String query) throws SQLException {
        try (var connection = session(database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getString(1) : "";
        }
    }

    private void sql(String database, String... statements) throws SQLException {
        try (var connection = session(database);
                var statement = connection.createStatement()) {
            for (var each : statements) {
                statement.execute(each);
            }
        }
    }
}
