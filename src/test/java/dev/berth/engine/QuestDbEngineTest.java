package dev.berth.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.engine.Answer.NotYet;
import dev.berth.engine.Answer.Silent;
import dev.berth.engine.Answer.Well;
import dev.berth.engine.LoopbackServer.Conversation;
import dev.berth.policy.Credentials;
import dev.berth.policy.Endpoint;
import dev.berth.policy.EngineKind;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QuestDbEngineTest {
    private static final int HTTP = 9000;
    private static final int ILP = 9009;

    @Test
    void theIdentityIsWhatTheFirstRowSays() throws IOException {
        assertThat(told("200 OK", "{\"dataset\":[[\"0x06\"]]}")).isEqualTo(new Well("0x06"));
    }

    @Test
    void anErrorOfAQueryIsTheReason() throws IOException {
        assertThat(told("400 Bad request", "{\"error\":\"table  busy\"}")).isEqualTo(new Silent("table busy"));
    }

    @Test
    void aServerThatAsksForALoginIsSilentAndTheReasonSaysWhatToGive() throws IOException {
        assertThat(told("401 Unauthorized", "Unauthorized"))
                .isEqualTo(new Silent("it answers, but asks for a login — give credentials in the policy"));
    }

    @Test
    void aServerThatIsNotAvailableIsNotReadyYet() throws IOException {
        assertThat(told("503 Service Unavailable", "")).isEqualTo(new NotYet("it answers with status 503"));
    }

    @Test
    void anotherHttpServerIsNoQuestDb() throws IOException {
        assertThat(told("200 OK", "<html>")).isEqualTo(new Silent("it does not answer as QuestDB does"));
        assertThat(told("200 OK", "{}")).isEqualTo(new Silent("it does not answer as QuestDB does"));
    }

    @Test
    void anotherProtocolIsSilent() throws IOException {
        assertThat(probe(HTTP, client -> {
                    client.getInputStream().read(new byte[1024]);
                    client.getOutputStream().write("-ERR no\r\n\r\n".getBytes(UTF_8));
                }))
                .isInstanceOf(Silent.class);
    }

    /** A server on a busy machine may hang up later than at once. */
    @Test
    void byIlpAConnectionThatIsKeptIsAllThereIs() throws IOException {
        assertThat(probe(ILP, client -> client.getInputStream().read())).isEqualTo(new Well(""));
        await().untilAsserted(() ->
                assertThat(probe(ILP, client -> {})).isEqualTo(new Silent("it closes connections at once")));
    }

    @Test
    void aPortWithoutAKnownProtocolIsSilentAndNamesThoseThatHaveOne() throws IOException {
        assertThat(probe(9003, client -> {}))
                .isEqualTo(new Silent("it can't be asked at port 9003 of its container, only at"
                        + " 8812 (PGWire), 9000 (HTTP), 9009 (ILP)"));
    }

    @Test
    void byIlpNoSessionsAreTold() {
        var ilp = new Endpoint("questdb", EngineKind.QUESTDB, "127.0.0.1", 1, ILP, Credentials.NONE);

        assertThat(new QuestDbEngine().sessions(ilp, Login.NONE, Duration.ofSeconds(20)))
                .isEqualTo(new Sessions.Untold("QuestDB tells of no sessions"));
    }

    @Test
    void aLookThatIsRefusedSaysWhy() throws IOException {
        try (var server = new LoopbackServer(saying("401 Unauthorized", "Unauthorized"))) {
            var login = new Login(Optional.empty(), Optional.of("hunter2"));

            var looked = new QuestDbEngine()
                    .look(
                            server.endpoint(EngineKind.QUESTDB, HTTP),
                            login,
                            Contents.Depth.FAST,
                            Duration.ofSeconds(20));

            assertThat(looked)
                    .isEqualTo(new Looked.Silent(
                            "it answers, but refuses the login: status 401 — correct the credentials in the policy"));
        }
    }

    private static Answer told(String status, String body) throws IOException {
        return probe(HTTP, saying(status, body));
    }

    private static Conversation saying(String status, String body) {
        return client -> {
            client.getInputStream().read(new byte[1024]);
            client.getOutputStream()
                    .write(("HTTP/1.1 " + status + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                            .getBytes(UTF_8));
        };
    }

    private static Answer probe(int target, Conversation conversation) throws IOException {
        try (var server = new LoopbackServer(conversation)) {
            return new QuestDbEngine()
                    .probe(server.endpoint(EngineKind.QUESTDB, target), Login.NONE, Duration.ofSeconds(20));
        }
    }
}
