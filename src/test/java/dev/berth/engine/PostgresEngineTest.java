package dev.berth.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.engine.Answer.NotYet;
import dev.berth.engine.Answer.Silent;
import dev.berth.policy.Credentials;
import dev.berth.policy.Endpoint;
import dev.berth.policy.EngineKind;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresEngineTest {
    private static final Login LOGIN = new Login(Optional.empty(), Optional.of("hunter2"));

    @ParameterizedTest
    @CsvSource({
        "57P03, the database system is starting up",
        "57P03, the database system is shutting down",
        "57P01, terminating connection due to administrator command",
        "53300, too many clients already"
    })
    void anErrorThatPassesIsNotReadyYetWhateverItsWords(String state, String words) throws IOException {
        try (var server = new LoopbackServer(client -> refuse(client, state, words))) {
            assertThat(probe(server, Duration.ofSeconds(20))).isEqualTo(new NotYet("FATAL: " + words));
        }
    }

    @Test
    void anyOtherErrorIsSilent() throws IOException {
        try (var server = new LoopbackServer(client -> refuse(client, "XX000", "broken"))) {
            assertThat(probe(server, Duration.ofSeconds(20))).isEqualTo(new Silent("FATAL: broken"));
        }
    }

    /** As of a database whose removal was broken off. */
    @Test
    void aServerThatIsNotInTheStateForSomethingIsNoStandby() throws IOException {
        try (var server = new LoopbackServer(client -> refuse(client, "55000", "cannot connect to invalid database"))) {
            var looked = new PostgresEngine()
                    .look(server.endpoint(EngineKind.POSTGRESQL), LOGIN, Contents.Depth.FAST, Duration.ofSeconds(20));

            assertThat(looked).isEqualTo(new Looked.Silent("FATAL: cannot connect to invalid database"));
        }
    }

    @Test
    void aCheckpointFallsToNoLimitOfTheRole() throws IOException {
        try (var stub = new PostgresStub()) {
            var answer = new PostgresEngine().checkpoint(stub.endpoint(), LOGIN, Duration.ofSeconds(20));

            assertThat(answer).isEqualTo(new Answer.Well(""));
            assertThat(stub.queries()).first().asString().contains("set_config('statement_timeout', '0', false)");
            assertThat(stub.queries()).element(1).isEqualTo("CHECKPOINT");
        }
    }

    @Test
    void aProxyThatHangsUpIsSilent() throws IOException {
        try (var server = new LoopbackServer(client -> {})) {
            assertThat(probe(server, Duration.ofSeconds(20))).isInstanceOf(Silent.class);
        }
    }

    @Test
    @Timeout(20)
    void aServerThatDripsBytesIsLeftAtTheDeadline() throws IOException {
        try (var server = new LoopbackServer(PostgresEngineTest::drip)) {
            assertThat(probe(server, Duration.ofMillis(400))).isEqualTo(new Silent("no answer in time"));
        }
    }

    @Test
    void anUnknownHostIsSilentAndNamed() {
        var nowhere = new Endpoint("database", EngineKind.POSTGRESQL, "nowhere.invalid", 1, 5432, Credentials.NONE);

        var answer = new PostgresEngine().probe(nowhere, LOGIN, Duration.ofSeconds(20));

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Silent.class, silent -> assertThat(silent.reason()).contains("nowhere.invalid"));
    }

    private static Answer probe(LoopbackServer server, Duration timeout) {
        return new PostgresEngine().probe(server.endpoint(EngineKind.POSTGRESQL), LOGIN, timeout);
    }

    /** No TLS, then an ErrorResponse (PostgreSQL documentation, "Message Formats"). */
    private static void refuse(Socket client, String state, String words) throws IOException {
        var in = new DataInputStream(client.getInputStream());
        var out = new DataOutputStream(client.getOutputStream());
        in.skipNBytes(in.readInt() - 4L);
        out.write('N');
        in.skipNBytes(in.readInt() - 4L);
        var fields = ("SFATAL\0VFATAL\0C" + state + "\0M" + words + "\0\0").getBytes(US_ASCII);
        out.write('E');
        out.writeInt(4 + fields.length);
        out.write(fields);
    }

    /** A long message one byte at a time: each read gets something, and the message never ends. */
    private static void drip(Socket client) throws IOException {
        var out = new DataOutputStream(client.getOutputStream());
        client.setSoTimeout(20);
        out.write('N');
        out.write('E');
        out.writeInt(20_000);
        while (true) {
            out.write('S');
            out.flush();
            try {
                client.getInputStream().read(new byte[512]);
            } catch (SocketTimeoutException e) {
                continue;
            }
        }
    }
}
