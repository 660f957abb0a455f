package dev.berth.app;

import java.util.concurrent.atomic.AtomicLong;

/** What the operator of this process did since it began. */
final class ClusterTally {
    private final Endings endings = new Endings();
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    Endings endings() {
        return endings;
    }

    /** A pass over a policy came to its end. */
    void done() {
        done.incrementAndGet();
    }

    /** A pass over a policy broke off, and will be made again. */
    void failed() {
        failed.incrementAndGet();
    }

    long passesDone() {
        return done.get();
    }

    long passesFailed() {
        return failed.get();
    }
}
