package dev.berth.engine;

import dev.berth.engine.Contents.Depth;
import dev.berth.engine.Contents.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import redis.clients.jedis.Connection;

/**
 * Looks at what a Redis holds before a stop and after it.
 *
 * <p>A key that expires is compared where that comes after a horizon, which stands in the name of its table, so that the
 * later look takes the same. Redis keeps it to the millisecond over a restart.
 */
record RedisContents(Connection connection, Depth depth) {
    /** Longer than any pause may be. */
    private static final Duration SOON = Duration.ofMinutes(15);

    private static final String LATE = " (expiring after ";
    private static final Pattern HORIZON = Pattern.compile("db[0-9]+" + Pattern.quote(LATE) + "(.+)\\)");

    /** How many keys there are that do not expire. */
    Looked counts() {
        var info = RedisInfo.of(connection);
        return unfit(info).orElseGet(() -> {
            var tables = new TreeMap<String, Table>();
            var unread = new TreeSet<String>();
            info.databases().forEach((database, keys) -> {
                if (keys.lasting() > 0) {
                    tables.put("db" + database, Table.counted(keys.lasting()));
                }
                leftOut(database, keys.expiring(), unread);
            });
            return seen(tables, unread);
        });
    }

    Looked look() {
        var info = RedisInfo.of(connection);
        return look(info, info.moment().map(now -> now.plus(SOON).truncatedTo(ChronoUnit.SECONDS)));
    }

    /** After a start, as close as before; what somebody has written or it has thrown out since can't be compared. */
    Looked again(Contents before) {
        var looked = before.counted().containsAll(before.tables().keySet())
                ? counts()
                : look(RedisInfo.of(connection), horizon(before));
        var info = RedisInfo.of(connection);
        if (info.number("evicted_keys") > 0) {
            return new Looked.Partly(History.NONE, "it has thrown out keys to keep within its maxmemory");
        }
        return new RedisWrites(connection).any(info)
                ? new Looked.Partly(History.NONE, "somebody has written since it was started again")
                : looked;
    }

    private static Optional<Instant> horizon(Contents before) {
        return before.tables().keySet().stream()
                .map(HORIZON::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher -> Instant.parse(matcher.group(1)))
                .findFirst();
    }

    private Looked look(RedisInfo before, Optional<Instant> horizon) {
        return unfit(before).orElseGet(() -> {
            var tables = new TreeMap<String, Table>();
            var unread = new TreeSet<String>();
            before.databases().forEach((database, keys) -> {
                var read = new RedisKeys(connection, horizon).read(database);
                put(tables, "db" + database, read.lasting());
                horizon.ifPresent(end -> put(tables, "db" + database + LATE + end + ")", read.late()));
                leftOut(database, keys.expiring() - read.late().keys(), unread);
            });
            return RedisInfo.of(connection).unwrittenSince(before)
                    ? seen(tables, unread)
                    : new Looked.Partly(History.NONE, "somebody wrote while it was looked at");
        });
    }

    private static void put(SortedMap<String, Table> tables, String name, RedisSum sum) {
        if (sum.keys() > 0) {
            tables.put(name, sum.table());
        }
    }

    /** Their number may be another by the next look, so that it is not told. */
    private static void leftOut(int database, long expiring, SortedSet<String> unread) {
        if (expiring > 0) {
            unread.add("db" + database + ": keys that expire");
        }
    }

    private Looked seen(SortedMap<String, Table> tables, SortedSet<String> unread) {
        return new Looked.Seen(History.NONE, new Contents(depth, new TreeMap<>(), tables, unread));
    }

    private static Optional<Looked> unfit(RedisInfo info) {
        return info.is("role", "master")
                ? Optional.empty()
                : Optional.of(new Looked.Untold("it is a replica, and what it holds is its master's"));
    }
}
