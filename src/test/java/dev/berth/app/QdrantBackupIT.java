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
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A stub that answers as Qdrant's reference documents, backed up by its snapshots; no real Qdrant was ever tried. */
@Timeout(300)
class QdrantBackupIT {
    private static final String PROJECT =
            "berth-it-" + UUID.randomUUID().toString().substring(0, 8);
    private static final int PORT = Berths.outside();
    private static final String COMPOSE = """
            services:
              qdrant:
                image: berth-rig/qdrant-stub:1
                user: "0:0"
                environment: {QDRANT__SERVICE__API_KEY: right}
                ports: ["127.0.0.1:%d:6333"]
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

    private static Path folder;

    @BeforeAll
    static void fill() throws IOException {
        folder = Files.createTempDirectory("berth-it-");
        Files.writeString(folder.resolve("compose.yaml"), COMPOSE.formatted(PORT));
        Files.writeString(folder.resolve("policy.yaml"), POLICY.formatted(PROJECT, Berths.inside()));
        Files.writeString(folder.resolve("secret"), "right\n");
        Engine.MACHINE.compose(folder, PROJECT, "up", "-d");
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> ask("PUT", "docs ü", "{\"vectors\":{\"size\":1}}").contains("ok"));
        for (int id = 1; id <= 1200; id++) {
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
        Engine.MACHINE.attempt(folder, List.of("rm", "-fv", PROJECT + "-qdrant-1"));
        Engine.MACHINE.attempt(folder, List.of("volume", "rm", PROJECT + "_qdrant-data"));
        Engine.MACHINE.attempt(folder, List.of("network", "rm", PROJECT + "_default"));
        Shell.attempt("rm", "-rf", folder.toString());
    }

    @Test
    void itIsProvedAndNoSnapshotIsLeftOnTheServer() throws Exception {
        var backup = json(berth("backup", "-o", "json").ends(0)).path("backups").path(0);

        assertThat(backup.path("proved").asBoolean()).isTrue();
        assertThat(backup.path("databases")).map(JsonNode::asText).containsExactly("docs ü");
        assertThat(backup.path("rows").asLong()).isEqualTo(1200);
        assertThat(ask("GET", "docs ü/snapshots", "")).contains("\"result\":[]");
        assertThat(SparesLeft.of("proof", PROJECT)).isEmpty();
    }

    /** Noted as a run does that is about to fetch it. */
    @Test
    void aSnapshotThatAKilledRunLeftOnTheServerIsDiscardedByTheNext() throws Exception {
        var name = new ObjectMapper()
                .readTree(ask("POST", "docs ü/snapshots", ""))
                .at("/result/name")
                .asText();
        var owed = Files.createDirectories(folder.resolve(".berth/owed"));
        Files.writeString(owed.resolve("default." + PROJECT + ".qdrant"), "DELETE of a snapshot\ndocs ü\n" + name);
        assertThat(ask("GET", "docs ü/snapshots", "")).contains(name);

        berth("status").says("qdrant is owed “DELETE of a snapshot”");
        berth("backup").ends(0).says("qdrant was owed “DELETE of a snapshot” since a run was killed, and has it now\n");

        assertThat(ask("GET", "docs ü/snapshots", "")).contains("\"result\":[]");
        assertThat(owed).isEmptyDirectory();
    }

    @Test
    void itIsRestoredWithItsOtherNames() throws Exception {
        var name = json(berth("backup", "-o", "json").ends(0))
                .path("backups")
                .path(0)
                .path("backup")
                .asText();

        var restored = json(berth("restore", name, "-o", "json").ends(0));

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

    private static Ran berth(String... words) {
        var all = new ArrayList<>(List.of(words));
        all.add("-f");
        all.add(folder.resolve("policy.yaml").toString());
        return Ran.berth(all.toArray(String[]::new));
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
