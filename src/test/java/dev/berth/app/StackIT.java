package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The whole example stack moves: databases, what people look into them with, and what counts them. */
@Timeout(300)
class StackIT {
    private static final Map<String, Integer> BEFORE = Map.of(
            "timescaledb", 5432,
            "timescaledb-backup", 5437,
            "langgraph-postgres", 5438,
            "kong-database", 5433,
            "redis", 6380,
            "pgadmin", 5051,
            "adminer", 8082,
            "pgweb", 8083,
            "timescaledb-exporter", 9188);

    private static final Map<String, Integer> AFTER = Map.of(
            "timescaledb", 7000,
            "timescaledb-backup", 7001,
            "langgraph-postgres", 7002,
            "kong-database", 7003,
            "redis", 7030,
            "pgadmin", 7100,
            "adminer", 7101,
            "pgweb", 7102,
            "timescaledb-exporter", 7200);

    private static ExampleStack stack;
    private static String policy = "";

    @BeforeAll
    static void start() {
        stack = new ExampleStack();
        policy = stack.policy();
        await().atMost(Duration.ofMinutes(3)).ignoreExceptions().untilAsserted(StackIT::assertClientsWork);
        assertInterfacesWork(BEFORE);
        for (var service : List.of("timescaledb", "timescaledb-backup")) {
            stack.psql(service, "research", "create extension timescaledb");
            stack.psql(service, "research", "create table readings (at timestamptz not null, value float8)");
            stack.psql(
                    service,
                    "research",
                    "select create_hypertable('readings', 'at', chunk_time_interval => interval '1 day')");
            stack.psql(
                    service,
                    "research",
                    "insert into readings select timestamptz '2026-01-01' + n * interval '1 min', sin(n)"
                            + " from generate_series(1, 20000) n");
            // Whose statistics are new is left alone by autovacuum, which would be one who writes.
            stack.psql(service, "research", "vacuum analyze");
        }
    }

    @AfterAll
    static void remove() {
        stack.close();
    }

    @AfterEach
    void goBack() {
        stack.policy(policy);
        stack.berth("rollback").ends(0);
        assertThat(stack.published()).isEqualTo(here(BEFORE));
        assertInterfacesWork(BEFORE);
    }

    @Test
    void everyBerthMovesAndHoldsWhatItHeld() {
        assertThat(policy).contains("fingerprint: Fast");
        stack.policy(policy.replace("fingerprint: Fast", "fingerprint: Strict"));
        var rows = rows();

        stack.berth("apply", "--yes").ends(0).says("migrated", "timescaledb: the same ", " (strict)");

        assertThat(stack.published()).isEqualTo(here(AFTER));
        assertThat(rows()).isEqualTo(rows).contains("20000");
        assertInterfacesWork(AFTER);
        var ids = stack.ids();
        stack.compose("up", "-d");
        assertThat(stack.ids()).isEqualTo(ids);
        stack.berth("plan").ends(0).says("in sync");
    }

    @Test
    void whatLooksIntoADatabaseStillDoesAfterItsMove() {
        var interfaces = policy.substring(policy.indexOf("    - name: pgadmin\n"), policy.indexOf("  clients:\n"));
        stack.policy(policy.replace(interfaces, ""));

        stack.berth("apply", "--yes").ends(0).says("migrated");

        var moved = new TreeMap<>(BEFORE);
        List.of("timescaledb", "timescaledb-backup", "langgraph-postgres", "kong-database", "redis")
                .forEach(service -> moved.put(service, AFTER.get(service)));
        assertThat(stack.published()).isEqualTo(here(moved));
        assertInterfacesWork(moved);
    }

    private static Map<String, Integer> here(Map<String, Integer> example) {
        var ports = new TreeMap<String, Integer>();
        example.forEach((service, port) -> ports.put(service, stack.port(port)));
        return ports;
    }

    private static String rows() {
        var sum = "select count(*), sum(hashtextextended(r::text, 0)) from readings r";
        return stack.psql("timescaledb", "research", sum) + "\n" + stack.psql("timescaledb-backup", "research", sum);
    }

    private static void assertClientsWork() {
        for (int port : List.of(3200, 3201, 3202, 3203)) {
            assertThat(stack.get(stack.port(port), "/health")).contains("\"status\":\"ok\"");
        }
    }

    /** A session that ended with the old database is opened anew at the next request. */
    private static void assertInterfacesWork(Map<String, Integer> ports) {
        await().atMost(Duration.ofSeconds(90)).ignoreExceptions().untilAsserted(() -> {
            assertThat(get(ports, "pgadmin", "/misc/ping")).endsWith("PING");
            assertThat(get(ports, "adminer", "/")).contains("value=\"timescaledb-backup\"");
            assertThat(get(ports, "pgweb", "/api/info")).contains("0.17.0");
            assertThat(get(ports, "pgweb", "/api/databases")).contains("\"research\"");
            assertThat(get(ports, "timescaledb-exporter", "/metrics")).containsPattern("(?m)^pg_up 1$");
        });
    }

    private static String get(Map<String, Integer> ports, String service, String path) {
        return stack.get(here(ports).getOrDefault(service, 0), path);
    }
}
