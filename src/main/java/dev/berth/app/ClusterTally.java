package dev.berth.app;

import dev.berth.execute.Outcome;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What the operator of this process did since it began. */
final class ClusterTally {
    private final Map<Class<?>, AtomicLong> ended = new ConcurrentHashMap<>();
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    void ended(Outcome outcome) {
        ended.computeIfAbsent(outcome.getClass(), kind -> new AtomicLong()).incrementAndGet();
    }

    /** A pass over a policy came to its end. */
    void done() {
        done.incrementAndGet();
    }

    /** A pass over a policy broke off, and will be made again. */
    void failed() {
        failed.incrementAndGet();
    }

    long migrations(Class<? extends Outcome> way) {
        var count = ended.get(way);
        return count == null ? 0 : count.get();
    }

    long passesDone() {
        return done.get();
    }

    long passesFailed() {
        return failed.get();
    }
}
