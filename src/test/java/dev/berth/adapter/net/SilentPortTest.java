package dev.berth.adapter.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.execute.Attempt;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class SilentPortTest {
    private static final String HOST = "127.0.0.1";

    @Test
    void whoAnswersThereHasThePort() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            int port = taken.getLocalPort();

            var attempt = new SilentPort(HOST, port).apply();

            assertThat(attempt)
                    .isEqualTo(Attempt.notDone("port " + port + " is taken by somebody who answers at 127.0.0.1"));
        }
    }

    /** What this machine has itself says nothing of another. */
    @Test
    void whatIsOnlyBoundHereIsNotInTheWay() throws IOException {
        try (var own = new Socket()) {
            own.bind(new InetSocketAddress(HOST, 0));

            assertThat(new SilentPort(HOST, own.getLocalPort()).apply()).isEqualTo(Attempt.done());
        }
    }

    @Test
    void aHostThatIsNotKnownHasNobody() {
        assertThat(new SilentPort("nobody.invalid", 7000).apply()).isEqualTo(Attempt.done());
    }
}
