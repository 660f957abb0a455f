package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A real TimescaleDB with a hypertable, backed up, proved and restored. */
@Timeout(300)
class TimescaleBackupIT {
    private static final String HYPERTABLE = "CREATE EXTENSION timescaledb;"
            + " CREATE TABLE readings (at timestamptz NOT NULL, sensor int, value float8, PRIMARY KEY (sensor, at));"
            + " SELECT create_hypertable('readings', 'at', chunk_time_interval => interval '1 day');"
            + " INSERT INTO readings SELECT timestamptz '2026-01-01' + n * interval '1 hour', n % 7, n"
            + " FROM generate_series(0, 999) n";

    private static final String CHUNKS =
            "SELECT count(*) FROM timescaledb_information.chunks WHERE hypertable_name = 'readings'";

    /** Those that run the jobs of the database, one of each that has the extension. */
    private static final String SCHEDULERS = "SELECT count(*) FROM pg_stat_activity"
            + " WHERE datname = 'postgres' AND backend_type = 'TimescaleDB Background Worker Scheduler'";

    private static TinyStack stack;

    @BeforeAll
    static void fill() {
        stack = new TinyStack(Moored.postgres("series").of("berth-rig/timescaledb:17"));
        stack.policy("engine: PostgreSQL", "engine: TimescaleDB");
        stack.policy("spec:\n", "spec:\n  backup: {folder: backups}\n");
        psql(stack.container("series"), "CREATE DATABASE plain");
        psql(stack.container("series"), HYPERTABLE.split("; ?"));
    }

    @AfterAll
    static void remove() {
        stack.close();
    }

    @AfterEach
    void nothingIsLeftBeside() {
        assertThat(SparesLeft.of("proof", stack.project())).isEmpty();
    }

    @Test
    void aHypertableIsProvedAndRestoredWithItsChunks() throws IOException {
        var backup = json(stack.berth("backup", "-o", "json").ends(0)).at("/backups/0");
        assertThat(backup.path("proved").asBoolean()).isTrue();

        var restored = json(stack.berth("restore", backup.path("backup").asText(), "-o", "json")
                .ends(0));

        try {
            var copy = restored.path("container").asText();
            assertThat(psql(copy, "SELECT count(*), sum(value) FROM readings")).isEqualTo("1000|499500");
            assertThat(psql(copy, CHUNKS)).isEqualTo(psql(stack.container("series"), CHUNKS));
            assertThat(psql(copy, "SHOW timescaledb.restoring")).isEqualTo("off");
            assertThat(psql(copy, "INSERT INTO readings VALUES ('2027-01-01', 1, 1)", CHUNKS))
                    .as("a new chunk for a new day")
                    .isEqualTo("INSERT 0 1\n" + (Integer.parseInt(psql(stack.container("series"), CHUNKS)) + 1));
        } finally {
            for (var command : restored.path("remove")) {
                Shell.run(command.asText().split(" "));
            }
        }
    }

    @Test
    void aHypertableComesBackOverTheLiveOneAndItsJobsGoOn() throws IOException {
        var container = stack.container("series");
        var chunks = psql(container, CHUNKS);
        var backup = json(stack.berth("backup", "-o", "json").ends(0))
                .at("/backups/0/backup")
                .asText();
        psql(container, "DELETE FROM readings WHERE sensor = 1");

        var ran = json(
                stack.berth("restore", backup, "--over", "series", "-o", "json").ends(0));

        try {
            assertThat(psql(container, "SELECT count(*), sum(value) FROM readings"))
                    .isEqualTo("1000|499500");
            assertThat(psql(container, CHUNKS)).isEqualTo(chunks);
            assertThat(psql(container, "SHOW timescaledb.restoring")).isEqualTo("off");
            assertThat(ran.path("undone")).isEmpty();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> psql(container, SCHEDULERS).equals("1"));
        } finally {
            for (var statement : ran.path("remove")) {
                psql(container, statement.asText());
            }
        }
    }

    @Test
    void oneThatIsWrittenToAllTheTimeIsProvedAsOfOneMoment() {
        var container = stack.container("series");
        psql(
                container,
                "CREATE PROCEDURE go_on() LANGUAGE plpgsql AS $$ BEGIN FOR n IN 1..100000 LOOP"
                        + " INSERT INTO readings VALUES (timestamptz '2026-03-01' + n * interval '1 minute', 9, n);"
                        + " COMMIT; END LOOP; END $$");
        Shell.docker("exec", "-d", container, "psql", "-U", "postgres", "-c", "CALL go_on()");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !psql(container, "SELECT count(*) FROM readings WHERE sensor = 9")
                        .equals("0"));

        stack.berth("backup").ends(0).says("proved by a restore");

        psql(
                container,
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'CALL go_on%'"
                        + " AND pid <> pg_backend_pid()",
                "DELETE FROM readings WHERE sensor = 9",
                "DROP PROCEDURE go_on()");
    }

    private static JsonNode json(Ran ran) throws IOException {
        return new ObjectMapper().readTree(ran.out());
    }

    private static String psql(String container, String... commands) {
        var words = new ArrayList<>(List.of("exec", container, "psql", "-U", "postgres", "-At"));
        for (var command : commands) {
            words.addAll(List.of("-c", command));
        }
        return Shell.docker(words.toArray(String[]::new));
    }
}
