package dev.berth.engine;

import dev.berth.policy.Endpoint;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
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

    private static final long POLL_NANOS = Duration.ofMillis(50).toNanos();

    private final Endpoint endpoint;
    private final Login login;
    private final Duration limit;

    /** @param limit for all that is ever said to it at once */
    public RedisReplacing(Endpoint endpoint, Login login, Duration limit) {
        this.endpoint = endpoint;
        this.login = login;
        this.limit = limit;
    }

    /** Whoever else is connected, and whatever would follow it. */
    public List<String> others() throws IOException {
        return asked(RedisReplacing::others);
    }

    private static List<String> others(Connection connection) {
        var others = new ArrayList<String>();
        RedisSessions.list(connection).forEach(session -> others.add(session.client()));
        var replicas = RedisInfo.of(connection).number("connected_slaves");
        if (replicas > 0) {
            others.add(replicas + " replicas");
        }
        return others;
    }

    /** What stays the same for as long as nobody writes. */
    public List<String> stamp() throws IOException {
        return asked(connection -> RedisInfo.of(connection).stamp());
    }

    public void set(String setting, String value) throws IOException {
        asked(connection -> said(connection, Command.CONFIG, "SET", setting, value));
    }

    private static String said(Connection connection, Command command, String... words) {
        connection.sendCommand(command, words);
        return connection.getStatusCodeReply();
    }

    /**
     * From now on it takes over what another holds, and no writes.
     *
     * @param stamp of when it was looked at last: whoever wrote since keeps it from that
     */
    public void follow(String host, int port, List<String> stamp) throws IOException {
        asked(connection -> {
            if (login.password().isPresent()) {
                said(
                        connection,
                        Command.CONFIG,
                        "SET",
                        "masteruser",
                        login.user().orElse(""));
                said(
                        connection,
                        Command.CONFIG,
                        "SET",
                        "masterauth",
                        login.password().get());
            }
            said(connection, Command.CLIENT, "PAUSE", String.valueOf(PAUSE.toMillis()), "WRITE");
            try {
                var others = others(connection);
                if (!others.isEmpty()) {
                    throw new JedisException("others are connected: " + String.join("; ", others));
                }
                if (!RedisInfo.of(connection).stamp().equals(stamp)) {
                    throw new JedisException("somebody wrote to it meanwhile");
                }
                return said(connection, Command.REPLICAOF, host, String.valueOf(port));
            } finally {
                said(connection, Command.CLIENT, "UNPAUSE");
            }
        });
    }

    /** Waits until it has all of it. */
    public void awaitAll(BooleanSupplier interrupted) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var info = asked(RedisInfo::of);
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
        while (asked(RedisInfo::of).is("loading", "1")) {
            pause(() -> false);
        }
        asked(connection -> {
            said(connection, Command.REPLICAOF, "NO", "ONE");
            if (login.password().isPresent()) {
                said(connection, Command.CONFIG, "SET", "masterauth", "");
                said(connection, Command.CONFIG, "SET", "masteruser", "");
            }
            return connection;
        });
    }

    /** Waits until what it holds is on its disk, so far as it is set to keep it there. */
    public void awaitSaved(String saves, BooleanSupplier interrupted) throws IOException {
        var info = saving(interrupted);
        if (info.is("aof_enabled", "0") && !saves.isEmpty()) {
            asked(connection -> said(connection, Command.BGSAVE));
            info = saving(interrupted);
        }
        if (!info.is("aof_last_bgrewrite_status", "ok") || !info.is("rdb_last_bgsave_status", "ok")) {
            throw new IOException("it can't write it to its disk; its log says why");
        }
    }

    private RedisInfo saving(BooleanSupplier interrupted) throws IOException {
        var info = asked(RedisInfo::of);
        while (info.saving() || info.is("aof_rewrite_scheduled", "1")) {
            pause(interrupted);
            info = asked(RedisInfo::of);
        }
        return info;
    }

    private static void pause(BooleanSupplier interrupted) throws IOException {
        if (interrupted.getAsBoolean()) {
            throw new InterruptedIOException("interrupted");
        }
        LockSupport.parkNanos(POLL_NANOS);
    }

    private <T> T asked(Question<T> question) throws IOException {
        try (var connection = RedisEngine.open(endpoint, login, limit)) {
            return question.ask(connection);
        } catch (JedisException e) {
            throw new IOException(RedisEngine.verdict(e).words(), e);
        }
    }

    /** What is asked in one session. */
    private interface Question<T> {
        T ask(Connection connection);
    }
}
