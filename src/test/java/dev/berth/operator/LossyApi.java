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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A way to an API server on which the connection of a call is cut when a test wants it, after the call got through, or before,
 * and on which something may come before a call. Watches go straight.
 */
public final class LossyApi implements Interceptor, AutoCloseable {
    private final KubernetesClient behind;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final KubernetesClient client;
    private final AtomicReference<@Nullable Turn> turn = new AtomicReference<>();
    private final CompletableFuture<Integer> overtaken = new CompletableFuture<>();

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

    /**
     * What becomes of one call.
     *
     * @param meanwhile what happens before it
     * @param through whether it is made after that
     * @param answered whether its answer is heard
     */
    private record Turn(Pattern call, Runnable meanwhile, boolean through, boolean answered) {}

    public KubernetesClient client() {
        return client;
    }

    /** Loses the answer to the next call of {@code METHOD PATH TYPE} that matches; what was asked for is done. */
    public void lose(String call) {
        turn.set(new Turn(Pattern.compile(call), () -> {}, true, false));
    }

    /** Loses such a call itself, and has something happen meanwhile. */
    void drop(String call, Runnable meanwhile) {
        turn.set(new Turn(Pattern.compile(call), meanwhile, false, false));
    }

    /** Has something happen before such a call gets through, which is answered as any other. */
    public void overtake(String call, Runnable meanwhile) {
        turn.set(new Turn(Pattern.compile(call), meanwhile, true, true));
    }

    /** Whether it came to that. */
    public boolean wasCut() {
        return turn.get() == null;
    }

    /** With which status the call was answered that was overtaken, once it was. */
    public int overtaken() {
        return overtaken.orTimeout(30, TimeUnit.SECONDS).join();
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
            var due = turn.get();
            if (due != null && due.call().matcher(line(exchange)).find() && turn.compareAndSet(due, null)) {
                take(due, exchange, body);
            } else {
                reply(exchange, answer(exchange, body));
            }
        }
    }

    private void take(Turn due, HttpExchange exchange, byte[] body) throws IOException {
        due.meanwhile().run();
        if (due.through()) {
            var answer = answer(exchange, body);
            if (due.answered()) {
                overtaken.complete(answer.code());
                reply(exchange, answer);
            }
        }
    }

    private static void reply(HttpExchange exchange, HttpResponse<byte[]> answer) throws IOException {
        exchange.sendResponseHeaders(answer.code(), answer.body().length == 0 ? -1 : answer.body().length);
        exchange.getResponseBody().write(answer.body());
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
