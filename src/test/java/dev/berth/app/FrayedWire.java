package dev.berth.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A way to a server on loopback whose connections break at random moments, some at a time, whatever is under way on them.
 */
final class FrayedWire implements AutoCloseable {
    private static final int SOONEST_MILLIS = 200;
    private static final int LATEST_MILLIS = 1500;

    private final ServerSocket door;
    private final InetSocketAddress server;
    private final Random random;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
    private final AtomicInteger cuts = new AtomicInteger();

    /** @param seed of the moments */
    FrayedWire(int port, long seed) {
        server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        random = new Random(seed);
        try {
            door = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    /** Whole until then: who begins over a wire that breaks begins again, until it holds for once. */
    void fray() {
        threads.execute(this::cutNowAndThen);
    }

    int port() {
        return door.getLocalPort();
    }

    /** How many connections were cut. */
    int cuts() {
        return cuts.get();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                var client = door.accept();
                var upstream = new Socket();
                ends.add(client);
                ends.add(upstream);
                upstream.connect(server);
                threads.execute(() -> pump(client, upstream));
                threads.execute(() -> pump(upstream, client));
            } catch (IOException closed) {
                // The door is, or the server is gone; whoever came tries again.
            }
        }
    }

    private void pump(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException cut) {
            // Both ends are closed with this.
        } finally {
            ends.remove(from);
            ends.remove(to);
        }
    }

    private void cutNowAndThen() {
        while (!door.isClosed()) {
            LockSupport.parkNanos((SOONEST_MILLIS + random.nextInt(LATEST_MILLIS - SOONEST_MILLIS)) * 1_000_000L);
            ends.stream().filter(end -> random.nextInt(3) == 0).forEach(this::cut);
        }
    }

    /** By a reset: nobody is told that it was meant. */
    private void cut(Socket end) {
        try {
            end.setSoLinger(true, 0);
            end.close();
            cuts.incrementAndGet();
        } catch (IOException gone) {
            // It was about to go by itself.
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            ends.forEach(this::cut);
            threads.shutdownNow();
        }
    }
}
