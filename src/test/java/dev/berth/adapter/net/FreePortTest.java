package dev.berth.adapter.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.execute.Attempt;
import dev.berth.observe.HostFacts;
import dev.berth.observe.HostFacts.Listener;
import dev.berth.observe.HostFacts.PortRange;
import dev.berth.observe.Observation;
import dev.berth.observe.Sources;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.Test;

class FreePortTest {
    private static final Sources.Host BLIND = () -> new Observation.Blind<>("no /proc", "use Linux");

    @Test
    void aTakenPortNamesItsOwner() {
        var host = listening(new Listener("0.0.0.0", 7000, "python3 (pid 4711)"));

        var attempt = new FreePort(host, "127.0.0.1", 7000).apply();

        assertThat(attempt).isEqualTo(Attempt.notDone("port 7000 is taken by python3 (pid 4711)"));
    }

    @Test
    void aListenerOnAnotherAddressIsNotInTheWay() throws IOException {
        int port = unusedPort();
        var host = listening(new Listener("127.0.0.2", port, "python3 (pid 4711)"));

        assertThat(new FreePort(host, "127.0.0.1", port).apply()).isEqualTo(Attempt.done());
    }

    @Test
    void anOwnerThatCannotBeToldIsSaidToBeSo() {
        var host = listening(new Listener("0.0.0.0", 7000, ""));

        var attempt = new FreePort(host, "", 7000).apply();

        assertThat(attempt)
                .isEqualTo(Attempt.notDone(
                        "port 7000 is taken by a process that only root can see, listening on 0.0.0.0"));
    }

    @Test
    void aPortThatProcDoesNotShowIsFoundByBinding() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = taken.getLocalPort();

            var attempt = new FreePort(BLIND, "", port).apply();

            assertThat(attempt)
                    .isInstanceOfSatisfying(
                            Attempt.NotDone.class,
                            notDone -> assertThat(notDone.reason())
                                    .contains("port " + port + " can't be bound", "in use"));
        }
    }

    @Test
    void theClosedConnectionsOfAFormerOwnerAreNotInTheWay() throws IOException {
        int port;
        try (var former = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = former.getLocalPort();
            try (var client = new Socket("127.0.0.1", port)) {
                // The side that closes first keeps the port in TIME_WAIT.
                former.accept().close();
                assertThat(client.getInputStream().read()).isEqualTo(-1);
            }
        }

        assertThat(new FreePort(BLIND, "127.0.0.1", port).apply()).isEqualTo(Attempt.done());
    }

    @Test
    void anAddressThatTheHostDoesNotHaveIsNamed() {
        var attempt = new FreePort(BLIND, "192.0.2.1", 7000).apply();

        assertThat(attempt)
                .isInstanceOfSatisfying(
                        Attempt.NotDone.class,
                        notDone -> assertThat(notDone.reason()).contains("port 7000 can't be bound on 192.0.2.1"));
    }

    private static Sources.Host listening(Listener listener) {
        return () -> new Observation.Seen<>(new HostFacts(List.of(listener), new PortRange(32768, 60999), List.of()));
    }

    private static int unusedPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
