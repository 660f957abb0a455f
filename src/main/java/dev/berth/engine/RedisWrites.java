package dev.berth.engine;

import java.util.HashSet;
import java.util.Set;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Whether anybody has written to a Redis since it was started.
 *
 * <p>Its changes since the last save begin at none after an RDB file was read, but an append-only file is played like writes
 * of clients (measured on 7.0.15). Those are no calls of commands, which are counted too.
 */
record RedisWrites(Connection connection) {
    private static final String CALLED = "cmdstat_";

    boolean any(RedisInfo info) {
        return (info.number("rdb_changes_since_last_save") > 0 || info.number("rdb_saves") > 0) && called();
    }

    /** Where that may not be asked, somebody may have. */
    private boolean called() {
        try {
            var writing = writing();
            return RedisInfo.of(connection, "commandstats").fields().keySet().stream()
                    .anyMatch(field -> field.startsWith(CALLED) && writing.contains(field.substring(CALLED.length())));
        } catch (JedisDataException e) {
            return true;
        }
    }

    private Set<String> writing() {
        connection.sendCommand(Command.ACL, "CAT", "write");
        return new HashSet<>(connection.getMultiBulkReply());
    }
}
