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
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** A Compose project of one QuestDB with its three ports, under a name of its own; closing it leaves nothing. */
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
              hold: {mode: Required, drain: 1s, limit: 45s}
              verify: {fingerprint: Strict}
            """;

    private final String project = "berth-it-" + UUID.randomUUID().toString().substring(0, 8);
    private final Ports before = new Ports(Berths.outside(), Berths.outside(), Berths.outside());
    private final Ports after = new Ports(Berths.inside(), Berths.inside(), Berths.inside());
    private final Path folder;
    private final Photograph photograph;

    /** Where each protocol is published. */
    record Ports(int http, int ilp, int pgWire) {}

    QuestStack() {
        try {
            folder = Files.createTempDirectory("berth-it-");
            Files.writeString(
                    folder.resolve("compose.yaml"), COMPOSE.formatted(before.http(), before.ilp(), before.pgWire()));
            Files.writeString(folder.resolve(".env"), "QUESTDB_HTTP_PORT=" + before.http() + "\n");
            Files.writeString(folder.resolve("secret"), "right\n");
            Files.writeString(
                    folder.resolve("policy.yaml"),
                    POLICY.formatted(project, after.http(), after.ilp(), after.pgWire()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            compose("up", "-d");
            await().atMost(Duration.ofSeconds(90))
                    .ignoreExceptions()
                    .until(() -> byHttp(before, "SELECT 1").equals("1"));
            photograph = photograph();
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    Ports before() {
        return before;
    }

    Ports after() {
        return after;
    }

    String project() {
        return project;
    }

    Path state() {
        return folder.resolve(".berth");
    }

    Ran berth(String... words) {
        return Ran.berth(withPolicy(words));
    }

    String[] withPolicy(String... words) {
        return Stream.concat(Arrays.stream(words), Stream.of("-f", policy().toString()))
                .toArray(String[]::new);
    }

    void policy(String find, String replace) {
        try {
            var text = Files.readString(policy());
            assertThat(text).contains(find);
            Files.writeString(policy(), text.replace(find, replace));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Has a statement carried out where it was at first. */
    void sql(String statement) {
        try (var connection = connect(before);
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

    /** A client whose probe nobody answers. */
    void addFailingClient() {
        try {
            Files.writeString(folder.resolve("client.js"), "port = " + before.http() + "\n");
            Files.writeString(
                    policy(),
                    Files.readString(policy())
                            + "  clients:\n    - {name: client, uses: [questdb], files: [{path: client.js,"
                            + " find: \"port = " + before.http() + "\", replace: \"port = {{questdb.http}}\"}],"
                            + " probe: {http: \"http://127.0.0.1:" + Berths.outside() + "/\"}}\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path policy() {
        return folder.resolve("policy.yaml");
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
        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().untilAsserted(() -> {
            assertThat(byHttp(at, query)).isEqualTo(String.valueOf(count));
            assertThat(byPgWire(at, query)).isEqualTo(String.valueOf(count));
        });
    }

    private static String byPgWire(Ports at, String query) throws SQLException {
        try (var connection = connect(at);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Connection connect(Ports at) throws SQLException {
        var url = "jdbc:postgresql://127.0.0.1:" + at.pgWire() + "/qdb?connectTimeout=5&socketTimeout=5";
        return DriverManager.getConnection(url, "admin", "right");
    }

    private static String byHttp(Ports at, String query) throws IOException, InterruptedException {
        var uri = URI.create(
                "http://127.0.0.1:" + at.http() + "/exp?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
        var basic = Base64.getEncoder().encodeToString("admin:right".getBytes(StandardCharsets.UTF_8));
        var request = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(5))
                .header("Authorization", "Basic " + basic)
                .build();
        var csv = HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString())
                .body();
        return csv.lines().skip(1).findFirst().orElse("");
    }

    private Photograph photograph() {
        return Photograph.of(folder, Engine.MACHINE, project);
    }

    void assertFilesAsBefore() {
        assertThat(photograph().files()).containsAllEntriesOf(photograph.files());
        assertThat(photograph().containers()).isEqualTo(photograph.containers());
    }

    /** The next {@code up} recreates and starts nothing. */
    void assertComposeHasNothingToDo() {
        var ids = ids();
        compose("up", "-d");
        assertThat(ids()).isEqualTo(ids);
    }

    private List<String> ids() {
        return Engine.MACHINE.lines(
                "ps", "-q", "--no-trunc", "--filter", "label=com.docker.compose.project=" + project);
    }

    private void compose(String... words) {
        Engine.MACHINE.compose(folder, project, words);
    }

    @Override
    public void close() {
        var engine = Engine.MACHINE;
        engine.lines("ps", "-aq", "--filter", "name=" + project)
                .forEach(id -> engine.attempt(folder, List.of("rm", "-fv", id)));
        engine.lines("volume", "ls", "-q", "--filter", "name=" + project)
                .forEach(volume -> engine.attempt(folder, List.of("volume", "rm", volume)));
        engine.lines("network", "ls", "-q", "--filter", "name=" + project)
                .forEach(network -> engine.attempt(folder, List.of("network", "rm", network)));
        FilterTables.remove(project);
        Shell.attempt("rm", "-rf", folder.toString());
    }
}
