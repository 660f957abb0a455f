package dev.berth.adapter.net;

import dev.berth.execute.Attempt;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/**
 * Nobody answers where a database of another host is to go. What is seen from here is all that can be told; who listens
 * there and is not reached, Docker itself finds when it starts the database.
 */
record SilentPort(String host, int port) implements Question {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    @Override
    public Attempt ask() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), (int) PATIENCE.toMillis());
            return Attempt.notDone("port " + port + " is taken by somebody who answers at " + host);
        } catch (IOException nobody) {
            return Attempt.done();
        }
    }
}
