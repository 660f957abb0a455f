package dev.berth.process;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** All that a program says on a stream, read by a thread of its own: a program that fills a pipe waits for its reader. */
public final class Output {
    private final FutureTask<byte[]> reading;

    private Output(FutureTask<byte[]> reading) {
        this.reading = reading;
    }

    /** Begins to read at once; what breaks off counts as nothing said. */
    public static Output of(InputStream stream) {
        var reading = new FutureTask<>(() -> {
            try (stream) {
                return stream.readAllBytes();
            } catch (IOException e) {
                return new byte[0];
            }
        });
        // Not a pool's: the tasks of a pool may all be waiting for programs whose output nobody would read then.
        var thread = new Thread(reading, "output");
        thread.setDaemon(true);
        thread.start();
        return new Output(reading);
    }

    /** What was said up to the end of the stream; empty where it does not come in time. */
    public Optional<byte[]> within(Duration limit) throws InterruptedException {
        try {
            return Optional.of(reading.get(limit.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a stream can't be read: " + e.getCause(), e);
        }
    }
}
