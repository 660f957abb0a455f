package dev.berth.app;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * One connection to a port of this host: all that is asked at once, and all that comes until the other side closes.
 * Nothing is tried again, as Java's own HTTP clients do without saying so.
 */
record Exchange(String host, int port, int patienceMillis) {
    String of(String words) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), patienceMillis);
            socket.setSoTimeout(patienceMillis);
            socket.getOutputStream().write(words.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
