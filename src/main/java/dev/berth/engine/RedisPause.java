package dev.berth.engine;

import java.time.Duration;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;

/**
 * Has whoever would write to a Redis wait, for a while at the most.
 *
 * @param end by the clock of this process; the server counts from a moment later
 */
record RedisPause(Connection connection, long end) implements AutoCloseable {
    static RedisPause begin(Connection connection, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        RedisSessions.said(connection, Command.CLIENT, "PAUSE", String.valueOf(limit.toMillis()), "WRITE");
        return new RedisPause(connection, end);
    }

    /** Whether somebody may have written since it began. */
    boolean over() {
        return System.nanoTime() - end >= 0;
    }

    /** Ends whichever there is. */
    static String lift(Connection connection) {
        return RedisSessions.said(connection, Command.CLIENT, "UNPAUSE");
    }

    @Override
    public void close() {
        lift(connection);
    }
}
