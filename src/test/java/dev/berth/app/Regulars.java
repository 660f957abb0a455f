package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Clients of a pooler, each with one session for good, in which it does one transaction after the other. */
final class Regulars implements AutoCloseable {
    private static final int CLIENTS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Pooler pooler;
    private final AtomicLong next = new AtomicLong(System.nanoTime());
    private final Queue<Long> acknowledged = new ConcurrentLinkedQueue<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicLong longest = new AtomicLong();
    private final Crew crew = new Crew();

    Regulars(Pooler pooler) {
        this.pooler = pooler;
        for (int i = 0; i < CLIENTS; i++) {
            crew.start("regular-" + i, this::work);
        }
        awaitMore();
    }

    private void work() {
        try (var session = pooler.session("app");
                var statement = session.createStatement()) {
            session.setAutoCommit(false);
            while (!crew.ended()) {
                long row = next.getAndIncrement();
                long start = System.nanoTime();
                statement.execute("insert into rows values (" + row + ")");
                statement.execute("select count(*) from rows where id = " + row);
                session.commit();
                longest.accumulateAndGet(System.nanoTime() - start, Math::max);
                acknowledged.add(row);
            }
        } catch (SQLException e) {
            failures.add(String.valueOf(e.getMessage()));
        }
    }

    /** Waits until as many transactions again have been done. */
    void awaitMore() {
        int now = acknowledged.size();
        await().atMost(PATIENCE).until(() -> acknowledged.size() > now + 2 * CLIENTS || !failures.isEmpty());
    }

    /** The longest that one of them has taken. */
    Duration longest() {
        return Duration.ofNanos(longest.get());
    }

    /** Every session is still there, and so is every row. */
    void assertNobodyLostAnything() {
        assertThat(failures).isEmpty();
        close();
        assertThat(failures).isEmpty();
        assertThat(rows()).containsAll(acknowledged).doesNotHaveDuplicates();
    }

    private List<Long> rows() {
        var rows = new ArrayList<Long>();
        try (var session = pooler.session("app");
                var statement = session.createStatement();
                var result = statement.executeQuery("select id from rows")) {
            while (result.next()) {
                rows.add(result.getLong(1));
            }
        } catch (SQLException e) {
            throw new AssertionError("the pooler does not answer", e);
        }
        return rows;
    }

    @Override
    public void close() {
        crew.end();
    }
}
