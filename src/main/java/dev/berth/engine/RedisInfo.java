package dev.berth.engine;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;

/** What a Redis says of itself at one instant ({@code INFO}). */
record RedisInfo(Map<String, String> fields) {
    static RedisInfo of(Connection connection) {
        return of(connection, "default");
    }

    static RedisInfo of(Connection connection, String section) {
        connection.sendCommand(Command.INFO, section);
        var fields = new TreeMap<String, String>();
        connection.getBulkReply().lines().filter(line -> line.contains(":")).forEach(line -> {
            int colon = line.indexOf(':');
            fields.put(line.substring(0, colon), line.substring(colon + 1));
        });
        return new RedisInfo(fields);
    }

    boolean is(String field, String value) {
        return value.equals(fields.get(field));
    }

    String text(String field) {
        return fields.getOrDefault(field, "absent");
    }

    long number(String field) {
        var value = fields.getOrDefault(field, "");
        return value.matches("[0-9]+") ? Long.parseLong(value) : 0;
    }

    /** What stays the same for as long as nobody writes and no key is thrown out; keys may expire. */
    List<String> stamp() {
        return List.of(
                text("run_id"), text("rdb_changes_since_last_save"), text("rdb_last_save_time"), text("evicted_keys"));
    }

    /** Whether nobody has written since an earlier moment of the same process; keys may have expired. */
    boolean unwrittenSince(RedisInfo earlier) {
        return stamp().equals(earlier.stamp());
    }

    /** When that was, by its own clock; empty where it does not tell when a key expires (Redis before 7.0). */
    Optional<Instant> moment() {
        return text("redis_version").matches("[0-6]\\..*|absent")
                ? Optional.empty()
                : Optional.of(Instant.ofEpochMilli(number("server_time_usec") / 1000));
    }

    /** Whether it is writing a file of all its data already. */
    boolean saving() {
        return is("rdb_bgsave_in_progress", "1") || is("aof_rewrite_in_progress", "1");
    }

    /** The databases that have keys: how many stay, and how many go by themselves at some time. */
    Map<Integer, Keys> databases() {
        var databases = new TreeMap<Integer, Keys>();
        fields.forEach((field, value) -> {
            if (field.matches("db[0-9]+")) {
                long all = part(value, "keys");
                long expiring = part(value, "expires");
                databases.put(Integer.valueOf(field.substring(2)), new Keys(all - expiring, expiring));
            }
        });
        return databases;
    }

    private static long part(String value, String name) {
        for (var part : value.split(",", -1)) {
            if (part.startsWith(name + "=")) {
                return Long.parseLong(part.substring(name.length() + 1));
            }
        }
        return 0;
    }

    /** Keys of one database. */
    record Keys(long lasting, long expiring) {}
}
