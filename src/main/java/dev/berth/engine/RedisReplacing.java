package dev.berth.engine;

import dev.berth.policy.Endpoint;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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

    private static final String LATE = "it took too long to begin, and somebody may have written to it meanwhile";
    private static final int LOOKS = 20;
    private static final long POLL_NANOS = Duration.ofMillis(50).toNanos();

    private final RedisServer server;
    private final Login login;
    private final Duration pause;

    public RedisReplacing(Endpoint endpoint, Login login, Patience patience) {
        this(new RedisServer(endpoint, login, patience), login, PAUSE);
    }

    /** @param pause for which writers wait at the most while the last look is taken */
    RedisReplacing(RedisServer server, Login login, Duration pause) {
        this.server = server;
        this.login = login;
        this.pause = pause;
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
            return RedisPause.begin(connection, OFFER);
        });
    }

    /**
     * From now on it takes over what another holds, and no writes. Whoever would write waits from the last look until then.
     *
     * @param stamp of when it was looked at before: whoever wrote since keeps it from that
     * @throws Unbegun where somebody did, or is connected
     */
    public void follow(String host, int port, List<String> stamp) throws IOException {
        var obstacle = server.asked(connection -> {
            try (var waiting = RedisPause.begin(connection, pause)) {
                var found = obstacle(connection, stamp, waiting);
                if (found.isEmpty()) {
                    master(connection).follow(host, port);
                    // Whoever is told so has it lead again, and looks at what it holds.
                    if (waiting.over()) {
                        throw new JedisException(LATE);
                    }
                }
                return found;
            }
        });
        if (obstacle.isPresent()) {
            throw new Unbegun(obstacle.get());
        }
    }

    private Optional<String> obstacle(Connection connection, List<String> stamp, RedisPause waiting) {
        try {
            var others = others(connection);
            if (!others.isEmpty()) {
                return Optional.of("others are connected: " + String.join("; ", others));
            }
            if (!RedisInfo.of(connection).stamp().equals(stamp)) {
                return Optional.of("somebody wrote to it meanwhile");
            }
            if (waiting.over()) {
                return Optional.of(LATE);
            }
            master(connection).introduce();
            return Optional.empty();
        } catch (JedisException e) {
            return Optional.of(RedisServer.reason(e));
        }
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
            server.asked(RedisPause::lift);
        }
    }

    private void lead(Duration release) throws IOException {
        new RedisSync(server, () -> false).awaitLoaded();
        server.asked(connection -> {
            // Whoever writes to one that follows nobody would wait for nothing.
            if (!release.isZero() && RedisInfo.of(connection).is("role", "slave")) {
                RedisPause.begin(connection, release);
            }
            master(connection).dismiss();
            return connection;
        });
    }

    private RedisMaster master(Connection connection) {
        return new RedisMaster(connection, login);
    }

    /** Looks at what it holds. */
    public interface Look<T> {
        T look() throws IOException;
    }
}
