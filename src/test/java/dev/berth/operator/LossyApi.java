package dev.berth.operator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A way to an API server on which the connection of a call is cut when a test wants it: after the call got through, or before.
 * Watches go straight.
 */
public final class LossyApi implements Interceptor, AutoCloseable {
    private static final Runnable GETS_THROUGH = () -> {};

    private final KubernetesClient behind;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final KubernetesClient client;
    private final AtomicReference<@Nullable Cut> cut = new AtomicReference<>();

    /**
     * @param behind a client of the API server
     * @param kubeconfig of the same
     */
    public LossyApi(KubernetesClient behind, String kubeconfig) {
        this.behind = behind;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::pass);
        server.setExecutor(threads);
        server.start();
        client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(new File(kubeconfig)))
                .withHttpClientBuilderConsumer(builder -> builder.addOrReplaceInterceptor("lossy", this))
                .build();
    }

    /** @param meanwhile what happens in the place of a call that does not get through */
    private record Cut(Pattern call, Runnable meanwhile) {}

    public KubernetesClient client() {
        return client;
    }

    /** Loses the answer to the next call of {@code METHOD PATH TYPE} that matches; what was asked for is done. */
    public void lose(String call) {
        cut.set(new Cut(Pattern.compile(call), GETS_THROUGH));
    }

    /** Loses such a call itself, and has something happen meanwhile. */
    void drop(String call, Runnable meanwhile) {
        cut.set(new Cut(Pattern.compile(call), meanwhile));
    }

    /** Whether it came to that. */
    public boolean wasCut() {
        return cut.get() == null;
    }

    @Override
    public void before(BasicBuilder request, HttpRequest asked, RequestTags tags) {
        var to = asked.uri();
        if (!String.valueOf(to.getQuery()).contains("watch=true")) {
            request.uri(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + to.getRawPath()
                    + (to.getRawQuery() == null ? "" : "?" + to.getRawQuery())));
        }
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var due = cut.get();
            if (due != null && due.call().matcher(line(exchange)).find() && cut.compareAndSet(due, null)) {
                if (due.meanwhile() == GETS_THROUGH) {
                    answer(exchange, body);
                } else {
                    due.meanwhile().run();
                }
                return;
            }
            var answer = answer(exchange, body);
            exchange.sendResponseHeaders(answer.code(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        }
    }

    private static String line(HttpExchange exchange) {
        return exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + type(exchange);
    }

    private static String type(HttpExchange exchange) {
        return Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Content-Type"), "application/json");
    }

    private HttpResponse<byte[]> answer(HttpExchange exchange, byte[] body) {
        var request = behind.getHttpClient()
                .newHttpRequestBuilder()
                .uri(URI.create(behind.getMasterUrl().toString()).resolve(exchange.getRequestURI()));
        return behind.getHttpClient()
                .sendAsync(
                        exchange.getRequestMethod().equals("GET")
                                ? request.build()
                                : request.method(
                                                exchange.getRequestMethod(),
                                                type(exchange),
                                                new String(body, StandardCharsets.UTF_8))
                                        .build(),
                        byte[].class)
                .join();
    }

    @Override
    public void close() {
        client.close();
        server.stop(0);
        threads.shutdownNow();
    }
}
