package dev.berth.engine;

import dev.berth.engine.Answer.Silent;
import dev.berth.engine.Answer.Well;
import dev.berth.engine.Contents.Depth;
import dev.berth.policy.Endpoint;
import java.time.Duration;
import java.util.Optional;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Redis, asked by AUTH and PING.
 *
 * <p>The identity is always empty: a Redis that stands alone has none that outlives a restart. Measured on 7.0.15, with
 * RDB and with AOF: {@code run_id} and {@code master_replid} are both new after a clean restart on the same data, and
 * no other field of INFO belongs to the data rather than to the process or its configuration.
 */
public final class RedisEngine implements Engine {
    @Override
    public Answer probe(Endpoint endpoint, Login login, Duration timeout) {
        return ask(endpoint, login, timeout, connection -> {
            connection.sendCommand(Command.PING);
            connection.getStatusCodeReply();
            return new Well("");
        });
    }

    @Override
    public Optional<Objection> objection(Endpoint endpoint, Login login, Duration timeout) {
        try (var connection = new RedisEntrance(endpoint, login, timeout).open()) {
            return new RedisReadiness(connection, endpoint.port()).objection();
        } catch (JedisException untold) {
            return Optional.empty();
        }
    }

    /**
     * Nothing is written here: on SIGTERM Redis writes what it holds, and refuses to exit when it can't. It is silent
     * where a stop would lose data or peers all the same, see {@link RedisReadiness}.
     */
    @Override
    public Answer checkpoint(Endpoint endpoint, Login login, Duration timeout) {
        return ask(
                endpoint,
                login,
                timeout,
                connection -> new RedisReadiness(connection, endpoint.port())
                        .objection()
                        .<Answer>map(objection -> new Silent(objection.words()))
                        .orElse(new Well("")));
    }

    @Override
    public Looked look(Endpoint endpoint, Login login, Depth depth, Duration timeout) {
        return looked(endpoint, login, timeout, connection -> new RedisContents(connection, depth).look());
    }

    /** What can't be read in time after a start is compared by its number. */
    @Override
    public Looked lookAgain(Endpoint endpoint, Login login, Contents before, Duration timeout) {
        var again = looked(
                endpoint, login, timeout, connection -> new RedisContents(connection, before.depth()).again(before));
        return again instanceof Looked.TooMuch && before.depth() == Depth.FAST
                ? looked(endpoint, login, timeout, connection -> new RedisContents(connection, Depth.FAST).counts())
                : again;
    }

    /** It has no history, but tells at once how many keys it has. */
    @Override
    public Looked glance(Endpoint endpoint, Login login, Duration timeout) {
        return looked(endpoint, login, timeout, connection -> new RedisContents(connection, Depth.FAST).counts());
    }

    /** Its clients keep their connections, and nothing that outlives a stop would tell that one wrote (Redis 6.2 and newer). */
    @Override
    public Answer pauseWrites(Endpoint endpoint, Login login, Duration limit, Duration timeout) {
        return ask(endpoint, login, timeout, connection -> {
            connection.sendCommand(Command.CLIENT, "PAUSE", String.valueOf(limit.toMillis()), "WRITE");
            connection.getStatusCodeReply();
            return new Well("");
        });
    }

    @Override
    public Answer resumeWrites(Endpoint endpoint, Login login, Duration timeout) {
        return ask(endpoint, login, timeout, connection -> {
            connection.sendCommand(Command.CLIENT, "UNPAUSE");
            connection.getStatusCodeReply();
            return new Well("");
        });
    }

    @Override
    public Sessions sessions(Endpoint endpoint, Login login, Duration timeout) {
        try (var connection = new RedisEntrance(endpoint, login, timeout).open()) {
            return new Sessions.Listed(RedisSessions.list(connection));
        } catch (JedisException e) {
            var reason = RedisEntrance.reason(e);
            return reason.startsWith("NOPERM")
                    ? new Sessions.Untold(reason + " — allow CLIENT LIST and CLIENT SETNAME to the policy's user")
                    : new Sessions.Silent(reason);
        }
    }

    private static Looked looked(Endpoint endpoint, Login login, Duration timeout, Look look) {
        try (var connection = new RedisEntrance(endpoint, login, timeout).open()) {
            return look.at(connection);
        } catch (JedisException e) {
            return RedisEntrance.overdue(e)
                    ? new Looked.TooMuch(History.NONE)
                    : new Looked.Silent(RedisEntrance.verdict(e).words());
        }
    }

    private static Answer ask(Endpoint endpoint, Login login, Duration timeout, Question question) {
        try (var connection = new RedisEntrance(endpoint, login, timeout).open()) {
            return question.ask(connection);
        } catch (JedisException e) {
            return RedisEntrance.verdict(e);
        }
    }

    /** What a session of its own is opened for. */
    private interface Look {
        Looked at(Connection connection);
    }

    /** What is asked once somebody is logged in. */
    private interface Question {
        Answer ask(Connection connection);
    }
}
