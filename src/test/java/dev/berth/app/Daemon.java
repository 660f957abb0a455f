package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code deploy/berth run} as its user starts it, in a process of its own. */
final class Daemon extends Child {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final int port;

    private Daemon(Map<String, String> environment, List<String> command, int port) {
        super(environment, command);
        this.port = port;
    }

    /** What an address answered. */
    record Answer(int status, String body) {}

    /** Over everything in a stack's folder. */
    static Daemon over(TinyStack stack, String... more) {
        return start(Map.of(), stack.folder(), more);
    }

    static Daemon start(Map<String, String> environment, Path policies, String... more) {
        return start(Path.of(""), environment, policies, more);
    }

    /** @param from where its user is */
    static Daemon start(Path from, Map<String, String> environment, Path policies, String... more) {
        int port = Berths.outside();
        var command = new ArrayList<>(List.of(
                "env",
                "-C",
                from.toAbsolutePath().toString(),
                Path.of("deploy/berth").toAbsolutePath().toString(),
                "run",
                "-f",
                policies.toString()));
        command.addAll(List.of(more));
        if (!command.contains("--http")) {
            command.addAll(List.of("--http", "127.0.0.1:" + port));
        }
        return new Daemon(environment, command, port);
    }

    /** Where the kernel has no inotify instance for it, in a user namespace of its own. */
    static Daemon withoutInotify(Path policies) {
        int port = Berths.outside();
        return new Daemon(
                Map.of(),
                List.of(
                        "unshare",
                        "--user",
                        "--map-root-user",
                        "sh",
                        "-c",
                        "echo 0 >/proc/sys/user/max_inotify_instances && exec \"$@\"",
                        "sh",
                        Path.of("deploy/berth").toAbsolutePath().toString(),
                        "run",
                        "-f",
                        policies.toString(),
                        "--http",
                        "127.0.0.1:" + port),
                port);
    }

    /** An operator of a cluster. */
    static Daemon overCluster(Map<String, String> environment, String... more) {
        return overCluster(Path.of("deploy/berth").toAbsolutePath(), environment, more);
    }

    static Daemon overCluster(Path launcher, Map<String, String> environment, String... more) {
        int port = Berths.outside();
        var command =
                new ArrayList<>(List.of(launcher.toString(), "run", "--kubernetes", "--http", "127.0.0.1:" + port));
        command.addAll(List.of(more));
        return new Daemon(environment, command, port);
    }

    /** Waits until every policy had its first round. */
    Daemon started() {
        await().atMost(PATIENCE)
                .until(() -> !alive() || get("/q/health/started").status() == 200);
        assertThat(alive()).as(said()).isTrue();
        return this;
    }

    Answer get(String path) {
        return send("GET", path);
    }

    Answer send(String method, String path) {
        try {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .method(method, HttpRequest.BodyPublishers.noBody())
                    .timeout(PATIENCE)
                    .build();
            var response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            return new Answer(0, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    JsonNode api(String path) {
        try {
            return json.readTree(get("/api/v1/" + path).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What a policy's condition says: status, reason and message; empty where it has none.
     *
     * @param policy of the namespace {@code default} where it names none
     */
    String condition(String policy, String type) {
        var name = policy.contains("/") ? policy : "default/" + policy;
        for (var condition : api("policies/" + name).path("conditions")) {
            if (condition.path("type").asText().equals(type)) {
                return condition.path("status").asText() + " "
                        + condition.path("reason").asText() + " "
                        + condition.path("message").asText();
            }
        }
        return "";
    }

    void awaitCondition(String policy, String type, String beginning) {
        await(type + "=" + beginning + " of " + policy)
                .atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(condition(policy, type)).as(said()).startsWith(beginning));
    }

    void awaitReady(int status) {
        await("readiness " + status)
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(get("/q/health/ready"))
                        .as(said())
                        .extracting(Answer::status)
                        .isEqualTo(status));
    }

    void awaitSaid(String words) {
        await(words).atMost(PATIENCE).until(() -> said().contains(words) || !alive());
        assertThat(said()).contains(words);
    }
}
