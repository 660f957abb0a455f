package dev.berth.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.policy.OwnPorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class OwnAddressTest {
    @Test
    void onLoopbackAQuestionComesFromItsOwnAddress() throws IOException {
        assertThat(asked("127.0.0.1").getAddress().getHostAddress()).isEqualTo(OwnAddress.IPV4);
    }

    @Test
    void elsewhereItComesFromOneOfItsOwnPorts() throws IOException {
        assertThat(asked("::1").getPort()).isBetween(OwnPorts.FIRST, OwnPorts.LAST);
    }

    @Test
    void aPortThatAClosedConnectionStillHasIsPassedOver() throws IOException {
        var ports = new HashSet<Integer>();
        for (int i = 0; i < 100; i++) {
            ports.add(asked("::1").getPort());
        }

        assertThat(ports).hasSize(100);
    }

    @Test
    void whoComesFromAnywhereElseIsAClient() {
        assertThat(OwnAddress.is("127.0.0.1", 40_112)).isFalse();
        assertThat(OwnAddress.is(OwnAddress.IPV4, 40_112)).isTrue();
        assertThat(OwnAddress.is("10.0.0.5", OwnPorts.FIRST)).isTrue();
    }

    /** What a server sees of one question, which its asker ends first. */
    private static InetSocketAddress asked(String host) throws IOException {
        var address = InetAddress.getByName(host);
        try (var server = new ServerSocket(0, 1, address);
                var asker = new Socket()) {
            OwnAddress.bind(asker, address);
            asker.connect(server.getLocalSocketAddress());
            try (var seen = server.accept()) {
                asker.shutdownOutput();
                assertThat(seen.getInputStream().read()).isNegative();
                return (InetSocketAddress) seen.getRemoteSocketAddress();
            }
        }
    }
}
