package dev.berth.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.policy.EngineKind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What stands for Qdrant answers as its reference documents (OpenAPI of Qdrant 1.17): the fields that it requires. */
class QdrantStubIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static RigContainer server;

    @BeforeAll
    static void start() throws Exception {
        server = RigContainer.qdrantStub(6333);
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> ask("PUT", "/collections/docs", "{\"vectors\":{\"size\":1,\"distance\":\"Dot\"}}")
                                .statusCode()
                        == 200);
        for (int id = 0; id < 3; id++) {
            result("PUT", "/collections/docs/points?wait=true", "{\"points\":[{\"id\":" + id + ",\"vector\":[0.5]}]}");
        }
    }

    @AfterAll
    static void remove() {
        server.close();
    }

    @Test
    void aCollectionIsListedByItsName() throws Exception {
        assertThat(result("GET", "/collections", "").path("collections"))
                .singleElement()
                .satisfies(one -> assertThat(one.path("name").asText()).isEqualTo("docs"));
    }

    @Test
    void aCollectionTellsAllThatIsRequired() throws Exception {
        var told = result("GET", "/collections/docs", "");

        assertThat(told.fieldNames())
                .toIterable()
                .contains("status", "optimizer_status", "segments_count", "config", "payload_schema", "points_count");
        assertThat(told.path("config")
                        .path("params")
                        .path("vectors")
                        .path("size")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void pointsAreCountedAndScrolledPageByPage() throws Exception {
        assertThat(result("POST", "/collections/docs/points/count", "{\"exact\":true}")
                        .path("count")
                        .asInt())
                .isEqualTo(3);
        var page = result("POST", "/collections/docs/points/scroll", "{\"limit\":2,\"with_vector\":true}");
        assertThat(page.path("points"))
                .hasSize(2)
                .allSatisfy(point -> assertThat(point.path("vector")).hasSize(1));
        assertThat(page.path("next_page_offset").asInt()).isEqualTo(2);
        var last = result("POST", "/collections/docs/points/scroll", "{\"limit\":2,\"offset\":2}");
        assertThat(last.path("next_page_offset").isNull()).isTrue();
    }

    @Test
    void anUnknownCollectionIsAnErrorThatNamesIt() throws Exception {
        var answer = ask("GET", "/collections/other", "");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(JSON.readTree(answer.body()).path("status").path("error").asText())
                .contains("other");
    }

    private static JsonNode result(String method, String path, String body) throws IOException, InterruptedException {
        var answer = ask(method, path, body);
        var document = JSON.readTree(answer.body());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(document.path("status").asText()).isEqualTo("ok");
        assertThat(document.path("time").isNumber()).isTrue();
        return document.path("result");
    }

    private static HttpResponse<String> ask(String method, String path, String body)
            throws IOException, InterruptedException {
        int port = server.endpoint(EngineKind.QDRANT).port();
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("api-key", "right")
                .method(method, BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
