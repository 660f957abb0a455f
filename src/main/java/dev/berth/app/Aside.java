package dev.berth.app;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Does things in their order on a thread of its own, beside the passes, which need not wait for them. */
final class Aside implements AutoCloseable {
    /** Beyond that whoever comes does his own, and waits. */
    private static final int MOST = 20_000;

    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final Duration LAST_WORK = Duration.ofSeconds(2);

    private final ThreadPoolExecutor thread;

    Aside(String name) {
        thread = new ThreadPoolExecutor(
                1,
                1,
                IDLE.toSeconds(),
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MOST),
                task -> {
                    var one = new Thread(task, name);
                    one.setDaemon(true);
                    return one;
                },
                new ThreadPoolExecutor.CallerRunsPolicy());
        thread.allowCoreThreadTimeOut(true);
    }

    void does(Runnable work) {
        thread.execute(work);
    }

    /** What is not done within some seconds stays undone. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            thread.awaitTermination(LAST_WORK.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.shutdownNow();
    }
}
