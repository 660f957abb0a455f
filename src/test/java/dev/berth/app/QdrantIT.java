package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A container with two protocols moves once, with both of its ports. The server is a stub that answers as Qdrant documents. */
@Timeout(120)
class QdrantIT {
    private static final int POINTS = 300;
    private static final String COMPOSE = """
            services:
              qdrant:
                image: berth-rig/qdrant-stub:1
                restart: unless-stopped
                environment: {QDRANT__SERVICE__API_KEY: right}
                ports: ["127.0.0.1:${QDRANT_REST_PORT}:6333", "127.0.0.1:${QDRANT_GRPC_PORT}:6334"]
                volumes: [qdrant-data:/qdrant/storage]
            volumes: {qdrant-data: {}}
            """;
    private static final String POLICY = """
            apiVersion: berth.dev/v1alpha1
            kind: DatabasePortPolicy
            metadata: {name: %1$s}
            spec:
              bands: [{name: all, from: 7000, to: 7999}]
              docker: {project: %1$s, composeFiles: [compose.yaml], envFile: .env}
              databases:
                - name: qdrant
                  engine: Qdrant
                  service: qdrant
                  ports:
                    - {name: grpc, target: 6334, port: %2$d, variable: QDRANT_GRPC_PORT}
                    - {name: rest, target: 6333, port: %3$d, variable: QDRANT_REST_PORT}
                  credentials: {password: {file: secret}}
              hold: {mode: Required, drain: 2s, limit: 60s}
              verify: {fingerprint: Strict}
            """;

    private final int restBefore = Berths.outside();
    private final int grpcBefore = Berths.outside();
    private final int restAfter = Berths.inside();
    private final int grpcAfter = Berths.inside();
    private PolicyProject project;

    @BeforeEach
    void start() throws Exception {
        project = new PolicyProject()
                .write("compose.yaml", COMPOSE)
                .write(".env", "QDRANT_REST_PORT=" + restBefore + "\nQDRANT_GRPC_PORT=" + grpcBefore + "\n")
                .write("secret", "right\n");
        project.write("policy.yaml", POLICY.formatted(project.name(), grpcAfter, restAfter));
        project.up(() -> ask(restBefore, "PUT", "", "{\"vectors\":{\"size\":1,\"distance\":\"Dot\"}}")
                .contains("true"));
        ask(restBefore, "PUT", "/points", "{\"points\":[" + points() + "]}");
    }

    @AfterEach
    void remove() {
        project.close();
    }

    @Test
    void bothPortsMoveAtOnceWithEveryPoint() throws Exception {
        var plan = project.berth("plan", "--steps").ends(10).says("Qdrant REST", "Qdrant gRPC", "pauses of at least");
        assertThat(plan.out().lines().filter(line -> line.contains("stop berth-it-")))
                .hasSize(1);

        project.berth("apply", "--yes")
                .ends(0)
                .says("qdrant: the same " + POINTS + " points in 1 collections (strict)");

        assertPoints(restAfter);
        assertPoints(restBefore);
        project.berth("health")
                .ends(0)
                .says("Qdrant REST (" + restAfter + "): healthy", "Qdrant gRPC (" + grpcAfter + "): healthy");
        project.assertComposeHasNothingToDo();

        project.berth("rollback").ends(0).says("Qdrant gRPC 127.0.0.1:" + grpcBefore + " answers again");

        assertPoints(restBefore);
        project.assertAsBefore();
        project.assertComposeHasNothingToDo();
    }

    private static String points() {
        return IntStream.range(0, POINTS)
                .mapToObj(id -> "{\"id\":" + id + ",\"vector\":[" + id + "]}")
                .collect(Collectors.joining(","));
    }

    private static void assertPoints(int port) throws IOException, InterruptedException {
        assertThat(ask(port, "POST", "/points/count", "{\"exact\":true}")).contains("\"count\":" + POINTS);
    }

    private static String ask(int port, String method, String path, String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/collections/docs" + path))
                .header("api-key", "right")
                .method(method, BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }
}
