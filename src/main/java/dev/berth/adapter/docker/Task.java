package dev.berth.adapter.docker;

import dev.berth.engine.Liveness;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Something that may wait without end, on a thread of its own, so that who began it need not. */
final class Task {
    private static final long PAUSE_MILLIS = 50;

    private final FutureTask<Void> work;

    private Task(FutureTask<Void> work) {
        this.work = work;
    }

    static Task begin(String name, Work work) {
        var task = new FutureTask<Void>(() -> {
            work.done();
            return null;
        });
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        return new Task(task);
    }

    /** Waits for its end, and no longer than whoever it is about is there; then its thread is interrupted. */
    void awaited(Liveness liveness) throws IOException {
        try {
            do {
                liveness.check();
            } while (!ended());
        } finally {
            work.cancel(true);
        }
    }

    /** Waits for its end, and no longer than a moment. */
    boolean ended() throws IOException {
        try {
            work.get(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException("a stream broke", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    boolean done() {
        return work.isDone();
    }

    /** What is done there. */
    interface Work {
        void done() throws IOException;
    }
}
