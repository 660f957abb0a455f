package dev.berth.engine;

import dev.berth.engine.Answer.NotYet;
import dev.berth.engine.Answer.Silent;
import dev.berth.engine.Answer.Well;
import dev.berth.policy.Endpoint;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisConnectionException;
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
                        .<Answer>map(Silent::new)
                        .orElse(new Well("")));
    }

    @Override
    public Sessions sessions(Endpoint endpoint, Login login, Duration timeout) {
        try (var connection = open(endpoint, login, timeout)) {
            return new Sessions.Listed(RedisSessions.list(connection));
        } catch (JedisException e) {
            var reason = reason(e);
            return reason.startsWith("NOPERM")
                    ? new Sessions.Untold(reason + " — allow CLIENT LIST and CLIENT SETNAME to the policy's user")
                    : new Sessions.Silent(reason);
        }
    }

    private static Answer ask(Endpoint endpoint, Login login, Duration timeout, Question question) {
        try (var connection = open(endpoint, login, timeout)) {
            return question.ask(connection);
        } catch (JedisException e) {
            return verdict(e);
        }
    }

    static Connection open(Endpoint endpoint, Login login, Duration timeout) {
        return new Connection(() -> socket(endpoint, timeout), config(login));
    }

    private static DeadlineSocket socket(Endpoint endpoint, Duration timeout) {
        try {
            return DeadlineSocket.to(endpoint.host(), endpoint.port(), timeout);
        } catch (IOException e) {
            throw new JedisConnectionException(e);
        }
    }

    private static JedisClientConfig config(Login login) {
        var config = DefaultJedisClientConfig.builder().clientSetInfoConfig(ClientSetInfoConfig.DISABLED);
        login.user().ifPresent(config::user);
        login.password().ifPresent(config::password);
        return config.build();
    }

    /** By the first word of the error, which is its code in RESP. */
    static Answer verdict(JedisException failure) {
        var reason = reason(failure);
        if (Stream.of("LOADING", "BUSY", "MASTERDOWN", "ERR max number of clients")
                .anyMatch(reason::startsWith)) {
            return new NotYet(reason);
        }
        if (reason.startsWith("NOPERM")) {
            return new Silent(reason + " — allow PING, INFO and CONFIG GET to the policy's user");
        }
        if (Stream.of("NOAUTH", "WRONGPASS", "ERR AUTH").anyMatch(reason::startsWith)) {
            return new Silent(
                    "it answers, but refuses the login: " + reason + " — correct the credentials in the policy");
        }
        return new Silent(reason);
    }

    /** Redis repeats the arguments of a command that it does not know: of a renamed AUTH, the password. */
    static String reason(JedisException failure) {
        return Reason.of(failure).replaceFirst(",? with args beginning with.*", "");
    }

    /** What is asked once somebody is logged in. */
    private interface Question {
        Answer ask(Connection connection);
    }
}
