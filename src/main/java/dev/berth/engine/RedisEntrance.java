package dev.berth.engine;

import dev.berth.engine.Answer.NotYet;
import dev.berth.engine.Answer.Silent;
import dev.berth.policy.Endpoint;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * The way into a Redis, and what it means where it is shut.
 *
 * @param deadline of all that is said in one session
 */
record RedisEntrance(Endpoint endpoint, Login login, Deadline deadline) {
    RedisEntrance(Endpoint endpoint, Login login, Duration timeout) {
        this(endpoint, login, Deadline.in(timeout));
    }

    Connection open() {
        try {
            return new Connection(this::socket, config());
        } catch (JedisConnectionException e) {
            throw deadline.verdict()
                    .map(end -> new JedisConnectionException(end))
                    .orElse(e);
        }
    }

    private DeadlineSocket socket() {
        try {
            return DeadlineSocket.to(endpoint.host(), endpoint.port(), deadline);
        } catch (IOException e) {
            throw new JedisConnectionException(e);
        }
    }

    private JedisClientConfig config() {
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

    /** Whether the time was over. */
    static boolean overdue(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DeadlineSocket.OverdueException) {
                return true;
            }
        }
        return false;
    }
}
