package dev.berth.adapter.net;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.policy.OwnPorts;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Random;

/**
 * A connection that its server reset, and whose client may ask again from the same port.
 *
 * @param from the client's port
 */
record ResetConnection(String host, int port, int from) {
    /** By a server that is not there any more. */
    static ResetConnection at(String host) throws IOException {
        try (var server = new ServerSocket(0)) {
            return by(server, host, server.getLocalPort());
        }
    }

    /** @param port where the client asks, from where it is led to that server */
    static ResetConnection by(ServerSocket server, String host, int port) throws IOException {
        try (var client = client(host)) {
            client.connect(new InetSocketAddress(host, port));
            var session = server.accept();
            session.setSoLinger(true, 0);
            session.close();
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
            return new ResetConnection(host, port, client.getLocalPort());
        }
    }

    /**
     * From a port that the kernel gives nobody of itself: it has to be free still when the client asks again. Nor from one
     * of berth's own, which nothing leads on.
     */
    private static Socket client(String host) throws IOException {
        var ports = new Random().ints(20_000, OwnPorts.FIRST).iterator();
        while (true) {
            var client = new Socket();
            client.setReuseAddress(true);
            try {
                client.bind(new InetSocketAddress(host, ports.nextInt()));
                return client;
            } catch (BindException taken) {
                client.close();
            }
        }
    }

    /** What the client is told now. */
    String askAgain() throws IOException {
        try (var client = new Socket()) {
            client.setReuseAddress(true);
            client.bind(new InetSocketAddress(host, from));
            client.connect(new InetSocketAddress(host, port));
            return Greeter.greeting(client);
        }
    }
}
