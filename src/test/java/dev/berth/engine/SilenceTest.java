package dev.berth.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.berth.engine.Contents.Depth;
import dev.berth.policy.EngineKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers that fall silent while they are backed up or restored into. */
@Timeout(20)
class SilenceTest {
    private static final Login LOGIN = new Login(Optional.empty(), Optional.of("hunter2"));
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final Duration LONG = Duration.ofMinutes(5);

    /** More than it is asked until it counts as hung, if it gives nobody an answer. */
    private static final int QUESTIONS = 12;

    private final AtomicBoolean heard = new AtomicBoolean();

    @Test
    void aServerThatSaysNothingIsGivenUp() throws IOException {
        try (var server = new LoopbackServer(this::listen)) {
            var redis = new RedisServer(server.endpoint(EngineKind.REDIS), Login.NONE, patience(SHORT, () -> false));

            assertThatThrownBy(redis::facts).hasMessageStartingWith("it hangs: it has said nothing for ");
        }
    }

    @Test
    void aCopyThatStallsIsGivenUp() throws IOException {
        try (var server = new LoopbackServer(this::stall)) {
            var deadline = patience(Duration.ofSeconds(3), () -> false).deadline();
            try (var replica = new RedisReplica(server.endpoint(EngineKind.REDIS), Login.NONE, deadline)) {
                replica.fork();

                assertThatThrownBy(() -> replica.copy(OutputStream.nullOutputStream()))
                        .hasMessageStartingWith("it hangs: it has said nothing for ");
            }
        }
    }

    /** A sum over a large table has no answer for hours. */
    @Test
    void aServerThatGivesOthersAnAnswerIsWaitedFor() throws IOException {
        var asked = new CountDownLatch(QUESTIONS);
        try (var stub = new PostgresStub(query -> answerOthers(query, asked))) {
            var server = new PostgresServer(stub.endpoint(), LOGIN, patience(SHORT, () -> false));

            assertThatCode(() -> server.execute("shop", "ANALYZE")).doesNotThrowAnyException();
        }
        assertThat(asked.getCount()).isZero();
    }

    /** What is said on the way out of a transaction fails as well, and must not hide it. */
    @Test
    void whoAsksToEndNeedNotWaitForAQuery() throws IOException {
        var never = new CompletableFuture<String>();
        try (var stub = new PostgresStub(query -> query.startsWith("SET LOCAL") ? stuck(never) : "")) {
            var server = new PostgresServer(stub.endpoint(), LOGIN, patience(LONG, heard::get));

            assertThatThrownBy(() -> server.contents(List.of("postgres"), Depth.FAST))
                    .isInstanceOf(InterruptedIOException.class)
                    .hasMessage("interrupted");
        } finally {
            never.complete("");
        }
    }

    @Test
    void whoAsksToEndNeedNotWaitForAnAnswerOverHttp() throws IOException {
        try (var server = new LoopbackServer(this::listen)) {
            var endpoint = server.endpoint(EngineKind.QUESTDB, 9000);
            var questdb = new QuestDbServer(endpoint, Login.NONE, patience(LONG, heard::get));

            assertThatThrownBy(questdb::clock)
                    .isInstanceOf(InterruptedIOException.class)
                    .hasMessage("interrupted");
        }
    }

    /** Nobody reads what is sent, so that it is a write that waits. */
    @Test
    void whoAsksToEndNeedNotWaitUntilAllIsSent() throws IOException {
        var deaf = new CompletableFuture<Void>();
        try (var server = new LoopbackServer(client -> deaf.join())) {
            var endpoint = server.endpoint(EngineKind.QDRANT, 6333);
            var qdrant = new QdrantServer(endpoint, Login.NONE, patience(LONG, heard::get));

            assertThatThrownBy(() -> qdrant.recover("points", new SequenceInputStream(noEnd())))
                    .isInstanceOf(InterruptedIOException.class)
                    .hasMessage("interrupted");
        } finally {
            deaf.complete(null);
        }
    }

    /** A driver has still to ask the socket for its streams when it is closed under its hands. */
    @Test
    void whoAsksToEndIsToldSoByASocketThatWasJustConnected() throws IOException {
        try (var server = new LoopbackServer(this::listen)) {
            var endpoint = server.endpoint(EngineKind.POSTGRESQL);
            var deadline = patience(LONG, heard::get).deadline();
            var socket = DeadlineSocket.to(endpoint.host(), endpoint.port(), deadline);
            heard.set(true);
            await().until(socket::isClosed);

            assertThatThrownBy(socket::getInputStream)
                    .isInstanceOf(InterruptedIOException.class)
                    .hasMessage("interrupted");
        }
    }

    private static Patience patience(Duration silence, BooleanSupplier interrupted) {
        return new Patience(Duration.ofHours(1), silence, interrupted);
    }

    /** Hears all, and says nothing. */
    private void listen(Socket client) throws IOException {
        var in = client.getInputStream();
        while (in.read() >= 0) {
            heard.set(true);
        }
    }

    /** Says how long its copy is, and no more of it. */
    private void stall(Socket client) throws IOException {
        client.getOutputStream().write("+OK\r\n+FULLRESYNC 1 0\r\n$100\r\nREDIS".getBytes(StandardCharsets.US_ASCII));
        listen(client);
    }

    /** Each session of somebody else begins with the question who the server is; one is made to wait until they were many. */
    private static String answerOthers(String query, CountDownLatch asked) {
        if (query.contains("system_identifier")) {
            asked.countDown();
            return "7";
        }
        if (query.equals("ANALYZE")) {
            try {
                asked.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return "";
    }

    private String stuck(CompletableFuture<String> never) {
        heard.set(true);
        return never.join();
    }

    /** Megabyte after megabyte; asked to end once more of them were wanted than lie on the way. */
    private Enumeration<InputStream> noEnd() {
        var megabyte = new byte[1 << 20];
        var pieces = Collections.nCopies(1000, megabyte).iterator();
        return new Enumeration<>() {
            private int taken;

            @Override
            public boolean hasMoreElements() {
                return pieces.hasNext();
            }

            @Override
            public InputStream nextElement() {
                heard.set(++taken > 2);
                return new ByteArrayInputStream(pieces.next());
            }
        };
    }
}
