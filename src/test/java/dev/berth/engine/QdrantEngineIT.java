package dev.berth.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.engine.Answer.Well;
import dev.berth.engine.Contents.Depth;
import dev.berth.engine.Looked.Seen;
import dev.berth.policy.EngineKind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Qdrant as its reference documents it: the server is a stub, since Qdrant itself is in no registry that the rig has. */
class QdrantEngineIT implements LoginContract {
    private static final int REST = 6333;
    private static final int GRPC = 6334;

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static RigContainer server;

    @BeforeAll
    static void start() {
        server = RigContainer.qdrantStub(REST, GRPC);
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> put(port(), "/collections/docs ü", "{\"vectors\":{\"size\":2}}"));
        int port = port();
        for (int id = 1; id <= 1500; id++) {
            add(port, id, id);
        }
    }

    @AfterAll
    static void remove() {
        server.close();
    }

    @Override
    public EngineKind kind() {
        return EngineKind.QDRANT;
    }

    @Override
    public RigContainer server() {
        return server;
    }

    @Test
    void byGrpcTheGreetingIsAnAnswer() {
        well();

        assertThat(engine().probe(server.endpoint(kind(), GRPC), Login.NONE, PATIENCE))
                .isEqualTo(new Well(""));
    }

    @Test
    void aLookCountsThePointsOfEveryCollection() {
        well();

        assertThat(seen(Depth.FAST).tables())
                .hasEntrySatisfying("docs ü", table -> assertThat(table.rows()).isEqualTo(1500));
    }

    @Test
    void aStrictLookFindsAPointThatHasChanged() {
        well();
        var before = seen(Depth.STRICT);

        add(port(), 1400, 7);

        assertThat(before.differences(seen(Depth.STRICT))).containsExactly("docs ü has as many rows, but not the same");
        add(port(), 1400, 1400);
        assertThat(before.differences(seen(Depth.STRICT))).isEmpty();
    }

    private Contents seen(Depth depth) {
        return ((Seen) engine().look(server.endpoint(kind()), right(), depth, PATIENCE)).contents();
    }

    private static void add(int port, int id, int value) {
        assertThat(put(
                        port,
                        "/collections/docs ü/points",
                        "{\"points\":[{\"id\":" + id + ",\"vector\":[0.5," + value + "],\"payload\":{\"b\":1,\"a\":"
                                + value + "}}]}"))
                .isTrue();
    }

    /** Another one after each start. */
    private static int port() {
        return server.endpoint(EngineKind.QDRANT).port();
    }

    private static boolean put(int port, String path, String json) {
        try {
            var request = HttpRequest.newBuilder(new URI("http", null, "127.0.0.1", port, path, null, null))
                    .header("api-key", "right")
                    .PUT(BodyPublishers.ofString(json))
                    .build();
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException | java.net.URISyntaxException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
