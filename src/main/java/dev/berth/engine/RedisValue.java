package dev.berth.engine;

import static dev.berth.engine.RedisKeys.bytes;
import static dev.berth.engine.RedisKeys.feed;
import static dev.berth.engine.RedisKeys.number;
import static java.nio.charset.StandardCharsets.UTF_8;

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
    private static final byte[] COUNT = "COUNT".getBytes(UTF_8);
    private static final byte[] START = "0".getBytes(UTF_8);
    private static final byte[] SCORES = "WITHSCORES".getBytes(UTF_8);
    private static final int PAGE = 512;
    private static final int PIECE = 1 << 20;

    /** How many elements are asked for of each of many values at once, most of which have no more. */
    private static final int FEW = 16;

    void read(String type) {
        switch (type) {
            case "string" -> text();
            case "list" -> ranked(Command.LRANGE, Command.LLEN);
            case "zset" -> ranked(Command.ZRANGE, Command.ZCARD, SCORES);
            case "set" -> scanned(Command.SSCAN, 1);
            case "hash" -> scanned(Command.HSCAN, 2);
            case "stream" -> stream();
            default -> feed(digest, type.getBytes(UTF_8));
        }
    }

    /** Asks for the beginning of a value that has elements, and leaves the answer to {@link #beginning}; false for others. */
    boolean ask(String type) {
        switch (type) {
            case "list" -> connection.sendCommand(Command.LRANGE, name, number(0), number(FEW - 1));
            case "zset" -> connection.sendCommand(Command.ZRANGE, name, number(0), number(FEW - 1), SCORES);
            case "set" -> connection.sendCommand(Command.SSCAN, name, START, COUNT, number(FEW));
            case "hash" -> connection.sendCommand(Command.HSCAN, name, START, COUNT, number(FEW));
            case "stream" -> entries("-".getBytes(UTF_8), FEW);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Feeds the answer where it is all of the value; else nothing, and false. */
    boolean beginning(String type, Object answer) {
        var parts = (List<?>) answer;
        boolean scanned = type.equals("set") || type.equals("hash");
        boolean whole = scanned
                ? new String((byte[]) parts.get(0), UTF_8).equals("0")
                : parts.size() < (type.equals("zset") ? 2 * FEW : FEW);
        if (whole && scanned) {
            var members = new RedisSum();
            members(parts.get(1), type.equals("hash") ? 2 : 1, members);
            members.feed(digest);
        } else if (whole && type.equals("stream")) {
            parts.forEach(entry -> entry((List<?>) entry));
        } else if (whole) {
            bytes(parts).forEach(element -> feed(digest, element));
        }
        return whole;
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

    private void ranked(ProtocolCommand range, ProtocolCommand length, byte[]... more) {
        connection.sendCommand(length, name);
        long all = connection.getIntegerReply();
        for (long from = 0; from < all; from += PAGE) {
            if (more.length == 0) {
                connection.sendCommand(range, name, number(from), number(from + PAGE - 1));
            } else {
                connection.sendCommand(range, name, number(from), number(from + PAGE - 1), more[0]);
            }
            connection.getBinaryMultiBulkReply().forEach(element -> feed(digest, element));
        }
    }

    /** @param width how many answers make one member */
    private void scanned(ProtocolCommand scan, int width) {
        var cursor = START;
        var members = new RedisSum();
        do {
            connection.sendCommand(scan, name, cursor, COUNT, number(PAGE));
            var reply = (List<?>) connection.getOne();
            cursor = (byte[]) reply.get(0);
            members(reply.get(1), width, members);
        } while (!new String(cursor, UTF_8).equals("0"));
        members.feed(digest);
    }

    private static void members(Object answer, int width, RedisSum sum) {
        var parts = bytes(answer);
        for (int i = 0; i < parts.size(); i += width) {
            var member = Sha256.begin();
            parts.subList(i, i + width).forEach(part -> feed(member, part));
            sum.add(member);
        }
    }

    private void stream() {
        var from = "-".getBytes(UTF_8);
        List<?> page;
        do {
            entries(from, PAGE);
            page = (List<?>) connection.getOne();
            for (var entry : page) {
                from = ("(" + entry((List<?>) entry)).getBytes(UTF_8);
            }
        } while (page.size() == PAGE);
    }

    private void entries(byte[] from, int count) {
        connection.sendCommand(Command.XRANGE, name, from, "+".getBytes(UTF_8), COUNT, number(count));
    }

    /** Gives its id. */
    private String entry(List<?> entry) {
        feed(digest, (byte[]) entry.get(0));
        bytes(entry.get(1)).forEach(part -> feed(digest, part));
        return new String((byte[]) entry.get(0), UTF_8);
    }
}
