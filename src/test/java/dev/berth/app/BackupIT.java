package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.TimeZone;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A real PostgreSQL with whatever is easily lost, backed up, proved, damaged and restored. */
@Timeout(300)
class BackupIT {
    private static final String CANARY = "canary-of-main-77ab4f1c9e";

    /** 63 bytes, as long as PostgreSQL takes. */
    private static final String ODD = "Öd'd \"name\" = \\ ; -- ünïcode 数据库 $(x) " + "z".repeat(16);

    /** One of them a large object. */
    private static final int ROWS = 20_000 + 600_000 + 2 + 1 + 1;

    private static final String TINY_EXTENSION = "cd /usr/share/postgresql/15/extension"
            + " && echo \"default_version = '1.0'\" > tiny.control && echo 'SELECT 1;' > tiny--1.0.sql";

    /** In the database with the odd name: both sequences, the views, and one partition. */
    private static final String REST =
            "psql -U postgres -Atc 'SELECT datname FROM pg_database WHERE length(datname) > 20'"
                    + " | { IFS= read -r PGDATABASE; export PGDATABASE; psql -U postgres -Atc \"SELECT concat_ws(' ',"
                    + " (SELECT last_value FROM pg_sequences WHERE sequencename LIKE '%ble_id_seq'),"
                    + " nextval('odd_numbers'), (SELECT count(*) FROM calm), (SELECT count FROM counted),"
                    + " (SELECT count(*) FROM log_2))\"; }";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Of this host, which the driver gives to the sessions that have no other set. */
    private static final TimeZone ZONE = TimeZone.getDefault();

    private static TinyStack stack;

    @BeforeAll
    static void fill() throws SQLException {
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kolkata"));
        assertThat(ODD.getBytes(java.nio.charset.StandardCharsets.UTF_8)).hasSize(63);
        stack = new TinyStack(Moored.postgres("main").guardedBy(CANARY));
        stack.policy("spec:\n", "spec:\n  backup: {folder: backups}\n");
        sql("postgres", "CREATE DATABASE " + quoted(ODD), "CREATE DATABASE empty IS_TEMPLATE true");
        sql("postgres", "CREATE DATABASE shut IS_TEMPLATE true ALLOW_CONNECTIONS false");
        sql(
                "postgres",
                "CREATE ROLE \"Reader's\" LOGIN PASSWORD 'x' VALID UNTIL '2031-06-01'",
                "GRANT pg_monitor TO \"Reader's\"");
        sql(
                ODD,
                "CREATE EXTENSION IF NOT EXISTS pgcrypto",
                "CREATE SCHEMA \"Sch\"\"ema\" AUTHORIZATION \"Reader's\"",
                "CREATE TYPE mood AS ENUM ('calm', 'rough')",
                "CREATE TABLE \"Sch\"\"ema\".\"Tä'ble\" (id bigserial PRIMARY KEY, m mood, raw bytea, t text)",
                "INSERT INTO \"Sch\"\"ema\".\"Tä'ble\" (m, raw, t) SELECT 'calm', decode('00ff', 'hex'), md5(n::text)"
                        + " FROM generate_series(1, 20000) n",
                "CREATE TABLE log (at date, line text) PARTITION BY RANGE (at)",
                "CREATE TABLE log_1 PARTITION OF log FOR VALUES FROM ('2026-01-01') TO ('2026-07-01')",
                "CREATE TABLE log_2 PARTITION OF log DEFAULT",
                "INSERT INTO log VALUES ('2026-02-01', 'a'), ('2026-08-01', 'b')",
                "CREATE TABLE days (day int PRIMARY KEY) PARTITION BY RANGE (day)",
                "CREATE TABLE days_1 PARTITION OF days FOR VALUES FROM (1) TO (2)",
                "CREATE TABLE days_2 PARTITION OF days FOR VALUES FROM (2) TO (3)",
                "CREATE TABLE days_3 PARTITION OF days FOR VALUES FROM (3) TO (4)",
                "CREATE TABLE notes (day int REFERENCES days)",
                "CREATE TABLE days_4 (day int PRIMARY KEY)",
                "ALTER TABLE days ATTACH PARTITION days_4 FOR VALUES FROM (4) TO (5)",
                "ALTER TABLE days DETACH PARTITION days_1",
                "DROP TABLE days_1",
                "CREATE VIEW calm AS SELECT id FROM \"Sch\"\"ema\".\"Tä'ble\" WHERE m = 'calm'",
                "CREATE MATERIALIZED VIEW counted AS SELECT count(*) FROM calm",
                "CREATE SEQUENCE odd_numbers INCREMENT 2 START 7",
                "CREATE TABLE big AS SELECT n, md5(n::text) AS one, md5((n + 1)::text) AS two"
                        + " FROM generate_series(1, 600000) n",
                "SELECT lo_from_bytea(0, decode('cafe', 'hex'))");
        assertThatThrownBy(() -> sql(ODD, "CREATE UNIQUE INDEX CONCURRENTLY broken ON \"Sch\"\"ema\".\"Tä'ble\" (m)"))
                .hasMessageContaining("could not create unique index");
    }

