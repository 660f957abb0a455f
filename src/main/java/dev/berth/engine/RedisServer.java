package dev.berth.engine;

import dev.berth.engine.Contents.Depth;
import dev.berth.policy.Endpoint;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisException;

/** A Redis while it is backed up or restored into; every failure is worded for people. */
public final class RedisServer {
    /** All of its databases together, since they are dumped together. */
    public static final String ALL = "all";

    /** Writers wait for so long at the most, and as a rule for the few milliseconds of a fork. */
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private static final int TRIES = 3;
    private static final long POLL_NANOS = Duration.ofMillis(100).toNanos();

    private final Endpoint endpoint;
    private final Login login;
    private final Patience patience;

    public RedisServer(Endpoint endpoint, Login login, Patience patience) {
        this.endpoint = endpoint;
        this.login = login;
        this.patience = patience;
    }

    public ServerFacts facts() throws IOException {
        return asked(connection -> {
            var info = RedisInfo.of(connection);
            if (!info.is("redis_mode", "standalone")) {
                throw new JedisException("it is part of a " + info.text("redis_mode")
                        + ", of which one backup can't hold all — back up its nodes by their own means");
            }
            if (!info.is("role", "master")) {
                throw new JedisException("it is a replica — back up its master");
            }
            return new ServerFacts(
                    info.text("redis_version"),
                    "",
                    "",
                    History.NONE,
                    List.of(new ServerFacts.Database(ALL, info.number("used_memory"))),
                    List.of());
        });
    }

    /** What it holds now. */
    public Contents contents(Depth depth) throws IOException {
        return asked(connection -> {
            var before = RedisInfo.of(connection);
            var looked = RedisLook.at(connection, before);
            var after = RedisInfo.of(connection);
            return looked.as(after, depth);
        });
    }

    /** The running values of some settings; one that it does not know is missing. */
    public SortedMap<String, String> settings(List<String> names) throws IOException {
        return asked(connection -> {
            var settings = new TreeMap<String, String>();
            for (var name : names) {
                connection.sendCommand(Command.CONFIG, "GET", name);
                var reply = connection.getMultiBulkReply();
                if (reply.size() == 2) {
                    settings.put(name, reply.get(1));
                }
            }
            return settings;
        });
    }

    /** The running value of one, which is nothing where it does not know it. */
    public String setting(String name) throws IOException {
        return settings(List.of(name)).getOrDefault(name, "");
    }

    /** Dumps all that it holds at one moment; gives what that is. */
    public Contents dump(Depth depth, OutputStream to) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            var dumped = tried(depth, to);
            if (dumped.isPresent()) {
                return dumped.get();
            }
        }
        throw new IOException("it takes longer than " + PAUSE.toSeconds()
                + " s to fork, and what it holds at that moment" + " can't be told — try at a quieter hour");
    }

    private Optional<Contents> tried(Depth depth, OutputStream to) throws IOException {
        try (var connection = open()) {
            var looked = RedisLook.at(connection, idle(connection));
            // During the look nothing is said in it, for which a server with a timeout hangs up.
            try (var replica = new RedisReplica(endpoint, login, patience.deadline())) {
                var then = forked(connection, replica);
                if (then.isPresent()) {
                    replica.copy(to);
                }
                return then.map(moment -> looked.as(moment, depth));
            }
        } catch (JedisException e) {
            throw failure(e);
        } catch (IOException e) {
            throw Reason.failure(e);
        }
    }

    /** What it says of itself at the moment of the fork; empty where writers may not have waited for it. */
    private Optional<RedisInfo> forked(Connection connection, RedisReplica replica) throws IOException {
        try (var pause = RedisPause.begin(connection, PAUSE, new RedisEntrance(endpoint, login, PAUSE))) {
            var then = RedisInfo.of(connection);
            replica.fork();
            return pause.over() ? Optional.empty() : Optional.of(then);
        }
    }

    /** Another fork would have ours wait for its end. */
    private static RedisInfo idle(Connection connection) {
        var info = RedisInfo.of(connection);
        while (info.saving()) {
            LockSupport.parkNanos(POLL_NANOS);
            info = RedisInfo.of(connection);
        }
        return info;
    }

    <T> T asked(Question<T> question) throws IOException {
        try (var connection = open()) {
            return question.ask(connection);
        } catch (JedisException e) {
            throw failure(e);
        }
    }

    private Connection open() {
        // One thread answers all of its clients, so that a second one would learn no more than the first.
        return new RedisEntrance(endpoint, login, patience.deadline()).open();
    }

    private static IOException failure(JedisException e) {
        return Reason.failure(reason(e), e);
    }

    static String reason(JedisException e) {
        var words = RedisEntrance.verdict(e).words();
        return words.startsWith("NOPERM")
                ? RedisEntrance.reason(e) + " — allow it to the policy's user, and all that a backup reads"
                : words;
    }

    /** What is asked in one session. */
    interface Question<T> {
        T ask(Connection connection);
    }
}
