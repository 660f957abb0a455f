package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The whole example stack moves: databases, what people look into them with, and what counts them. */
@Timeout(300)
class StackIT {
    /** One berth of the example: the port inside its container, on the host before, and on the host after. */
    private record Berth(String service, int target, int before, int after) {
        String place() {
            return service + ":" + target;
        }
    }

    private static final List<Berth> BERTHS = List.of(
            new Berth("timescaledb", 5432, 5432, 7000),
            new Berth("timescaledb-backup", 5432, 5437, 7001),
            new Berth("langgraph-postgres", 5432, 5438, 7002),
            new Berth("kong-database", 5432, 5433, 7003),
            new Berth("questdb", 9000, 9001, 7010),
            new Berth("questdb", 9009, 9010, 7011),
            new Berth("questdb", 8812, 8814, 7012),
            new Berth("qdrant", 6333, 6333, 7020),
            new Berth("qdrant", 6334, 6334, 7021),
            new Berth("redis", 6379, 6380, 7030),
            new Berth("pgadmin", 80, 5051, 7100),
            new Berth("adminer", 8080, 8082, 7101),
            new Berth("pgweb", 8081, 8083, 7102),
            new Berth("timescaledb-exporter", 9187, 9188, 7200));

    private static final Map<String, Integer> BEFORE = published(Berth::before);
    private static final Map<String, Integer> AFTER = published(Berth::after);

    private static ExampleStack stack;
    private static String policy = "";
    private static Map<String, String> files = Map.of();

    @BeforeAll
    static void start() {
        stack = new ExampleStack();
        policy = stack.policy();
        files = stack.files();
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
        questdb("create table trades as (select x id, rnd_symbol('A', 'B') symbol, x / 3.0 price,"
                + " timestamp_sequence(0, 1000000) at from long_sequence(20000)) timestamp(at) partition by day wal");
        stack.compose("exec", "-T", "redis", "redis-cli", "mset", "one", "1", "other", "2");
        qdrant("PUT", "/collections/documents", "{vectors: {size: 2, distance: 'Dot'}}");
        qdrant(
                "PUT",
                "/collections/documents/points",
                "{points: Array.from({length: 100}, (_, id) => ({id, vector: [id, 0.5], payload: {page: id}}))}");
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
        assertThat(stack.files()).isEqualTo(files);
        assertInterfacesWork(BEFORE);
    }

    @Test
    void allFourteenBerthsMoveAndHoldWhatTheyHeld() {
        assertThat(policy).contains("fingerprint: Fast");
        stack.policy(policy.replace("fingerprint: Fast", "fingerprint: Strict").replace("limit: 30s", "limit: 2m"));
        var rows = rows();

        stack.berth("apply", "--yes")
                .ends(0)
                .says("migrated", "timescaledb: the same ", "questdb: the same 20000 rows in 1 tables (strict)")
                .says(
                        "qdrant: the same 100 points in 1 collections (strict)",
                        "redis: the same 2 keys in 1 databases (strict)");

        assertThat(stack.published()).isEqualTo(here(AFTER));
        assertThat(rows()).isEqualTo(rows).contains("20000|", "\"count\":100");
        assertInterfacesWork(AFTER);
        assertThat(stack.get(stack.port(3201), "/health")).contains(wellAt(7000), wellAt(7011), wellAt(7012));
        assertThat(stack.get(stack.port(3202), "/health")).contains(wellAt(7000), wellAt(7020), wellAt(7021));
        var ids = stack.ids();
        stack.compose("up", "-d");
        assertThat(stack.ids()).isEqualTo(ids);
        stack.berth("plan").ends(0).says("in sync");
    }

    @Test
    void whatLooksIntoADatabaseStillDoesAfterItsMove() {
        var others = policy.substring(policy.indexOf("    - name: kong-database\n"), policy.indexOf("  prometheus:"));
        stack.policy(policy.replace(others, ""));

        stack.berth("apply", "--yes").ends(0).says("migrated");

        var moved = new TreeMap<>(BEFORE);
        List.of("timescaledb:5432", "timescaledb-backup:5432", "langgraph-postgres:5432")
                .forEach(place -> moved.put(place, AFTER.get(place)));
        assertThat(stack.published()).isEqualTo(here(moved));
        assertInterfacesWork(moved);
    }

    /** What a client says of a database that answers it. */
    private static String wellAt(int port) {
        return "\"127.0.0.1:" + stack.port(port) + "\":\"ok\"";
    }

    private static Map<String, Integer> published(ToIntFunction<Berth> port) {
        var ports = new TreeMap<String, Integer>();
        BERTHS.forEach(berth -> ports.put(berth.place(), port.applyAsInt(berth)));
        return ports;
    }

    private static Map<String, Integer> here(Map<String, Integer> example) {
        var ports = new TreeMap<String, Integer>();
        example.forEach((place, port) -> ports.put(place, stack.port(port)));
        return ports;
    }

    private static String rows() {
        var sum = "select count(*), sum(hashtextextended(r::text, 0)) from readings r";
        return String.join(
                "\n",
                stack.psql("timescaledb", "research", sum),
                stack.psql("timescaledb-backup", "research", sum),
                questdb("select count(*), sum(id), sum(price) from trades"),
                qdrant("POST", "/collections/documents/points/count", "{exact: true}"));
    }

    /** Asks it in the protocol of PostgreSQL, in the containers' network. */
    private static String questdb(String query) {
        var login = "PGPASSWORD=demo-only-questdb";
        return stack.compose(
                "exec",
                "-T",
                "-e",
                login,
                "timescaledb",
                "psql",
                "-XAtq",
                "-v",
                "ON_ERROR_STOP=1",
                "-h",
                "questdb",
                "-p",
                "8812",
                "-U",
                "admin",
                "-c",
                query,
                "qdb");
    }

    /** @param body an expression of JavaScript */
    private static String qdrant(String method, String path, String body) {
        var request = "fetch('http://127.0.0.1:6333" + path + "', {method: '" + method
                + "', headers: {'api-key': process.env.QDRANT__SERVICE__API_KEY}, body: JSON.stringify(" + body
                + ")}).then(async (answer) => console.log(await answer.text()))";
        return stack.compose("exec", "-T", "qdrant", "node", "-e", request);
    }

    private static void assertClientsWork() {
        for (int port : List.of(3200, 3201, 3202, 3203)) {
            assertThat(stack.get(stack.port(port), "/health")).contains("\"status\":\"ok\"");
        }
    }

    /** A session that ended with the old database is opened anew at the next request. */
    private static void assertInterfacesWork(Map<String, Integer> ports) {
        await().atMost(Duration.ofSeconds(90)).ignoreExceptions().untilAsserted(() -> {
            assertThat(get(ports, "pgadmin:80", "/misc/ping")).endsWith("PING");
            assertThat(get(ports, "adminer:8080", "/")).contains("value=\"timescaledb-backup\"");
            assertThat(get(ports, "pgweb:8081", "/api/info")).contains("0.17.0");
            assertThat(get(ports, "pgweb:8081", "/api/databases")).contains("\"research\"");
            assertThat(get(ports, "timescaledb-exporter:9187", "/metrics")).containsPattern("(?m)^pg_up 1$");
        });
    }

    private static String get(Map<String, Integer> ports, String place, String path) {
        return stack.get(here(ports).getOrDefault(place, 0), path);
    }
}
