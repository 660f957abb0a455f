package dev.berth.adapter.net;

import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A server that greets whoever connects, and nothing else. */
final class Greeter implements AutoCloseable {
    static final String GREETING = "ahoy";

    private final ServerSocket server;

    Greeter() throws IOException {
        server = new ServerSocket(0, 100);
        var greeting = new Thread(this::greet, "greeter");
        greeting.setDaemon(true);
        greeting.start();
    }

    private void greet() {
        while (!server.isClosed()) {
            try (var client = server.accept()) {
                client.getOutputStream().write((GREETING + "\n").getBytes(StandardCharsets.US_ASCII));
            } catch (IOException ignored) {
                // The next one, or the end.
            }
        }
    }

    int port() {
        return server.getLocalPort();
    }

    /** What a server says first; fails where nobody is. */
    static String greeting(String host, int port) throws IOException {
        try (var socket = new Socket(host, port)) {
            return greeting(socket);
        }
    }

    /** The same, where nobody waits for longer to be let in. */
    static String greeting(String host, int port, Duration patience) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), (int) patience.toMillis());
            return greeting(socket);
        }
    }

    /** The same over a connection that somebody else has made. */
    static String greeting(Socket socket) throws IOException {
        try (var lines = new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII)) {
            var said = new char[GREETING.length()];
            return String.valueOf(said, 0, Math.max(lines.read(said), 0));
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