    @AfterAll
    static void remove() {
        TimeZone.setDefault(ZONE);
        stack.close();
    }

    @AfterEach
    void nothingIsLeftBeside() {
        assertThat(copies("proof")).isEmpty();
        assertThat(folders(shelf("backups"))).noneMatch(name -> name.startsWith("."));
    }

    @Test
    void aBackupIsProvedByItsRestore() throws IOException {
        var ran = stack.berth("backup", "-o", "json").ends(0);

        var backup = json(ran).path("backups").path(0);
        assertThat(backup.path("proved").asBoolean()).isTrue();
        assertThat(backup.path("databases")).map(JsonNode::asText).containsExactlyInAnyOrder("postgres", ODD, "empty");
        assertThat(backup.path("closed")).map(JsonNode::asText).containsExactly("shut");
        assertThat(backup.path("rows").asLong()).isEqualTo(ROWS);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(place(backup))))
                .isEqualTo("rwx------");
        assertThat(FolderFiles.of(place(backup)))
                .hasSize(5)
                .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------"));
        stack.berth("backup", "--list").ends(0).says(name(backup), "proved by a restore");
        stack.berth("backup", "--verify", name(backup)).ends(0).says("4 files are as written");
    }

    @Test
    @Tag("slow")
    void limitsThatAreMeantForClientsDoNotEndABackup() throws Exception {
        sql("postgres", "ALTER DATABASE " + quoted(ODD) + " SET statement_timeout = '1ms'");
        sql("postgres", "ALTER ROLE postgres SET idle_in_transaction_session_timeout = '100ms'");
        sql("postgres", "ALTER DATABASE " + quoted(ODD) + " SET default_transaction_read_only = on");
        try {
            stack.berth("backup").ends(0).says("proved by a restore");
        } finally {
            sql("postgres", "ALTER DATABASE " + quoted(ODD) + " RESET statement_timeout");
            sql("postgres", "ALTER ROLE postgres RESET idle_in_transaction_session_timeout");
            sql("postgres", "ALTER DATABASE " + quoted(ODD) + " RESET default_transaction_read_only");
        }
    }

    @Test
    @Tag("slow")
    void aDatabaseWhoseRemovalWasBrokenOffIsNamedAndTheOthersAreProved() throws Exception {
        sql("postgres", "CREATE DATABASE half");
        sql("postgres", "UPDATE pg_database SET datconnlimit = -2 WHERE datname = 'half'");
        try {
            var backup = taken();

            assertThat(backup.path("proved").asBoolean()).isTrue();
            assertThat(backup.path("closed")).map(JsonNode::asText).containsExactly("half", "shut");
        } finally {
            sql("postgres", "DROP DATABASE half");
        }
    }

    @Test
    @Tag("slow")
    void noPasswordIsInABackupOrSaid() throws IOException {
        var ran = stack.berth("backup").ends(0).doesNotSay(CANARY);

        stack.berth("backup", "--list", "-o", "json").ends(0).doesNotSay(CANARY);
        assertThat(ran.err()).contains("restoring it into a throwaway container");
        for (var file : FolderFiles.of(stack.folder().resolve("backups"))) {
            assertThat(unpacked(file)).doesNotContain(CANARY);
        }
    }

    @Test
    void oneAlteredByteIsFoundAndItsFileNamed() throws IOException {
        var backup = taken();
        var file = place(backup).resolve("database-2.dump.zst");
        alter(file);

        stack.berth("backup", "--verify", name(backup))
                .ends(11)
                .says("NOT PROVED: database-2.dump.zst is not what was written");

        stack.berth("backup", "--list").ends(0).says("NOT PROVED");
        stack.berth("restore", name(backup))
                .ends(20)
                .says("the restore broke off, and nothing of it is left: database-2.dump.zst is not what was written");
        assertThat(copies("restore")).isEmpty();
    }

    @Test
    @Tag("slow")
    void aFileCutShortIsNotProved() throws IOException {
        var backup = taken();
        var file = place(backup).resolve("database-2.dump.zst");
        try (var open = new RandomAccessFile(file.toFile(), "rw")) {
            open.setLength(open.length() / 2);
        }

        stack.berth("backup", "--verify", name(backup)).ends(11).says("database-2.dump.zst has ", " bytes instead of ");
    }

    @Test
    void aBackupStandsBesideTheLiveDatabaseWithTheSameInIt() throws Exception {
        var backup = taken();
        sql("postgres", "INSERT INTO rows VALUES (4711)", "ALTER ROLE \"Reader's\" CONNECTION LIMIT 7");
        sql(ODD, "SELECT lo_put(oid, 0, decode('beef', 'hex')) FROM pg_largeobject_metadata");

        var ran = stack.berth("restore", name(backup), "-o", "json").ends(0);

        sql("postgres", "DELETE FROM rows WHERE id = 4711", "ALTER ROLE \"Reader's\" CONNECTION LIMIT -1");
        sql(ODD, "SELECT lo_put(oid, 0, decode('cafe', 'hex')) FROM pg_largeobject_metadata");
        var restored = json(ran);
        try {
            assertThat(ran.err())
                    .contains("postgres: public.rows has 2 rows instead of 1", ODD + ": large objects has as many rows")
                    .contains("role Reader's has another shape");
            assertThat(restored.path("rowsNow").asLong()).isEqualTo(ROWS + 1);
            var container = restored.path("container").asText();
            assertThat(answer(container, "SELECT count(*) FROM rows")).isEqualTo("1");
            assertThat(answer(container, "SELECT rolname FROM pg_roles" + " WHERE rolname !~ '^pg_' ORDER BY 1"))
                    .isEqualTo("Reader's\npostgres");
            assertThat(answer(container, "SELECT datname FROM pg_database WHERE datistemplate ORDER BY 1"))
                    .isEqualTo("empty\ntemplate0\ntemplate1");
            assertThat(Shell.docker("exec", container, "sh", "-c", REST)).isEqualTo("20000 7 20000 20000 1");
            assertThat(Shell.docker("inspect", "-f", "{{json .HostConfig.PortBindings}}", container))
                    .isEqualTo("{}");
            stack.berth("backup").ends(0);
            assertThat(copies("restore")).as("what was kept is not swept").contains(container);
        } finally {
            for (var command : restored.path("remove")) {
                Shell.run(command.asText().split(" "));
            }
        }
        assertThat(copies("restore")).isEmpty();
    }

    /** Its own sessions do not wait for them, so that it can be filled at all. */
    @Test
    @Tag("slow")
    void whatCommitsToStandbysIsRestoredWhereThereAreNone() throws Exception {
        try (var other = new TinyStack(Moored.postgres("main").guardedBy(CANARY))) {
            other.policy("spec:\n", "spec:\n  backup: {folder: backups}\n");
            var compose = other.folder().resolve("compose.yaml");
            answer(other.container("main"), "ALTER ROLE postgres SET synchronous_commit = local");
            Files.writeString(
                    compose,
                    Files.readString(compose).replace("fsync=off", "fsync=off, -c, synchronous_standby_names=nobody"));
            other.compose("up", "-d");
            await().atMost(PATIENCE)
                    .until(() -> other.first().answers(other.first().before()));
            var name = name(json(other.berth("backup", "-o", "json").ends(0))
                    .path("backups")
                    .path(0));

            var restored = json(other.berth("restore", name, "-o", "json").ends(0));

            try {
                assertThat(answer(restored.path("container").asText(), "SELECT count(*) FROM rows"))
                        .isEqualTo("1");
                assertThat(answer(restored.path("container").asText(), "SHOW synchronous_standby_names"))
                        .isEqualTo("nobody");
            } finally {
                for (var command : restored.path("remove")) {
                    Shell.run(command.asText().split(" "));
                }
            }
        }
    }

    /** The extension's files are in the live container alone, and not in its image. */
    @Test
    void aDumpThatRestoresWithAnErrorIsKeptAndNotProved() throws Exception {
        Shell.docker("exec", stack.container("main"), "sh", "-c", TINY_EXTENSION);
        sql("empty", "CREATE EXTENSION tiny");
        try {
            var ran = stack.berth("backup", "-o", "json").ends(21);

            var backup = json(ran).path("backups").path(0);
            assertThat(backup.path("proved").asBoolean()).isFalse();
            assertThat(backup.path("reason").asText()).contains("extension \"tiny\" is not available");
            stack.berth("backup", "--list").ends(0).says(name(backup), "NOT PROVED: ");
        } finally {
            sql("empty", "DROP EXTENSION tiny");
        }
    }

    @Test
    @Tag("slow")
    void whatAKilledRunLeftIsSweptByTheNext() throws Exception {
        try (var run = Berthed.run(stack, "backup")) {
            await().atMost(PATIENCE).until(() -> !copies("proof").isEmpty());
            run.kill();
        }
        assertThat(copies("proof")).isNotEmpty();

        stack.berth("backup").ends(0);
    }

    @Test
    void aWrongPasswordIsRefusedBeforeAnythingIsWritten() {
        var way = new Ran.Way().environment(java.util.Map.of("MAIN_PASSWORD", "wrong"));
        int before = folders(shelf("backups")).size();

        stack.berth(way, "backup").ends(3).says("password authentication failed");

        assertThat(folders(shelf("backups"))).hasSize(before);
    }

    @Test
    void tablespacesAreRefusedBeforeAnythingIsWritten() throws Exception {
        Shell.docker(
                "exec", stack.container("main"), "install", "-d", "-o", "postgres", "-m", "700", "/var/tmp/elsewhere");
        sql("postgres", "CREATE TABLESPACE elsewhere LOCATION '/var/tmp/elsewhere'");
        try {
            stack.berth("backup").ends(3).says("it has tablespaces: elsewhere, which this version can't restore");
        } finally {
            sql("postgres", "DROP TABLESPACE elsewhere");
        }
    }

    @Test
    void withoutRoomItIsRefusedWithBothFigures() throws Exception {
        onADiskOf("2m", () -> stack.berth("backup").ends(3).says(" may need ", ", and 2.0 MiB are free"));
    }

    /** A client's lock holds the backup up once it is begun and has seen how much room there is. */
    @Test
    void aDiskThatFillsUpMeanwhileLeavesNothing() throws Exception {
        onADiskOf("400m", () -> {
            try (var locked = connect(ODD)) {
                lock(locked);
                var running = CompletableFuture.supplyAsync(() -> stack.berth("backup"));
                await().atMost(PATIENCE).until(() -> begun("small", "globals.sql.zst"));
                fill(stack.folder().resolve("small"));
                locked.rollback();

                running.join().ends(20).says("nothing of it is left: No space left on device");
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void anEngineThatIsKilledMeanwhileLeavesNothing() {
        var before = folders(shelf("backups"));
        try {
            var running = CompletableFuture.supplyAsync(() -> stack.berth("backup"));
            await().pollInterval(Duration.ofMillis(2))
                    .atMost(PATIENCE)
                    .until(() -> begun("backups", "database-2.dump.zst"));
            Shell.docker("kill", stack.container("main"));

            running.join().ends(20).says("the backup broke off, and nothing of it is left: ");

            assertThat(folders(shelf("backups"))).isEqualTo(before);
        } finally {
            Shell.docker("start", stack.container("main"));
            await().atMost(PATIENCE)
                    .until(() -> stack.first().answers(stack.first().before()));
        }
    }

    @Test
    void whoIsInterruptedDuringTheDumpLeavesNothing() {
        var before = folders(shelf("backups"));

        stack.berth(new Ran.Way().interrupted(() -> begun("backups", "database-2.dump.zst")), "backup")
                .ends(20)
                .says("nothing of it is left: interrupted");

        assertThat(folders(shelf("backups"))).isEqualTo(before);
        await().atMost(PATIENCE).until(() -> sessions().isEmpty());
    }

    @Test
    void whoIsInterruptedDuringTheProofKeepsABackupThatIsNotProved() {
        long before = whole();

        stack.berth(new Ran.Way().interrupted(() -> whole() > before), "backup")
                .ends(21)
                .says("NOT PROVED: it was never restored");
    }

    @Test
    void withoutARestoreTestEveryReportSaysSoInRed() throws IOException {
        stack.policy("{folder: backups}", "{folder: backups, restoreTest: false}");
        try {
            stack.berth(new Ran.Way().typing(""), "backup").ends(0).says("\u001b[31mNOT PROVED\u001b[0m");
            stack.berth(new Ran.Way().typing(""), "backup", "--list").ends(0).says("\u001b[31mNOT PROVED\u001b[0m");
        } finally {
            stack.policy("{folder: backups, restoreTest: false}", "{folder: backups}");
        }
    }

    /** A file of a backup that is being written. */
    private static boolean begun(String folder, String file) {
        return folders(shelf(folder)).stream()
                .filter(name -> name.startsWith("."))
                .anyMatch(name -> Files.exists(shelf(folder).resolve(name).resolve(file)));
    }

    /** How many backups there are that are named as such. */
    private static long whole() {
        return folders(shelf("backups")).stream()
                .filter(name -> !name.startsWith("."))
                .count();
    }

    /** Where the backups of the database lie in a folder for backups. */
    private static Path shelf(String folder) {
        return stack.folder().resolve(folder).resolve("default/" + stack.project() + "/main");
    }

    private static void lock(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("LOCK TABLE log IN ACCESS EXCLUSIVE MODE");
        }
    }

    private static void fill(Path folder) {
        Shell.attempt("dd", "if=/dev/zero", "of=" + folder.resolve("filler"), "bs=64k");
    }

    private static List<String> sessions() {
        return answer(
                        stack.container("main"),
                        "SELECT application_name FROM pg_stat_activity"
                                + " WHERE application_name IN ('pg_dump', 'pg_dumpall')")
                .lines()
                .toList();
    }

    /** What the server in a container says of its database postgres. */
    private static String answer(String container, String query) {
        return Shell.docker("exec", container, "psql", "-U", "postgres", "-Atc", query);
    }

    private JsonNode taken() throws IOException {
        return json(stack.berth("backup", "-o", "json").ends(0)).path("backups").path(0);
    }

    private static JsonNode json(Ran ran) throws IOException {
        return new ObjectMapper().readTree(ran.out());
    }

    private static String name(JsonNode backup) {
        return backup.path("backup").asText();
    }

    private static Path place(JsonNode backup) {
        return shelf("backups").resolveSibling(name(backup));
    }

    private static void alter(Path file) throws IOException {
        try (var open = new RandomAccessFile(file.toFile(), "rw")) {
            long middle = open.length() / 2;
            open.seek(middle);
            int one = open.read();
            open.seek(middle);
            open.write(one ^ 1);
        }
    }

    private static void onADiskOf(String size, Runnable then) throws IOException {
        var folder = Files.createDirectories(stack.folder().resolve("small"));
        Shell.run("mount", "-t", "tmpfs", "-o", "size=" + size + ",mode=700", "berth-it-disk", folder.toString());
        try {
            stack.policy("{folder: backups}", "{folder: small}");
            then.run();
            assertThat(folders(shelf("small"))).isEmpty();
        } finally {
            stack.policy("{folder: small}", "{folder: backups}");
            Shell.run("umount", folder.toString());
        }
    }

    private static String unpacked(Path file) {
        return file.toString().endsWith(".zst")
                ? Shell.run("sh", "-c", "zstd -dc '" + file + "' | strings")
                : Shell.run("cat", file.toString());
    }

    private static List<String> folders(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var list = Files.list(folder)) {
            return list.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> copies(String purpose) {
        return SparesLeft.of(purpose, stack.project());
    }

    private static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    private static void sql(String database, String... statements) throws SQLException {
        try (var connection = connect(database);
                var statement = connection.createStatement()) {
            for (var each : statements) {
                statement.execute(each);
            }
        }
    }

    private static Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + stack.first().before() + "/"
                        + java.net.URLEncoder.encode(database, java.nio.charset.StandardCharsets.UTF_8),
                "postgres",
                CANARY);
    }
}
