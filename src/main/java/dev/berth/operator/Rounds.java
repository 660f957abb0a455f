package dev.berth.operator;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Has something done soon after it was asked for, however often that was, and now and then unasked. */
final class Rounds implements AutoCloseable {
    private static final long SOON_MILLIS = 200;

    /** The watch does not tell of every policy that is deleted. */
    private static final int UNASKED = 50;

    private final Runnable work;
    private final AtomicBoolean asked = new AtomicBoolean();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread one = new Thread(task, "berth-register");
        one.setDaemon(true);
        return one;
    });
    private int passed;

    Rounds(Runnable work) {
        this.work = work;
    }

    void start() {
        thread.scheduleWithFixedDelay(this::look, SOON_MILLIS, SOON_MILLIS, TimeUnit.MILLISECONDS);
    }

    void hasten() {
        asked.set(true);
    }

    private void look() {
        passed = (passed + 1) % UNASKED;
        if (asked.getAndSet(false) || passed == 0) {
            work.run();
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
