package dev.berth.adapter.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class JsonPostIT {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final AtomicInteger posts = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(LOOPBACK, 0), 0);
        server.start();
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    @Test
    void whatWasTakenIsPostedOnce() throws Exception {
        answer(exchange -> exchange.sendResponseHeaders(200, -1));

        assertThat(post(address())).isEmpty();
        assertThat(posts).hasValue(1);
    }

    @Test
    void whatWasNotTakenIsPostedOnceMore() throws Exception {
        answer(exchange -> exchange.sendResponseHeaders(posts.get() == 1 ? 503 : 202, -1));

        assertThat(post(address())).isEmpty();
        assertThat(posts).hasValue(2);
    }

    @Test
    void redirectsAreNotFollowed() throws Exception {
        answer(exchange -> {
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(307, -1);
        });

        assertThat(post(address())).contains("it answered with status 307");
        assertThat(posts).as("two tries, nothing elsewhere").hasValue(2);
    }

    @Test
    void whoDoesNotAnswerIsNotWaitedForLongerThanTheLimit() throws Exception {
        try (var silent = new ServerSocket(0, 10, LOOPBACK)) {
            assertThat(post("http://127.0.0.1:" + silent.getLocalPort() + "/", Duration.ofMillis(300)))
                    .contains("it did not answer within 300 ms");
        }
    }

    @Test
    void whereNobodyListensIsTold() throws Exception {
        int port = server.getAddress().getPort();
        server.stop(0);

        assertThat(post("http://127.0.0.1:" + port + "/")).contains("nobody takes connections there");
    }

    @Test
    void whatIsNoAddressIsToldWithoutIt() throws Exception {
        assertThat(post("ftp://canary/"))
                .hasValueSatisfying(reason ->
                        assertThat(reason).contains("http:// or https://").doesNotContain("canary"));
        assertThat(post("http://127.0.0.1/canary token")).contains("its address is none");
    }

    private Optional<String> post(String address) throws InterruptedException {
        return post(address, Duration.ofSeconds(10));
    }

    private static Optional<String> post(String address, Duration limit) throws InterruptedException {
        return new JsonPost(address, "{}", limit, Duration.ofMillis(10)).call();
    }

    private String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    private void answer(Answer answer) {
        server.createContext("/", exchange -> {
            posts.incrementAndGet();
            answer.to(exchange);
            exchange.close();
        });
    }

    /** What the server does with a post. */
    private interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }
}
