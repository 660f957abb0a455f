package dev.berth.operator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An API server whose answers get lost when a test wants it: what was asked for is done all the same. */
final class LossyApi implements AutoCloseable {
    private final KubernetesClient behind;
    private final HttpServer server;
    private final KubernetesClient client;
    private final AtomicInteger lost = new AtomicInteger();

    LossyApi(KubernetesClient behind) {
        this.behind = behind;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::pass);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
        client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder()
                        .withAutoConfigure(false)
                        .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                        .build())
                .build();
    }

    KubernetesClient client() {
        return client;
    }

    /** Loses the answers to the next writes. */
    void lose(int answers) {
        lost.set(answers);
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var http = behind.getHttpClient();
            var request = http.newHttpRequestBuilder()
                    .uri(URI.create(behind.getMasterUrl().toString()).resolve(exchange.getRequestURI()));
            var answer = http.sendAsync(
                            body.length == 0
                                    ? request.build()
                                    : request.method(
                                                    exchange.getRequestMethod(),
                                                    exchange.getRequestHeaders().getFirst("Content-Type"),
                                                    new String(body, StandardCharsets.UTF_8))
                                            .build(),
                            byte[].class)
                    .join();
            if (body.length == 0 || lost.getAndUpdate(left -> Math.max(0, left - 1)) == 0) {
                exchange.sendResponseHeaders(answer.code(), answer.body().length);
                exchange.getResponseBody().write(answer.body());
            }
        }
    }

    @Override
    public void close() {
        client.close();
        server.stop(0);
    }
}
