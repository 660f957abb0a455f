package dev.berth.adapter.net;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A server whose guests stay until they are shown out; it knows how many have been inside at once. */
final class Parlour implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 100);
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    Parlour() throws IOException {
        var door = new Thread(this::open, "door");
        door.setDaemon(true);
        door.start();
    }

    private void open() {
        while (!server.isClosed()) {
            try {
                var guest = new Thread(new Guest(server.accept()));
                guest.setDaemon(true);
                guest.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    int port() {
        return server.getLocalPort();
    }

    int inside() {
        return inside.get();
    }

    int most() {
        return most.get();
    }

    /** Comes in, is greeted and stays until shown out. */
    String visit() throws IOException, InterruptedException {
        try (var socket = new Socket("127.0.0.1", port())) {
            var said = new String(socket.getInputStream().readNBytes(Greeter.GREETING.length()));
            end.await();
            return said;
        }
    }

    void showOut() {
        end.countDown();
    }

    @Override
    public void close() throws IOException {
        showOut();
        server.close();
    }

    /** One guest as the server sees him. */
    private final class Guest implements Runnable {
        private final Socket socket;

        Guest(Socket socket) {
            this.socket = socket;
        }

        @Override
        public void run() {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            try (socket) {
                greet();
            } catch (IOException ignored) {
                // He has left.
            }
        }

        /** His place is another's as soon as the connection is closed. */
        private void greet() throws IOException {
            try {
                socket.getOutputStream().write(Greeter.GREETING.getBytes());
                socket.getInputStream().readAllBytes();
            } finally {
                inside.decrementAndGet();
            }
        }
    }
}
