package dev.berth.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.engine.Answer.NotYet;
import dev.berth.engine.Answer.Silent;
import dev.berth.policy.EngineKind;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisEngineTest {
    private static final Login LOGIN = new Login(Optional.empty(), Optional.of("hunter2"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LOADING Redis is loading the dataset in memory",
                "BUSY Redis is busy running a script.",
                "ERR max number of clients reached"
            })
    void anErrorThatPassesIsNotReadyYet(String error) throws IOException {
        assertThat(answerTo(error)).isEqualTo(new NotYet(error));
    }

    @Test
    void theRepeatedPasswordOfARenamedAuthIsLeftOut() throws IOException {
        var answer = answerTo("ERR unknown command 'AUTH', with args beginning with: 'hunter2' ");

        assertThat(answer).isEqualTo(new Silent("ERR unknown command 'AUTH'"));
    }

    @Test
    void aPasswordForAServerWithoutOneIsARefusedLogin() throws IOException {
        var answer = answerTo("ERR AUTH <password> called without any password configured for the default user.");

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Silent.class, silent -> assertThat(silent.reason()).contains("correct the credentials"));
    }

    @Test
    void aServerThatSpeaksAnotherProtocolIsSilent() throws IOException {
        try (var server =
                new LoopbackServer(client -> client.getOutputStream().write("hello\r\n".getBytes(US_ASCII)))) {
            var answer = new RedisEngine().probe(server.endpoint(EngineKind.REDIS), LOGIN, Duration.ofSeconds(20));

            assertThat(answer).isInstanceOf(Silent.class);
        }
    }

    private static Answer answerTo(String error) throws IOException {
        try (var server = new LoopbackServer(client -> {
            client.getInputStream().read();
            client.getOutputStream().write(("-" + error + "\r\n").getBytes(US_ASCII));
            client.getInputStream().read(new byte[512]);
        })) {
            return new RedisEngine().probe(server.endpoint(EngineKind.REDIS), LOGIN, Duration.ofSeconds(20));
        }
    }
}
