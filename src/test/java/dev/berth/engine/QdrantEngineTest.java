package dev.berth.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.engine.Answer.NotYet;
import dev.berth.engine.Answer.Silent;
import dev.berth.engine.Answer.Well;
import dev.berth.policy.EngineKind;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class QdrantEngineTest {
    private static final int REST = 6333;
    private static final int GRPC = 6334;

    @Test
    void aServerThatIsNotReadyIsNotReadyYet() throws IOException {
        assertThat(told(REST, http("503 Service Unavailable", "some shards are not ready")))
                .isEqualTo(new NotYet("it is not ready"));
    }

    @Test
    void anotherHttpServerIsNoQdrant() throws IOException {
        assertThat(told(REST, http("200 OK", "<html>"))).isEqualTo(new Silent("it does not answer as Qdrant does"));
        assertThat(told(REST, http("200 OK", "{}"))).isEqualTo(new Silent("it does not answer as Qdrant does"));
    }

    @Test
    void theIdOfThePeerIsTheIdentity() throws IOException {
        assertThat(told(REST, http("200 OK", "{\"result\":{\"collections\":[],\"peer_id\":42}}")))
                .isEqualTo(new Well("peer:42"));
    }

    @Test
    void theGreetingOfHttp2IsAnAnswer() throws IOException {
        assertThat(told(GRPC, new byte[] {0, 0, 6, 4, 0, 0, 0, 0, 0})).isEqualTo(new Well(""));
    }

    @Test
    void anotherGreetingIsNone() throws IOException {
        assertThat(told(GRPC, http("400 Bad Request", ""))).isEqualTo(new Silent("it does not speak HTTP/2"));
        assertThat(told(GRPC, new byte[0])).isEqualTo(new Silent("it closes the connection without an answer"));
    }

    @Test
    void aPortWithoutAKnownProtocolIsSilent() throws IOException {
        assertThat(told(6335, new byte[0]))
                .isEqualTo(new Silent(
                        "it can't be asked at port 6335 of its container, only at 6333 (REST), 6334 (gRPC)"));
    }

    private static byte[] http(String status, String body) {
        return ("HTTP/1.1 " + status + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body).getBytes(UTF_8);
    }

    /** Whoever closes before all has come breaks the connection off. */
    private static void hangUp(Socket client) throws IOException {
        client.shutdownOutput();
        client.getInputStream().transferTo(OutputStream.nullOutputStream());
    }

    /** The same to every question. */
    private static Answer told(int target, byte[] words) throws IOException {
        try (var server = new LoopbackServer(client -> {
            while (client.getInputStream().read(new byte[1024]) > 0) {
                client.getOutputStream().write(words);
                if (words.length == 0) {
                    hangUp(client);
                    return;
                }
            }
        })) {
            return new QdrantEngine()
                    .probe(server.endpoint(EngineKind.QDRANT, target), Login.NONE, Duration.ofSeconds(20));
        }
    }
}
