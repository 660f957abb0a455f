package dev.berth.engine;

import java.net.SocketTimeoutException;

/** By when a conversation is to be over; the next one on the same socket has its own. */
final class Deadline {
    private volatile long end;

    /** @param end a value of {@link System#nanoTime()} */
    Deadline(long end) {
        this.end = end;
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
}
