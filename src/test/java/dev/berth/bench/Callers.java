package dev.berth.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Clients that know one port alone and wait as long as it takes: at each tick a new one connects, whatever became of the
 * others. Bounded in time, and by that in count.
 */
final class Callers implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int TIMEOUT_MILLIS = 15_000;

    private final Knock knock = new Knock("bench", TIMEOUT_MILLIS);
    private final Queue<Visit> visits = new ConcurrentLinkedQueue<>();
    private final ExecutorService clients = Executors.newCachedThreadPool();
    private final ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor();

    /** @param hertz new clients a second */
    Callers(int port, int hertz) {
        long end = System.nanoTime() + LONGEST.toNanos();
        ticks.scheduleAtFixedRate(
                () -> {
                    if (System.nanoTime() < end) {
                        clients.submit(() -> visit(port));
                    }
                },
                0,
                1_000_000 / hertz,
                TimeUnit.MICROSECONDS);
    }

    /** One visit: how long it took, and why it was not answered; empty when it was. */
    record Visit(Duration took, Optional<String> failure) {}

    private void visit(int port) {
        long begin = System.nanoTime();
        var failure = knock.failure(port);
        visits.add(new Visit(Duration.ofNanos(System.nanoTime() - begin), failure));
    }

    /** How many visits have ended. */
    int count() {
        return visits.size();
    }

    /** Ends the visits, and waits for those under way. */
    List<Visit> end() {
        ticks.shutdown();
        clients.shutdown();
        try {
            if (!ticks.awaitTermination(1, TimeUnit.SECONDS)
                    || !clients.awaitTermination(2L * TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("visits do not end");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return new ArrayList<>(visits);
    }

    @Override
    public void close() {
        ticks.shutdownNow();
        clients.shutdownNow();
    }
}
