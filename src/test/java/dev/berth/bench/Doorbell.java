package dev.berth.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.locks.LockSupport;

/** A client of one port that connects anew every 200 ms, hangs up again, and waits as long as it takes. */
final class Doorbell implements AutoCloseable {
    private static final long PERIOD_NANOS = 200_000_000;
    private static final int TIMEOUT_MILLIS = 60_000;

    private final int port;
    private final Thread thread = new Thread(this::ring);
    private volatile boolean over;
    private volatile long longest;
    private volatile int refused;

    Doorbell(int port) {
        this.port = port;
        thread.start();
    }

    private void ring() {
        while (!over) {
            long begin = System.nanoTime();
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port), TIMEOUT_MILLIS);
            } catch (IOException e) {
                refused = refused + 1;
            }
            longest = Math.max(longest, System.nanoTime() - begin);
            LockSupport.parkNanos(PERIOD_NANOS);
        }
    }

    /** The longest that a connection took, in seconds. */
    double longest() {
        return longest / 1e9;
    }

    /** How many connections came to nothing. */
    int refused() {
        return refused;
    }

    @Override
    public void close() {
        over = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
