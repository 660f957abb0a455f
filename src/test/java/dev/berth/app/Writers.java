package dev.berth.app;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/** Writes to every database of a stack while it moves, wherever it answers, and keeps what was acknowledged. */
final class Writers implements AutoCloseable {
    private final TinyStack stack;
    private final long first = System.nanoTime();
    private final Map<Moored, Queue<Long>> acknowledged = new ConcurrentHashMap<>();
    private final Map<Moored, Queue<Long>> unknown = new ConcurrentHashMap<>();
    private final Crew crew = new Crew();

    Writers(TinyStack stack) {
        this.stack = stack;
        stack.databases().forEach(one -> {
            var rows = new ConcurrentLinkedQueue<Long>();
            var doubtful = new ConcurrentLinkedQueue<Long>();
            acknowledged.put(one, rows);
            unknown.put(one, doubtful);
            crew.start("writer-" + one.service(), () -> write(one, rows, doubtful));
        });
        awaitMore();
    }

    /** One that was not acknowledged may have been written all the same, so the next port gets a row of its own. */
    private void write(Moored one, Queue<Long> rows, Queue<Long> doubtful) {
        int port = one.before();
        for (long row = System.nanoTime(); !crew.ended(); row++) {
            if (one.insert(port, row)) {
                rows.add(row);
            } else {
                doubtful.add(row);
                port = port == one.before() ? one.after() : one.before();
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

    /** Ends the writing, and looks for every acknowledged row where the database is now: once, and no row that is none. */
    void assertNothingLost() {
        close();
        acknowledged.forEach((one, written) -> {
            int port = one.answers(one.before()) ? one.before() : one.after();
            var sent = Stream.concat(written.stream(), requireNonNull(unknown.get(one)).stream())
                    .toList();
            assertThat(one.rows(port)).containsAll(written).doesNotHaveDuplicates();
            assertThat(one.rows(port)).filteredOn(row -> row >= first).isSubsetOf(sent);
        });
    }

    @Override
    public void close() {
        crew.end();
    }
}
