package dev.berth.engine;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Hangs up on a server that hangs, or once somebody asked to end: a thread that reads or writes hears of nothing else. */
final class Watchdog {
    private static final long PAUSE_NANOS = Duration.ofMillis(50).toNanos();

    private final Liveness liveness;
    private volatile Optional<IOException> verdict = Optional.empty();

    Watchdog(Liveness liveness) {
        this.liveness = liveness;
    }

    /** Watches over it for as long as it is open. */
    void watch(Socket socket) {
        var thread = new Thread(() -> run(socket), "watchdog");
        thread.setDaemon(true);
        thread.start();
    }

    private void run(Socket socket) {
        while (!socket.isClosed() && verdict.isEmpty()) {
            try {
                liveness.check();
                LockSupport.parkNanos(PAUSE_NANOS);
            } catch (IOException end) {
                verdict = Optional.of(end);
                hangUp(socket);
            }
        }
    }

    private static void hangUp(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            return;
        }
    }

    void awaits() {
        liveness.awaits();
    }

    void heard() {
        liveness.heard();
    }

    /** Why it hung up, if it did; anew each time, since whoever throws it may add to it. */
    Optional<IOException> verdict() {
        return verdict.map(end -> end instanceof InterruptedIOException
                ? new InterruptedIOException(end.getMessage())
                : new IOException(end.getMessage()));
    }
}
