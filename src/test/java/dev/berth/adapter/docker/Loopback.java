package dev.berth.adapter.docker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An engine that says what a test has it say. */
final class Loopback implements AutoCloseable {
    /** Answers one request. */
    interface Answers {
        /** Status and body, or an empty body with status 0 to break the connection. */
        Answer to(String method, String path) throws InterruptedException;
    }

    /** The same, which also reads what is sent. */
    interface Replies {
        Answer to(String method, String path, String body) throws InterruptedException;
    }

    /** A status, a body, and what every answer of an engine says of it. */
    record Answer(int status, String body, String engine, String api) {
        Answer(int status, String body) {
            this(status, body, "26.1", "1.44");
        }
    }

    static final Answer BROKEN = new Answer(0, "");

    /** A good status, and a body that never comes. */
    static final Answer ENDLESS = new Answer(200, "endless");

    final List<String> asked = new CopyOnWriteArrayList<>();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    Loopback(Answers answers) throws IOException {
        this((method, path, body) -> answers.to(method, path));
    }

    Loopback(Replies answers) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> handle(exchange, answers));
        server.start();
    }

    String address() {
        return "tcp://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The same to a ping and to a question for the version. */
    static Answer version(String version, String newest, String oldest) {
        return new Answer(
                200,
                "{\"Version\":\"" + version + "\",\"ApiVersion\":\"" + newest + "\",\"MinAPIVersion\":\"" + oldest
                        + "\"}",
                version,
                newest);
    }

    private void handle(HttpExchange exchange, Replies answers) throws IOException {
        var request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        asked.add(request);
        try {
            var sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var answer = answers.to(
                    exchange.getRequestMethod(), exchange.getRequestURI().toString(), sent);
            if (answer.equals(ENDLESS)) {
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().flush();
                new CountDownLatch(1).await();
            }
            if (answer.status() != 0) {
                var body = answer.body().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().add("Api-Version", answer.api());
                exchange.getResponseHeaders().add("Server", "Docker/" + answer.engine() + " (linux)");
                exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
