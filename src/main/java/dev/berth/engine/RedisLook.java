package dev.berth.engine;

import dev.berth.engine.Contents.Depth;
import dev.berth.engine.Contents.Table;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import redis.clients.jedis.Connection;

/**
 * What was seen of a Redis key by key, which takes its time.
 *
 * @param before what it said of itself before that began
 */
record RedisLook(RedisInfo before, SortedMap<String, Table> tables) {
    static RedisLook at(Connection connection, RedisInfo before) {
        var tables = new TreeMap<String, Table>();
        before.databases().forEach((number, keys) -> {
            if (keys.lasting() > 0) {
                tables.put(name(number), read(connection, number, keys.lasting()));
            }
        });
        return new RedisLook(before, tables);
    }

    /** @param lasting how many there must be; where there are others, somebody wrote, and only their number is told */
    private static Table read(Connection connection, int database, long lasting) {
        var sum = new RedisKeys(connection, Optional.empty()).read(database).lasting();
        return sum.keys() == lasting ? sum.table() : Table.counted(lasting);
    }

    /** What it holds at a later moment: the same where nobody has written since, else as much as it says of itself. */
    Contents as(RedisInfo later, Depth depth) {
        var unread = new TreeSet<String>();
        var counted = new TreeMap<String, Table>();
        later.databases().forEach((number, keys) -> {
            if (keys.lasting() > 0) {
                counted.put(name(number), Table.counted(keys.lasting()));
            }
            if (keys.expiring() > 0) {
                unread.add(name(number) + ": " + keys.expiring() + " keys that expire");
            }
        });
        return new Contents(depth, new TreeMap<>(), later.unwrittenSince(before) ? tables : counted, unread);
    }

    private static String name(int database) {
        return "db" + database;
    }
}
