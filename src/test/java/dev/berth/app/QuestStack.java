package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.function.UnaryOperator;

/** A Compose project of one QuestDB with its three ports, alone or with a Redis that moves after it. */
final class QuestStack implements AutoCloseable {
    private static final String COMPOSE = """
            services:
              questdb:   # three protocols
                image: berth-rig/questdb:9
                restart: unless-stopped
                environment: {QDB_PG_PASSWORD: right, QDB_HTTP_USER: admin, QDB_HTTP_PASSWORD: right}
                ports:
                  - "127.0.0.1:${QUESTDB_HTTP_PORT:-%1$d}:9000"
                  - "127.0.0.1:${QUESTDB_ILP_PORT:-%2$d}:9009"
                  - "127.0.0.1:%3$d:8812"   # often taken for Influx
                volumes: [questdb-data:/var/lib/questdb]
            volumes: {questdb-data: {}}
            """;
    private static final String POLICY = """
            apiVersion: berth.dev/v1alpha1
            kind: DatabasePortPolicy
            metadata: {name: %1$s}
            spec:
              bands: [{name: all, from: 7000, to: 7999}]
              docker: {project: %1$s, composeFiles: [compose.yaml], envFile: .env}
              databases:
                - name: questdb
                  engine: QuestDB
                  service: questdb
                  ports:
                    - {name: http, target: 9000, port: %2$d, variable: QUESTDB_HTTP_PORT}
                    - {name: ilp, target: 9009, port: %3$d, variable: QUESTDB_ILP_PORT}
                    - {name: influx, target: 8812, port: %4$d}
                  credentials: {user: {value: admin}, password: {file: secret}}
              hold: {mode: Required, drain: 15s, limit: 60s}
              verify: {fingerprint: Strict}
            """;
    private static final String CACHE = """
              cache:
                image: berth-rig/redis:7
                restart: always
                command: [redis-server, --appendonly, "yes"]
                ports: ["127.0.0.1:%1$d:6379"]
                volumes: [cache-data:/data]
            volumes: {questdb-data: {}, cache-data: {}}
            """;
    private static final String POLICY_OF_CACHE = """
                - {name: cache, engine: Redis, service: cache, ports: [{name: main, target: 6379, port: %2$d}]}
              clients:
                - name: client
                  uses: [cache]
                  files: [{path: client.js, find: "port = %1$d", replace: "port = {{cache.main}}"}]
                  probe: {http: "http://127.0.0.1:%3$d/"}
              rollback: {scope: Policy}
            """;

    private final PolicyProject project = new PolicyProject();
    private final Ports before = new Ports(Berths.outside(), Berths.outside(), Berths.outside());
    private final Ports after = new Ports(Berths.inside(), Berths.inside(), Berths.inside());

    /** Where each protocol is published. */
    record Ports(int http, int ilp, int pgWire) {}

    QuestStack() {
        this(UnaryOperator.identity(), UnaryOperator.identity());
    }

    private QuestStack(UnaryOperator<String> compose, UnaryOperator<String> policy) {
        var text = COMPOSE.formatted(before.http(), before.ilp(), before.pgWire());
        project.write("compose.yaml", compose.apply(text))
                .write(".env", "QUESTDB_HTTP_PORT=" + before.http() + "\n")
                .write("secret", "right\n")
                .write(
                        "policy.yaml",
                        policy.apply(POLICY.formatted(project.name(), after.http(), after.ilp(), after.pgWire())));
    }

    /** With a Redis behind it that has a client whose probe nobody answers; what it takes back is the whole policy. */
    static QuestStack beforeAFailure() {
        int port = Berths.outside();
        var cache = POLICY_OF_CACHE.formatted(port, Berths.inside(), Berths.outside());
        var stack = new QuestStack(
                compose -> compose.replace("volumes: {questdb-data: {}}\n", CACHE.formatted(port)),
                policy -> policy.replace("  hold:", cache + "  hold:"));
        stack.project.write("client.js", "port = " + port + "\n");
        return stack;
    }

    QuestStack up() {
        project.up(() -> byHttp(before, "SELECT 1").equals("1"));
        return this;
    }

    Ports before() {
        return before;
    }

    Ports after() {
        return after;
    }

    String project() {
        return project.name();
    }

    String container() {
        return project.name() + "-questdb-1";
    }

    Ran berth(String... words) {
        return project.berth(words);
    }

    Path state() {
        return project.state();
    }

    String[] withPolicy(String... words) {
        return project.withPolicy(words);
    }

    void policy(String find, String replace) {
        project.policy(find, replace);
    }

    /** Changes the Compose file, and has Compose make the container anew. */
    void compose(String find, String replace) {
        project.compose(find, replace);
    }

    /** Has a statement carried out where it was at first. */
    void sql(String statement) {
        try (var connection = session(before);
                var said = connection.createStatement()) {
            said.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    /** Whether a checkpoint is open. */
    boolean suspended() {
        try {
            return byPgWire(before, "SELECT in_progress FROM checkpoint_status()")
                    .startsWith("t");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether a count finds anything. */
    boolean asked(String count) {
        try {
            return !byPgWire(before, count).equals("0");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void assertAsBefore() {
        project.assertAsBefore();
    }

    void assertComposeHasNothingToDo() {
        project.assertComposeHasNothingToDo();
    }

    /** Sends rows in the line protocol, which acknowledges nothing. */
    void send(int port, int first, int count) {
        try (var socket = new Socket("127.0.0.1", port)) {
            for (int row = first; row < first + count; row++) {
                socket.getOutputStream()
                        .write(("rows id=" + row + "i " + row + "000000\n").getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By HTTP and by PGWire. */
    void awaitRows(Ports at, int count) {
        var query = "SELECT count_distinct(id) FROM rows";
        await().atMost(Duration.ofSeconds(90)).ignoreExceptions().untilAsserted(() -> {
            assertThat(byHttp(at, query)).isEqualTo(String.valueOf(count));
            assertThat(byPgWire(at, query)).isEqualTo(String.valueOf(count));
        });
    }

    private static String byPgWire(Ports at, String query) throws SQLException {
        try (var connection = session(at);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** A connection of a pool, by PGWire. */
    static Connection session(Ports at) throws SQLException {
        var url = "jdbc:postgresql://127.0.0.1:" + at.pgWire() + "/qdb?connectTimeout=5&socketTimeout=5";
        return DriverManager.getConnection(url, "admin", "right");
    }

    /** A number, by what answers in JSON: exports in CSV are few at a time, and a connection that is kept counts as one. */
    private static String byHttp(Ports at, String query) throws IOException, InterruptedException {
        var uri = URI.create(
                "http://127.0.0.1:" + at.http() + "/exec?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
        var basic = Base64.getEncoder().encodeToString("admin:right".getBytes(StandardCharsets.UTF_8));
        var request = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(5))
                .header("Authorization", "Basic " + basic)
                .build();
        var json = HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString())
                .body();
        return json.replaceFirst("(?s).*\"dataset\":\\[\\[(\\d+)]].*", "$1");
    }

    @Override
    public void close() {
        project.close();
    }
}
