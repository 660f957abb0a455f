package dev.berth.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Looks at every key of one database that stays long enough: SHA-256 over name, type and value, summed up over all keys, so
 * that their order does not matter and nothing is ever whole in memory.
 *
 * <p>Not {@code DEBUG DIGEST}, which Redis 7 refuses unless its configuration allows it; and not over what {@code DUMP}
 * gives, where members of a set lie in an order that is another in each process.
 */
final class RedisKeys {
    private static final int PAGE = 512;
    private static final long NEVER = -1;

    /** Of a text, what is asked for before anybody knows how long it is. */
    private static final int SHORT = 4096;

    /** Of how many values with elements the first few are asked for at once. */
    private static final int SOME = 64;

    private final Connection connection;
    private final Optional<Instant> horizon;
    private final RedisSum lasting = new RedisSum();
    private final RedisSum late = new RedisSum();

    /** @param horizon until when keys may go that are not looked at; empty to leave out all that ever expire */
    RedisKeys(Connection connection, Optional<Instant> horizon) {
        this.connection = connection;
        this.horizon = horizon;
    }

    /** Those that never expire. */
    RedisSum lasting() {
        return lasting;
    }

    /** Those that expire after the horizon. */
    RedisSum late() {
        return late;
    }

    RedisKeys read(int database) {
        connection.sendCommand(Command.SELECT, String.valueOf(database));
        connection.getStatusCodeReply();
        var cursor = "0".getBytes(UTF_8);
        do {
            connection.sendCommand(Command.SCAN, cursor, "COUNT".getBytes(UTF_8), number(PAGE));
            var reply = (List<?>) connection.getOne();
            cursor = (byte[]) reply.get(0);
            page(bytes(reply.get(1)));
        } while (!new String(cursor, UTF_8).equals("0"));
        return this;
    }

    private void page(List<byte[]> names) {
        var expiry = horizon.isPresent() ? Command.PEXPIRETIME : Command.PTTL;
        for (var name : names) {
            connection.sendCommand(Command.TYPE, name);
            connection.sendCommand(expiry, name);
        }
        var answers = answers(names.size() * 2);
        var keys = new ArrayList<Key>();
        for (int i = 0; i < names.size(); i++) {
            var type = new String((byte[]) answers.get(2 * i), UTF_8);
            var sum = sum(((Number) answers.get(2 * i + 1)).longValue());
            if (sum.isPresent()) {
                keys.add(new Key(names.get(i), type, sum.get()));
            }
        }
        read(keys);
    }

    private Optional<RedisSum> sum(long expiry) {
        return expiry == NEVER
                ? Optional.of(lasting)
                : horizon.filter(end -> expiry > end.toEpochMilli()).map(end -> late);
    }

    /** Short values, of which most databases are full, take one round trip together. */
    private void read(List<Key> keys) {
        var texts = keys.stream().filter(key -> key.type.equals("string")).toList();
        texts.forEach(key -> connection.sendCommand(Command.GETRANGE, key.name, number(0), number(SHORT - 1)));
        var beginnings = answers(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            var text = (byte[]) beginnings.get(i);
            var key = texts.get(i);
            if (text.length < SHORT) {
                var digest = key.begun();
                feed(digest, text);
                key.sum.add(digest);
            } else {
                key.read(connection);
            }
        }
        var others = keys.stream().filter(key -> !key.type.equals("string")).toList();
        for (int from = 0; from < others.size(); from += SOME) {
            collections(others.subList(from, Math.min(from + SOME, others.size())));
        }
    }

    private void collections(List<Key> keys) {
        var asked = new ArrayList<Key>();
        for (var key : keys) {
            if (new RedisValue(connection, key.name, key.begun()).ask(key.type)) {
                asked.add(key);
            } else {
                key.read(connection);
            }
        }
        var beginnings = answers(asked.size());
        for (int i = 0; i < asked.size(); i++) {
            var key = asked.get(i);
            var digest = key.begun();
            if (new RedisValue(connection, key.name, digest).beginning(key.type, beginnings.get(i))) {
                key.sum.add(digest);
            } else {
                key.read(connection);
            }
        }
    }

    /** A refusal is one of the answers. */
    private List<Object> answers(int count) {
        var answers = connection.getMany(count);
        answers.forEach(answer -> {
            if (answer instanceof JedisException refusal) {
                throw refusal;
            }
        });
        return answers;
    }

    /** With its length, so that no two lists of texts are fed alike. */
    static void feed(MessageDigest digest, byte[] bytes) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
    }

    static byte[] number(long number) {
        return String.valueOf(number).getBytes(UTF_8);
    }

    static List<byte[]> bytes(Object reply) {
        var all = new ArrayList<byte[]>();
        ((List<?>) reply).forEach(one -> all.add((byte[]) one));
        return all;
    }

    /** One that is to be read, and what it is added to. */
    private record Key(byte[] name, String type, RedisSum sum) {
        MessageDigest begun() {
            var digest = Sha256.begin();
            feed(digest, name);
            feed(digest, type.getBytes(UTF_8));
            return digest;
        }

        void read(Connection connection) {
            var digest = begun();
            new RedisValue(connection, name, digest).read(type);
            sum.add(digest);
        }
    }
}
