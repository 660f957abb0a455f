package dev.berth.engine;

import dev.berth.policy.Endpoint;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Has a live Redis take over what another one holds, by being its replica until it has it ("Redis replication"); every
 * failure is worded for people.
 */
public final class RedisReplacing {
    /** Writers wait for so long at the most while the last look is taken. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    /** A link that was not there for so long will not come. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int LOOKS = 20;
    private static final long POLL_NANOS = Duration.ofMillis(50).toNanos();

    private final RedisServer server;
    private final Login login;

    /** @param limit for all that is ever said to it at once */
    public RedisReplacing(Endpoint endpoint, Login login, Duration limit) {
        this.server = new RedisServer(endpoint, login, limit);
        this.login = login;
    }

    /** Whoever else is connected, and whatever would follow it. */
    public List<String> others() throws IOException {
        return server.asked(RedisReplacing::others);
    }

    /** Who hung up just now is still in the list for a moment, berth itself among them. */
    private static List<String> others(Connection connection) {
        var others = listed(connection);
        for (int i = 0; i < LOOKS && !others.isEmpty(); i++) {
            LockSupport.parkNanos(POLL_NANOS);
            others = listed(connection);
        }
        return others;
    }

    private static List<String> listed(Connection connection) {
        var replicas = Stream.of(RedisInfo.of(connection).number("connected_slaves"));
        return Stream.concat(
                        RedisSessions.list(connection).stream().map(Session::client),
                        replicas.filter(number -> number > 0).map(number -> number + " replicas"))
                .toList();
    }

    /** What stays the same for as long as nobody writes. */
    public List<String> stamp() throws IOException {
        return server.asked(connection -> RedisInfo.of(connection).stamp());
    }

    public void set(String setting, String value) throws IOException {
        server.asked(connection -> RedisSessions.said(connection, Command.CONFIG, "SET", setting, value));
    }

    /**
     * From now on it takes over what another holds, and no writes.
     *
     * @param stamp of when it was looked at last: whoever wrote since keeps it from that
     */
    public void follow(String host, int port, List<String> stamp) throws IOException {
        server.asked(connection -> {
            if (login.password().isPresent()) {
                RedisSessions.said(
                        connection,
                        Command.CONFIG,
                        "SET",
                        "masteruser",
                        login.user().orElse(""));
                RedisSessions.said(
                        connection,
                        Command.CONFIG,
                        "SET",
                        "masterauth",
                        login.password().get());
            }
            RedisSessions.said(connection, Command.CLIENT, "PAUSE", String.valueOf(PAUSE.toMillis()), "WRITE");
            try {
                var others = others(connection);
                if (!others.isEmpty()) {
                    throw new JedisException("others are connected: " + String.join("; ", others));
                }
                if (!RedisInfo.of(connection).stamp().equals(stamp)) {
                    throw new JedisException("somebody wrote to it meanwhile");
                }
                return RedisSessions.said(connection, Command.REPLICAOF, host, String.valueOf(port));
            } finally {
                RedisSessions.said(connection, Command.CLIENT, "UNPAUSE");
            }
        });
    }

    /** Waits until it has all of it. */
    public void awaitAll(BooleanSupplier interrupted) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var info = server.asked(RedisInfo::of);
            boolean busy = info.is("master_sync_in_progress", "1") || info.is("loading", "1");
            if (!busy && info.is("master_link_status", "up")) {
                return;
            }
            if (busy) {
                end = System.nanoTime() + PATIENCE.toNanos();
            } else if (System.nanoTime() - end >= 0) {
                throw new IOException("it gets nothing from the server that the backup was restored into");
            }
            pause(interrupted);
        }
    }

    /** It is its own master, with whatever it has now; may be repeated. */
    public void lead() throws IOException {
        while (server.asked(RedisInfo::of).is("loading", "1")) {
            pause(() -> false);
        }
        server.asked(connection -> {
            RedisSessions.said(connection, Command.REPLICAOF, "NO", "ONE");
            if (login.password().isPresent()) {
                RedisSessions.said(connection, Command.CONFIG, "SET", "masterauth", "");
                RedisSessions.said(connection, Command.CONFIG, "SET", "masteruser", "");
            }
            return connection;
        });
    }

    /** Waits until what it holds is on its disk, so far as it is set to keep it there. */
    public void awaitSaved(String saves, BooleanSupplier interrupted) throws IOException {
        var info = saving(interrupted);
        if (info.is("aof_enabled", "0") && !saves.isEmpty()) {
            server.asked(connection -> RedisSessions.said(connection, Command.BGSAVE));
            info = saving(interrupted);
        }
        if (!info.is("aof_last_bgrewrite_status", "ok") || !info.is("rdb_last_bgsave_status", "ok")) {
            throw new IOException("it can't write it to its disk; its log says why");
        }
    }

    private RedisInfo saving(BooleanSupplier interrupted) throws IOException {
        while (true) {
            var info = server.asked(RedisInfo::of);
            if (!info.saving() && !info.is("aof_rewrite_scheduled", "1")) {
                return info;
            }
            pause(interrupted);
        }
    }

    private static void pause(BooleanSupplier interrupted) throws IOException {
        LockSupport.parkNanos(POLL_NANOS);
        if (interrupted.getAsBoolean()) {
            throw new InterruptedIOException("interrupted");
        }
    }
}
