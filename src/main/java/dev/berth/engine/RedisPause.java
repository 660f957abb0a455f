package dev.berth.engine;

import java.time.Duration;
import java.util.Optional;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Has whoever would write to a Redis wait, for a while at the most.
 *
 * @param end by the clock of this process; the server counts from a moment later
 * @param again lets in whoever ends it, where the connection may be hung up on meanwhile
 */
record RedisPause(Connection connection, long end, Optional<RedisEntrance> again) implements AutoCloseable {
    static RedisPause begin(Connection connection, Duration limit) {
        return begin(connection, limit, Optional.empty());
    }

    static RedisPause begin(Connection connection, Duration limit, RedisEntrance again) {
        return begin(connection, limit, Optional.of(again));
    }

    private static RedisPause begin(Connection connection, Duration limit, Optional<RedisEntrance> again) {
        long end = System.nanoTime() + limit.toNanos();
        RedisSessions.said(connection, Command.CLIENT, "PAUSE", String.valueOf(limit.toMillis()), "WRITE");
        return new RedisPause(connection, end, again);
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
        try {
            lift(connection);
        } catch (JedisException hungUp) {
            liftAnew(again.orElseThrow(() -> hungUp));
        }
    }

    private void liftAnew(RedisEntrance entrance) {
        if (!over()) {
            try (var other = entrance.open()) {
                lift(other);
            }
        }
    }
}
