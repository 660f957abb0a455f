package dev.berth.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.engine.Answer.Silent;
import dev.berth.engine.Answer.Well;
import dev.berth.policy.EngineKind;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TcpEngineTest {
    @Test
    void aServerThatKeepsTheConnectionIsWell() throws IOException {
        assertThat(answerOf(client -> client.getInputStream().read())).isEqualTo(new Well(""));
    }

    @Test
    void aServerThatGreetsIsWell() throws IOException {
        assertThat(answerOf(client -> client.getOutputStream().write('!'))).isEqualTo(new Well(""));
    }

    /** A server on a busy machine may hang up later than at once. */
    @Test
    void aProxyThatHangsUpAtOnceIsSilent() {
        await().untilAsserted(() ->
                assertThat(answerOf(client -> {})).isEqualTo(new Silent("it closes connections at once")));
    }

    private static Answer answerOf(LoopbackServer.Conversation conversation) throws IOException {
        try (var server = new LoopbackServer(conversation)) {
            return new TcpEngine().probe(server.endpoint(EngineKind.TCP), Login.NONE, Duration.ofSeconds(20));
        }
    }
}
