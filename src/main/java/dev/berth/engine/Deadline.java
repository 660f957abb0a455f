package dev.berth.engine;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;

/** By when a conversation is to be over, and who ends it before; the next one on the same socket has its own. */
final class Deadline {
    private final Optional<Watchdog> watchdog;
    private volatile long end;

    /** @param end a value of {@link System#nanoTime()} */
    Deadline(long end) {
        this(end, Optional.empty());
    }

    /** @param watchdog ends it before, where there is one */
    Deadline(long end, Optional<Watchdog> watchdog) {
        this.end = end;
        this.watchdog = watchdog;
    }

    static Deadline in(Duration timeout) {
        return new Deadline(System.nanoTime() + timeout.toNanos());
    }

    void move(long later) {
        end = later;
    }

    /**
     * In milliseconds, as sockets count.
     *
     * @throws SocketTimeoutException when nothing is left
     */
    int left() throws SocketTimeoutException {
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
            throw new SocketTimeoutException();
        }
        return (int) Math.min(left, Integer.MAX_VALUE);
    }

    /** It holds for what is said on this socket. */
    void over(Socket socket) {
        watchdog.ifPresent(each -> each.watch(socket));
    }

    void awaits() {
        watchdog.ifPresent(Watchdog::awaits);
    }

    void heard() {
        watchdog.ifPresent(Watchdog::heard);
    }

    /** Why the conversation was ended before, if it was. */
    Optional<IOException> verdict() {
        return watchdog.flatMap(Watchdog::verdict);
    }
}
