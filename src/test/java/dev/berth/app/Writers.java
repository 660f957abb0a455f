package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Writes to every database of a stack while it moves, wherever it answers, and keeps what was acknowledged. */
final class Writers implements AutoCloseable {
    private final TinyStack stack;
    private final Map<Moored, Queue<Long>> acknowledged = new ConcurrentHashMap<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean ended;

    Writers(TinyStack stack) {
        this.stack = stack;
        stack.databases().forEach(one -> {
            var rows = new ConcurrentLinkedQueue<Long>();
            acknowledged.put(one, rows);
            var thread = new Thread(() -> write(one, rows), "writer-" + one.service());
            thread.start();
            threads.add(thread);
        });
        awaitMore();
    }

    private void write(Moored one, Queue<Long> rows) {
        for (long row = 1000; !ended; row++) {
            if (one.insert(one.before(), row) || one.insert(one.after(), row)) {
                rows.add(row);
            }
        }
    }

    /** Waits until each has written again. */
    void awaitMore() {
        acknowledged.forEach((one, rows) -> {
            int now = rows.size();
            await().atMost(Duration.ofSeconds(20)).until(() -> rows.size() > now);
        });
    }

    /** Ends the writing, and looks for every acknowledged row where the database is now. */
    void assertNothingLost() {
        close();
        acknowledged.forEach((one, written) -> {
            int port = one.answers(one.before()) ? one.before() : one.after();
            assertThat(one.rows(port)).containsAll(written).doesNotHaveDuplicates();
        });
    }

    @Override
    public void close() {
        ended = true;
        threads.forEach(thread -> {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
