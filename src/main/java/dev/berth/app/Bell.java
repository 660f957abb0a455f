package dev.berth.app;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Calls the watch. Many rings in a row are one call, which comes once it has been quiet for a moment: an editor writes a
 * file in pieces, and one recreated container is half a dozen events.
 */
final class Bell {
    private final long quiet;
    private final long longest;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long first;
    private long last;
    private boolean rung;
    private boolean silenced;

    /**
     * @param quiet how long it must have been quiet
     * @param longest after which time a ring is heeded though it never is
     */
    Bell(Duration quiet, Duration longest) {
        this.quiet = quiet.toNanos();
        this.longest = longest.toNanos();
    }

    void ring() {
        lock.lock();
        try {
            last = System.nanoTime();
            first = rung ? first : last;
            rung = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nobody waits any more, nor will. */
    void silence() {
        lock.lock();
        try {
            silenced = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a call, at most so long; whether there was one. */
    boolean await(Duration limit) throws InterruptedException {
        lock.lock();
        try {
            long end = System.nanoTime() + limit.toNanos();
            while (!silenced) {
                long now = System.nanoTime();
                long due = rung ? Math.min(last + quiet, first + longest) : end;
                if (due - now <= 0) {
                    break;
                }
                changed.awaitNanos(due - now);
            }
            boolean called = rung && !silenced;
            rung = false;
            return called;
        } finally {
            lock.unlock();
        }
    }
}
