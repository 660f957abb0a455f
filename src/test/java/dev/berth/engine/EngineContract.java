package dev.berth.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.engine.Answer.Silent;
import dev.berth.engine.Answer.Well;
import dev.berth.policy.Credentials;
import dev.berth.policy.Endpoint;
import dev.berth.policy.EngineKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What berth relies on in every engine, against a real server; where it asks for a password, that is {@code right}. */
interface EngineContract {
    Duration PATIENCE = Duration.ofSeconds(5);

    default Engine engine() {
        return Engines.supported().of(kind()).orElseThrow();
    }

    EngineKind kind();

    /** The running server; its user is the one that the engine takes by default. */
    RigContainer server();

    /** What it lets in; where it knows no logins, whatever. */
    default Login right() {
        return new Login(Optional.empty(), Optional.of("right"));
    }

    /** Asks until the server answers well, as after a start. */
    default Well well() {
        return (Well) await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> engine().probe(server().endpoint(kind()), right(), PATIENCE), Well.class::isInstance);
    }

    @Test
    default void aServerThatIsAskedAsItWantsToBeIsWell() {
        well();

        assertThat(engine().probe(server().endpoint(kind()), right(), PATIENCE)).isInstanceOf(Well.class);
    }

    @Test
    default void theIdentityOutlivesARestart() {
        var before = well();

        server().restart(kind().stopSignal());

        assertThat(well()).isEqualTo(before);
    }

    @Test
    default void aLookFindsTheSameAfterACleanRestart() {
        well();
        var before = whole();

        server().restart(kind().stopSignal());

        well();
        assertThat(whole()).isEqualTo(before);
    }

    /** What it holds, or why it does not tell. */
    private Object whole() {
        var looked = engine().look(server().endpoint(kind()), right(), Contents.Depth.FAST, PATIENCE);
        return looked instanceof Looked.Seen seen ? seen.contents() : looked;
    }

    @Test
    default void aCheckpointOfAWellConfiguredServerIsWell() {
        well();

        assertThat(engine().checkpoint(server().endpoint(kind()), right(), PATIENCE))
                .isInstanceOf(Well.class);
    }

    @Test
    default void nothingSpeaksAgainstStoppingAWellConfiguredServer() {
        well();

        assertThat(engine().objection(server().endpoint(kind()), right(), PATIENCE))
                .isEmpty();
    }

    @Test
    default void aClosedPortIsSilent() throws IOException {
        int closed;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }

        var answer = engine().probe(at(closed), right(), PATIENCE);

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Silent.class, silent -> assertThat(silent.reason()).contains("Connection refused"));
        assertThat(engine().objection(at(closed), right(), PATIENCE)).isEmpty();
    }

    @Test
    @Timeout(5)
    default void aPortThatIsMerelyOpenIsSilentInTime() throws IOException {
        try (var mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var answer = engine().probe(at(mute.getLocalPort()), right(), Duration.ofMillis(300));

            assertThat(answer).isEqualTo(new Silent("no answer in time"));
        }
    }

    private Endpoint at(int port) {
        return new Endpoint(
                "database", kind(), "127.0.0.1", port, server().endpoint(kind()).target(), Credentials.NONE);
    }
}
