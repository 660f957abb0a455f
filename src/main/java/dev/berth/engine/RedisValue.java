package dev.berth.engine;

import static dev.berth.engine.RedisKeys.bytes;
import static dev.berth.engine.RedisKeys.feed;
import static dev.berth.engine.RedisKeys.number;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.List;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.commands.ProtocolCommand;

/**
 * Feeds one value to a digest, page by page; members of sets and hashes in whatever order.
 *
 * <p>Of a stream its entries alone: groups and what they have pending are left out. Of types that modules bring, nothing
 * but that there is one.
 */
record RedisValue(Connection connection, byte[] name, MessageDigest digest) {
    private static final int PAGE = 512;
    private static final int PIECE = 1 << 20;

    void read(String type) {
        switch (type) {
            case "string" -> text();
            case "list" -> ranked(Command.LRANGE, Command.LLEN);
            case "zset" -> ranked(Command.ZRANGE, Command.ZCARD, "WITHSCORES");
            case "set" -> scanned(Command.SSCAN, 1);
            case "hash" -> scanned(Command.HSCAN, 2);
            case "stream" -> stream();
            default -> feed(digest, type.getBytes(UTF_8));
        }
    }

    private void text() {
        byte[] piece;
        long from = 0;
        do {
            connection.sendCommand(Command.GETRANGE, name, number(from), number(from + PIECE - 1));
            piece = connection.getBinaryBulkReply();
            feed(digest, piece);
            from += PIECE;
        } while (piece.length == PIECE);
    }

    private void ranked(ProtocolCommand range, ProtocolCommand length, String... more) {
        connection.sendCommand(length, name);
        long all = connection.getIntegerReply();
        for (long from = 0; from < all; from += PAGE) {
            if (more.length == 0) {
                connection.sendCommand(range, name, number(from), number(from + PAGE - 1));
            } else {
                connection.sendCommand(range, name, number(from), number(from + PAGE - 1), more[0].getBytes(UTF_8));
            }
            connection.getBinaryMultiBulkReply().forEach(element -> feed(digest, element));
        }
    }

    /** @param width how many answers make one member */
    private void scanned(ProtocolCommand scan, int width) {
        var cursor = "0".getBytes(UTF_8);
        long high = 0;
        long low = 0;
        do {
            connection.sendCommand(scan, name, cursor, "COUNT".getBytes(UTF_8), number(PAGE));
            var reply = (List<?>) connection.getOne();
            cursor = (byte[]) reply.get(0);
            var parts = bytes(reply.get(1));
            for (int i = 0; i < parts.size(); i += width) {
                var member = Sha256.begin();
                parts.subList(i, i + width).forEach(part -> feed(member, part));
                var sum = ByteBuffer.wrap(member.digest());
                high += sum.getLong();
                low += sum.getLong();
            }
        } while (!new String(cursor, UTF_8).equals("0"));
        digest.update(
                ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low).flip());
    }

    private void stream() {
        var from = "-".getBytes(UTF_8);
        List<?> page;
        do {
            connection.sendCommand(
                    Command.XRANGE, name, from, "+".getBytes(UTF_8), "COUNT".getBytes(UTF_8), number(PAGE));
            page = (List<?>) connection.getOne();
            for (var each : page) {
                var entry = (List<?>) each;
                feed(digest, (byte[]) entry.get(0));
                bytes(entry.get(1)).forEach(part -> feed(digest, part));
                from = ("(" + new String((byte[]) entry.get(0), UTF_8)).getBytes(UTF_8);
            }
        } while (page.size() == PAGE);
    }
}
