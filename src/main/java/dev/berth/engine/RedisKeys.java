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
        var answers = RedisBatch.answers(connection, names.size() * 2);
        var keys = new ArrayList<RedisKey>();
        for (int i = 0; i < names.size(); i++) {
            var type = new String((byte[]) answers.get(2 * i), UTF_8);
            var sum = sum(((Number) answers.get(2 * i + 1)).longValue());
            if (sum.isPresent()) {
                keys.add(new RedisKey(names.get(i), type, sum.get()));
            }
        }
        new RedisBatch(connection).read(keys);
    }

    private Optional<RedisSum> sum(long expiry) {
        return expiry == NEVER
                ? Optional.of(lasting)
                : horizon.filter(end -> expiry > end.toEpochMilli()).map(end -> late);
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
}
