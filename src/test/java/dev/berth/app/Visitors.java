package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Clients that know one port alone: at each tick a new one connects, asks for the first row, gets it and leaves, whatever
 * became of the others; each waits as long as it takes. Bounded in time, and in how many there are at once.
 */
final class Visitors implements AutoCloseable {
    private static final int AT_ONCE = 400;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Moored database;
    private final int port;
    private final AtomicInteger answered = new AtomicInteger();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final ExecutorService clients = Executors.newCachedThreadPool();
    private final ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor();

    private Visitors(Moored database, int port, int hertz, Duration longest) {
        this.database = database;
        this.port = port;
        long end = System.nanoTime() + longest.toNanos();
        ticks.scheduleAtFixedRate(
                () -> {
                    if (System.nanoTime() - end < 0 && places.tryAcquire()) {
                        clients.submit(this::visit);
                    }
                },
                0,
                1_000_000 / hertz,
                TimeUnit.MICROSECONDS);
        awaitMore();
    }

    /** So many new ones a second who know the old port, for so long at most. */
    static Visitors of(Moored database, int hertz, Duration longest) {
        return new Visitors(database, database.before(), hertz, longest);
    }

    /** Those who have followed to the new port. */
    static Visitors atTheNewPort(Moored database, int hertz, Duration longest) {
        return new Visitors(database, database.after(), hertz, longest);
    }

    private void visit() {
        var begin = Instant.now();
        try {
            var row = database.firstRow(port, PATIENCE);
            if (row.equals("1")) {
                answered.incrementAndGet();
            } else {
                failed(begin, "wrong answer: " + row);
            }
        } catch (SQLException | IOException e) {
            failed(begin, e + (e.getCause() == null ? "" : ", " + e.getCause()));
        } finally {
            places.release();
        }
    }

    private void failed(Instant begin, String how) {
        failures.add(begin + ", after " + Duration.between(begin, Instant.now()).toMillis() + " ms: " + how);
    }

    /** Waits until ten more have been answered, or one has not. */
    void awaitMore() {
        int now = answered.get();
        await().atMost(Duration.ofSeconds(20)).until(() -> answered.get() > now + 10 || !failures.isEmpty());
    }

    /** Waits until so many are there at once, none of them answered yet. */
    void awaitCrowd(int size) {
        await().atMost(Duration.ofSeconds(20)).until(() -> AT_ONCE - places.availablePermits() >= size);
    }

    /** Ends the visits, waits for those under way, and looks whether each has got the right answer. */
    void assertEachWasAnswered() {
        end();
        assertThat(failures)
                .as("of %d visits to %s", answered.get() + failures.size(), database.service())
                .isEmpty();
        assertThat(answered.get()).isGreaterThan(10);
    }

    private void end() {
        ticks.shutdown();
        try {
            assertThat(ticks.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
            clients.shutdown();
            assertThat(clients.awaitTermination(PATIENCE.toSeconds() + 5, TimeUnit.SECONDS))
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        ticks.shutdownNow();
        clients.shutdownNow();
    }
}
