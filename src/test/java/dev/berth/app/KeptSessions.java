package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Clients that each keep one session of a PostgreSQL and write two rows in each transaction, with a breath between two of
 * them. One whose session ends opens another at once. The two rows, N and -N, are both there or neither is.
 */
final class KeptSessions implements AutoCloseable {
    private static final int SESSIONS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int BREATH_MILLIS = 20;

    private final Moored database;
    private final long first = System.nanoTime();
    private final AtomicLong rows = new AtomicLong(first);
    private final Set<Long> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicIntegerArray committed = new AtomicIntegerArray(SESSIONS);
    private final AtomicInteger endedBetween = new AtomicInteger();
    private final Queue<String> endedWithin = new ConcurrentLinkedQueue<>();
    private final Queue<String> refused = new ConcurrentLinkedQueue<>();
    private final Crew crew = new Crew();

    KeptSessions(Moored database) {
        this.database = database;
        for (int client = 0; client < SESSIONS; client++) {
            int number = client;
            crew.start("kept-session-" + client, () -> work(number));
        }
        awaitMore();
    }

    private void work(int client) {
        while (!crew.ended()) {
            try (var session = database.session(PATIENCE)) {
                session.setAutoCommit(false);
                useUntilItEnds(client, session);
            } catch (SQLException e) {
                refused.add(String.valueOf(e));
                return;
            }
        }
    }

    private void useUntilItEnds(int client, Connection session) {
        while (!crew.ended() && transaction(client, session, rows.incrementAndGet()) && breathe()) {}
    }

    /** False where the session has ended; before the first answer nothing was begun. */
    private boolean transaction(int client, Connection session, long row) {
        boolean begun = false;
        try (var statement = session.createStatement()) {
            statement.execute("insert into rows values (" + row + ")");
            begun = true;
            statement.execute("insert into rows values (" + -row + ")");
            session.commit();
            acknowledged.add(row);
            committed.incrementAndGet(client);
            return true;
        } catch (SQLException e) {
            if (begun) {
                endedWithin.add(String.valueOf(e));
            } else {
                endedBetween.incrementAndGet();
            }
            return false;
        }
    }

    private static boolean breathe() {
        try {
            Thread.sleep(BREATH_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Waits until everybody has written more: also whoever is let in last. */
    void awaitMore() {
        var now = IntStream.range(0, SESSIONS).map(committed::get).toArray();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !refused.isEmpty()
                        || IntStream.range(0, SESSIONS).allMatch(client -> committed.get(client) > now[client] + 1));
    }

    /**
     * Every session has ended once with each old process, in a transaction at most where that slipped in between the last
     * look and the stop; a new one was never refused, and no transaction is there by half or got lost.
     */
    void assertEachEndedOnceAMove(int moves) {
        close();
        assertThat(refused).as("refused sessions").isEmpty();
        assertThat(endedBetween.get() + endedWithin.size())
                .as("sessions that ended, these in a transaction: %s", endedWithin)
                .isEqualTo(SESSIONS * moves);
        var there = new HashSet<>(database.rows(database.before()));
        assertThat(there).containsAll(acknowledged);
        var written = there.stream().filter(row -> Math.abs(row) > first).toList();
        assertThat(written).isNotEmpty().allMatch(row -> there.contains(-row));
    }

    @Override
    public void close() {
        crew.end();
    }
}
