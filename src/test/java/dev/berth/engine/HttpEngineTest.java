package dev.berth.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.engine.Answer.NotYet;
import dev.berth.engine.Answer.Silent;
import dev.berth.engine.Answer.Well;
import dev.berth.policy.EngineKind;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpEngineTest {
    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK", "HTTP/1.0 401 Unauthorized", "HTTP/1.1 404", "HTTP/1.1 500 "})
    void aStatusLineIsAnAnswer(String line) throws IOException {
        assertThat(answerTo(line + "\r\n\r\n")).isEqualTo(new Well(""));
    }

    @Test
    void anUnavailableServiceIsNotReadyYet() throws IOException {
        assertThat(answerTo("HTTP/1.1 503 Service Unavailable\r\n\r\n"))
                .isEqualTo(new NotYet("it answers with status 503"));
    }

    @Test
    void anotherProtocolIsSilent() throws IOException {
        assertThat(answerTo("-ERR no\r\n")).isEqualTo(new Silent("it does not speak HTTP"));
    }

    @Test
    void aServerThatHangsUpIsSilent() throws IOException {
        assertThat(answerTo("")).isEqualTo(new Silent("it closes the connection without an answer"));
    }

    private static Answer answerTo(String text) throws IOException {
        try (var server = new LoopbackServer(client -> {
            client.getInputStream().read(new byte[512]);
            client.getOutputStream().write(text.getBytes(US_ASCII));
        })) {
            return new HttpEngine().probe(server.endpoint(EngineKind.HTTP), Login.NONE, Duration.ofSeconds(20));
        }
    }
}
