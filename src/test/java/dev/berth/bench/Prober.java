package dev.berth.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;

/**
 * Clients that know both ports of a database: at each tick one of them asks at the old port, and where that fails at
 * the new one. Bounded in threads, time and thereby in count; a tick that comes while all are busy is left out.
 */
final class Prober implements AutoCloseable {
    private static final int CLIENTS = 32;
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int ENOUGH = 50;
    private static final int TIMEOUT_MILLIS = 250;

    private final Knock knock = new Knock("bench", TIMEOUT_MILLIS);
    private final int[] ports;
    private final long period;
    private final AtomicIntegerArray good = new AtomicIntegerArray(2);
    private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    private final List<Future<List<Tick>>> clients = new ArrayList<>();
    private final long start = System.nanoTime();
    private volatile boolean over;

    /** @param hertz ticks a second, over all clients */
    Prober(int from, int to, int hertz) {
        this.ports = new int[] {from, to};
        this.period = Duration.ofSeconds(1).toNanos() * CLIENTS / hertz;
        for (int i = 0; i < CLIENTS; i++) {
            long first = start + i * period / CLIENTS;
            clients.add(threads.submit(() -> ticks(first)));
        }
    }

    /** One visit; times are those of {@link System#nanoTime()}. */
    private record Tick(long begin, long end, int port) {}

    /** Waits until the port that clients come from answers steadily. */
    void awaitFrom() {
        await(0);
    }

    /** Waits until the port that clients go to answers steadily. */
    void awaitTo() {
        await(1);
    }

    private void await(int port) {
        while (good.get(port) < ENOUGH) {
            if (System.nanoTime() - start > LONGEST.toNanos()) {
                throw new IllegalStateException("nothing answered at port " + ports[port]);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    private List<Tick> ticks(long first) {
        var ticks = new ArrayList<Tick>();
        for (long next = first; !over && next - start < LONGEST.toNanos(); ) {
            long wait;
            while ((wait = next - System.nanoTime()) > 0) {
                LockSupport.parkNanos(wait);
            }
            long begin = System.nanoTime();
            int port = knock.answered(ports[0]) ? 0 : knock.answered(ports[1]) ? 1 : -1;
            ticks.add(new Tick(begin, System.nanoTime(), port));
            if (port >= 0) {
                good.incrementAndGet(port);
            }
            next += Math.max(1, -Math.floorDiv(next - System.nanoTime(), period)) * period;
        }
        return ticks;
    }

    /** Ends the visits and tells what they saw. */
    Sight end() {
        over = true;
        var all = new ArrayList<Tick>();
        try {
            for (var client : clients) {
                all.addAll(client.get());
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
        long lastGood = all.stream()
                .filter(tick -> tick.port == 0)
                .mapToLong(Tick::end)
                .max()
                .orElseThrow();
        long firstGood = all.stream()
                .filter(tick -> tick.port == 1)
                .mapToLong(Tick::end)
                .min()
                .orElseThrow();
        var failed = all.stream().filter(tick -> tick.port < 0).count();
        long length = all.stream().mapToLong(Tick::end).max().orElseThrow() - start;
        return new Sight(Duration.ofNanos(firstGood - lastGood), firstGood, (int) failed, all.size() * 1e9 / length);
    }

    /**
     * What the clients saw.
     *
     * @param window from the last good answer at the one port to the first good one at the other
     * @param firstGood when that was, by {@link System#nanoTime()}
     * @param failed visits that neither port answered
     * @param rate visits a second that were really made
     */
    record Sight(Duration window, long firstGood, int failed, double rate) {}

    @Override
    public void close() {
        over = true;
        threads.shutdownNow();
    }
}
