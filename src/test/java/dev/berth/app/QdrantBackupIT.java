package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A stub that answers as Qdrant's reference documents, backed up by its snapshots; no real Qdrant was ever tried. */
@Timeout(300)
class QdrantBackupIT {
    private static final int POINTS = 1200;
    private static final int PORT = Berths.outside();

    /** Sends half of a snapshot, and never the other half, where there is a file that says so. */
    private static final String HELD =
            "const { prototype } = require('http').ServerResponse; const { end } = prototype;"
                    + " const held = ({ method, url }) => method === 'GET' && url.includes('/snapshots/')"
                    + " && require('fs').existsSync('/tmp/held');"
                    + " prototype.end = function (text) {"
                    + " return held(this.req) ? this.write(text.slice(0, text.length / 2)) : end.call(this, text); };"
                    + " require('/app/stub.js')";

    private static final String COMPOSE = """
            services:
              qdrant:
                image: berth-rig/qdrant-stub:1
                user: "0:0"
                command: [node, -e, "%2$s"]
                environment: {QDRANT__SERVICE__API_KEY: right}
                ports: ["127.0.0.1:%1$d:6333"]
                volumes: [qdrant-data:/qdrant/storage]
            volumes: {qdrant-data: {}}
            """;
    private static final String POLICY = """
            apiVersion: berth.dev/v1alpha1
            kind: DatabasePortPolicy
            metadata: {name: %1$s}
            spec:
              bands: [{name: all, from: 7000, to: 7999}]
              docker: {project: %1$s, composeFiles: [compose.yaml]}
              databases:
                - name: qdrant
                  engine: Qdrant
                  service: qdrant
                  ports: [{name: rest, target: 6333, port: %2$d}]
                  credentials: {password: {file: secret}}
              verify: {fingerprint: Strict}
              backup: {folder: backups}
            """;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static PolicyProject project;

    @BeforeAll
    static void begin() throws IOException {
        project = new PolicyProject();
        project.write("compose.yaml", COMPOSE.formatted(PORT, HELD))
                .write("policy.yaml", POLICY.formatted(project.name(), Berths.inside()))
                .write("secret", "right\n")
                .up(QdrantBackupIT::answers);
        fill();
    }

    private static boolean answers() throws IOException {
        return ask("GET", "docs ü", "").contains("Not found");
    }

    private static void fill() throws IOException {
        ask("PUT", "docs ü", "{\"vectors\":{\"size\":1}}");
        for (int id = 1; id <= POINTS; id++) {
            ask(
                    "PUT",
                    "docs ü/points",
                    "{\"points\":[{\"id\":" + id + ",\"vector\":[0.5],\"payload\":{\"a\":\"ü\"}}]}");
        }
        ask(
                "POST",
                "aliases",
                "{\"actions\":[{\"create_alias\":{\"collection_name\":\"docs ü\",\"alias_name\":\"live\"}}]}");
    }

    @AfterAll
    static void remove() {
        project.close();
    }

    @Test
    void itIsProvedAndNoSnapshotIsLeftOnTheServer() throws Exception {
        var backup = json(project.berth("backup", "-o", "json").ends(0))
                .path("backups")
                .path(0);

        assertThat(backup.path("proved").asBoolean()).isTrue();
        assertThat(backup.path("databases")).map(JsonNode::asText).containsExactly("docs ü");
        assertThat(backup.path("rows").asLong()).isEqualTo(POINTS);
        assertThat(ask("GET", "docs ü/snapshots", "")).contains("\"result\":[]");
        assertThat(SparesLeft.of("proof", project.name())).isEmpty();
    }

    /** Noted as a run does that is about to fetch it. */
    @Test
    void aSnapshotThatAKilledRunLeftOnTheServerIsDiscardedByTheNext() throws Exception {
        var name = new ObjectMapper()
                .readTree(ask("POST", "docs ü/snapshots", ""))
                .at("/result/name")
                .asText();
        var owed = Files.createDirectories(project.state().resolve("owed"));
        Files.writeString(
                owed.resolve("default." + project.name() + ".qdrant"), "DELETE of a snapshot\ndocs ü\n" + name);
        assertThat(ask("GET", "docs ü/snapshots", "")).contains(name);

        project.berth("status").says("qdrant is owed “DELETE of a snapshot”");
        project.berth("backup")
                .ends(0)
                .says("qdrant was owed “DELETE of a snapshot” since a run broke off, and has it now\n");

        assertThat(ask("GET", "docs ü/snapshots", "")).contains("\"result\":[]");
        assertThat(owed).isEmptyDirectory();
    }

    /** What a stub holds is gone with it, which a Qdrant's is not. */
    @Test
    @Tag("slow")
    void anEngineThatIsKilledInTheMiddleLeavesNothing() throws Exception {
        var before = shelf();
        try {
            Shell.docker("exec", container(), "touch", "/tmp/held");
            var running = CompletableFuture.supplyAsync(() -> project.berth("backup"));
            await().atMost(PATIENCE)
                    .until(() -> shelf().stream().anyMatch(file -> file.endsWith(".part/collection-1.snapshot.zst")));

            Shell.docker("kill", container());

            running.join()
                    .ends(20)
                    .says(
                            "the backup broke off: its answer ended in the middle; left: its snapshot is still to be discarded: ");
            assertThat(shelf()).isEqualTo(before);
            assertThat(SparesLeft.of("proof", project.name())).isEmpty();
            project.berth("status").says("qdrant is owed “DELETE of a snapshot”");
        } finally {
            Shell.docker("start", container());
            await().atMost(PATIENCE).ignoreExceptions().until(QdrantBackupIT::answers);
            Shell.docker("exec", container(), "rm", "/tmp/held");
            fill();
        }
        project.berth("backup").ends(0).says("has it now", "proved by a restore");
    }

    @Test
    void itIsRestoredWithItsOtherNames() throws Exception {
        var name = json(project.berth("backup", "-o", "json").ends(0))
                .path("backups")
                .path(0)
                .path("backup")
                .asText();

        var restored = json(project.berth("restore", name, "-o", "json").ends(0));

        try {
            var aliases = HttpRequest.newBuilder(
                            URI.create("http://" + restored.path("address").asText() + "/aliases"))
                    .header("api-key", "right")
                    .build();
            assertThat(HttpClient.newHttpClient()
                            .send(aliases, BodyHandlers.ofString())
                            .body())
                    .contains("\"alias_name\":\"live\"");
        } finally {
            for (var command : restored.path("remove")) {
                Shell.run(command.asText().split(" "));
            }
        }
    }

    private static String container() {
        return project.name() + "-qdrant-1";
    }

    /** All that lies where backups do, whole or not. */
    private static List<String> shelf() throws IOException {
        return FolderFiles.ifThere(project.state().resolveSibling("backups")).stream()
                .map(Path::toString)
                .toList();
    }

    private static String ask(String method, String path, String json) throws IOException {
        try {
            var uri = new URI("http", null, "127.0.0.1", PORT, "/collections/" + path, null, null);
            var request = HttpRequest.newBuilder(uri)
                    .header("api-key", "right")
                    .method(method, BodyPublishers.ofString(json))
                    .build();
            return HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofString())
                    .body();
        } catch (URISyntaxException | InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static JsonNode json(Ran ran) throws IOException {
        return new ObjectMapper().readTree(ran.out());
    }
}
