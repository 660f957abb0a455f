package dev.berth.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.engine.Answer.Well;
import dev.berth.policy.Credentials;
import dev.berth.policy.Endpoint;
import dev.berth.policy.EngineKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A real server of which no more than TCP is known. */
class TcpEngineIT implements EngineContract {
    private static RigContainer server;

    @BeforeAll
    static void start() {
        server = RigContainer.web();
    }

    @AfterAll
    static void remove() {
        server.close();
    }

    @Override
    public EngineKind kind() {
        return EngineKind.TCP;
    }

    @Override
    public RigContainer server() {
        return server;
    }

    /** All that it could tell by: what docs/engines.md says that it can't. */
    @Override
    @Test
    public void aPortThatIsMerelyOpenIsSilentInTime() throws IOException {
        try (var mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var endpoint = new Endpoint("database", kind(), "127.0.0.1", mute.getLocalPort(), 8080, Credentials.NONE);

            assertThat(engine().probe(endpoint, right(), PATIENCE)).isEqualTo(new Well(""));
        }
    }
}
