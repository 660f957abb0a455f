package dev.berth.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.berth.engine.Contents.Table;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;

/**
 * Looks at every key of one database that does not expire: SHA-256 over name, type and value, summed up over all keys, so
 * that their order does not matter and nothing is ever whole in memory.
 *
 * <p>Not {@code DEBUG DIGEST}, which Redis 7 refuses unless its configuration allows it; and not over what {@code DUMP}
 * gives, where members of a set lie in an order that is another in each process.
 */
final class RedisKeys {
    private static final int PAGE = 512;
    private static final String NEVER = "-1";

    private final Connection connection;
    private long keys;
    private long high;
    private long low;

    private RedisKeys(Connection connection) {
        this.connection = connection;
    }

    /** @param lasting how many there must be; where there are others, somebody wrote, and only their number is told */
    static Table of(Connection connection, int database, long lasting) {
        connection.sendCommand(Command.SELECT, String.valueOf(database));
        connection.getStatusCodeReply();
        var look = new RedisKeys(connection);
        look.all();
        return look.keys == lasting
                ? new Table(lasting, "keys:" + Long.toHexString(look.high) + "." + Long.toHexString(look.low))
                : Table.counted(lasting);
    }

    private void all() {
        var cursor = "0".getBytes(UTF_8);
        do {
            connection.sendCommand(Command.SCAN, cursor, "COUNT".getBytes(UTF_8), number(PAGE));
            var reply = (List<?>) connection.getOne();
            cursor = (byte[]) reply.get(0);
            page(bytes(reply.get(1)));
        } while (!new String(cursor, UTF_8).equals("0"));
    }

    private void page(List<byte[]> names) {
        for (var name : names) {
            connection.sendCommand(Command.TYPE, name);
            connection.sendCommand(Command.PTTL, name);
        }
        var answers = connection.getMany(names.size() * 2);
        for (int i = 0; i < names.size(); i++) {
            if (String.valueOf(answers.get(2 * i + 1)).equals(NEVER)) {
                add(names.get(i), new String((byte[]) answers.get(2 * i), UTF_8));
            }
        }
    }

    private void add(byte[] name, String type) {
        var digest = Sha256.begin();
        feed(digest, name);
        feed(digest, type.getBytes(UTF_8));
        new RedisValue(connection, name, digest).read(type);
        var sum = ByteBuffer.wrap(digest.digest());
        high += sum.getLong();
        low += sum.getLong();
        keys++;
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
