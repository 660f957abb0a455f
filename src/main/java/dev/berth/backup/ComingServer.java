package dev.berth.backup;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** A throwaway server that comes up while the backup is written that it is for; where it is not taken, it goes. */
final class ComingServer implements AutoCloseable {
    private final Optional<FutureTask<SpareServer>> task;
    private boolean taken;

    private ComingServer(Optional<FutureTask<SpareServer>> task) {
        this.task = task;
    }

    static ComingServer by(Callable<SpareServer> making) {
        var task = new FutureTask<>(making);
        new Thread(task, "coming server").start();
        return new ComingServer(Optional.of(task));
    }

    /** None, where nothing is to be restored. */
    static ComingServer none() {
        return new ComingServer(Optional.empty());
    }

    /** Waits for it; from now on it is the taker's. */
    SpareServer take() throws IOException {
        taken = true;
        try {
            return task.orElseThrow().get();
        } catch (InterruptedException e) {
            taken = false;
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        if (taken || task.isEmpty()) {
            return;
        }
        try {
            take().close();
        } catch (IOException neverCame) {
            return;
        }
    }
}
