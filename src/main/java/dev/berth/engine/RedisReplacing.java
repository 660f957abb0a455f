package dev.berth.engine;

import dev.berth.policy.Endpoint;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
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

    /** And so long once it follows nobody any more; they could not write before, either. */
    private static final Duration RELEASE = Duration.ofMinutes(1);

    /** Longer than any transfer takes. */
    private static final Duration OFFER = Duration.ofDays(7);

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

    /**
     * Gives its data at once to whoever follows it, and has none of its keys expire from now on: a replica would be told by
     * what looks like a write.
     */
    public void offer() throws IOException {
        server.asked(connection -> {
            RedisSessions.said(connection, Command.CONFIG, "SET", "repl-diskless-sync-delay", "0");
            return paused(connection, OFFER);
        });
    }

    /**
     * Has whoever would write wait for some seconds, in which it is to {@link #follow}. Where it can't, all is as before.
     *
     * @param stamp of when it was looked at last: whoever wrote since keeps it from that
     */
    public void halt(List<String> stamp) throws IOException {
        server.asked(connection -> {
            paused(connection, PAUSE);
            try {
                var others = others(connection);
                if (!others.isEmpty()) {
                    throw new JedisException("others are connected: " + String.join("; ", others));
                }
                if (!RedisInfo.of(connection).stamp().equals(stamp)) {
                    throw new JedisException("somebody wrote to it meanwhile");
                }
                master(connection).introduce();
                return connection;
            } catch (JedisException e) {
                unpaused(connection);
                throw e;
            }
        });
    }

    /** From now on it takes over what another holds, and no writes. */
    public void follow(String host, int port) throws IOException {
        server.asked(connection -> {
            try {
                return master(connection).follow(host, port);
            } finally {
                unpaused(connection);
            }
        });
    }

    /** It is its own master, with whatever it has now; may be repeated. */
    public void lead() throws IOException {
        lead(Duration.ZERO);
    }

    /** The same; who waits to write does so for a minute at the most, until it was looked at. */
    public <T> T lead(Look<T> look) throws IOException {
        lead(RELEASE);
        try {
            return look.look();
        } finally {
            server.asked(RedisReplacing::unpaused);
        }
    }

    private void lead(Duration pause) throws IOException {
        new RedisSync(server, () -> false).awaitLoaded();
        server.asked(connection -> {
            // Whoever writes to one that follows nobody would wait for nothing.
            if (!pause.isZero() && RedisInfo.of(connection).is("role", "slave")) {
                paused(connection, pause);
            }
            master(connection).dismiss();
            return connection;
        });
    }

    private RedisMaster master(Connection connection) {
        return new RedisMaster(connection, login);
    }

    private static String paused(Connection connection, Duration limit) {
        return RedisSessions.said(connection, Command.CLIENT, "PAUSE", String.valueOf(limit.toMillis()), "WRITE");
    }

    private static String unpaused(Connection connection) {
        return RedisSessions.said(connection, Command.CLIENT, "UNPAUSE");
    }

    /** Looks at what it holds. */
    public interface Look<T> {
        T look() throws IOException;
    }
}
