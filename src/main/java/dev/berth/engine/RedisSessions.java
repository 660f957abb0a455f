package dev.berth.engine;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;

/** Reads the sessions of a Redis from {@code CLIENT LIST}; replicas and masters are no clients. */
final class RedisSessions {
    /** Earlier sessions of berth's own may still be hanging up, so they are known by their name. */
    private static final String NAME = "berth";

    private RedisSessions() {}

    static List<Session> list(Connection connection) {
        said(connection, Command.CLIENT, "SETNAME", NAME);
        connection.sendCommand(Command.CLIENT, "LIST");
        return in(connection.getBulkReply());
    }

    /** What it answers to a command that it obeys. */
    static String said(Connection connection, Command command, String... words) {
        connection.sendCommand(command, words);
        return connection.getStatusCodeReply();
    }

    static List<Session> in(String listing) {
        return listing.lines()
                .map(RedisSessions::fields)
                .filter(client -> !NAME.equals(client.get("name")) && !flagged(client, "[MS]"))
                .map(RedisSessions::session)
                .toList();
    }

    private static Map<String, String> fields(String line) {
        return Arrays.stream(line.split(" ", -1))
                .map(field -> field.split("=", 2))
                .filter(pair -> pair.length == 2)
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (first, again) -> first));
    }

    private static Session session(Map<String, String> client) {
        var age = seconds(client, "age");
        return new Session(client.getOrDefault("addr", "a client"), Optional.of(age), doing(client), idle(client, age));
    }

    private static Optional<String> doing(Map<String, String> client) {
        if (flagged(client, "x")) {
            return Optional.of("MULTI");
        }
        return flagged(client, "b") ? Optional.of("a blocking command") : Optional.empty();
    }

    /**
     * Who only listens asks nothing, however often it is told something. For others Redis compares whole seconds, so that
     * one may have passed after an instant.
     */
    private static Duration idle(Map<String, String> client, Duration age) {
        if (flagged(client, "[PO]")) {
            return age;
        }
        var idle = seconds(client, "idle");
        return idle.isZero() ? idle : idle.minusSeconds(1);
    }

    private static boolean flagged(Map<String, String> client, String flags) {
        return client.getOrDefault("flags", "").matches(".*" + flags + ".*");
    }

    private static Duration seconds(Map<String, String> client, String field) {
        return Duration.ofSeconds(Long.parseLong(client.getOrDefault(field, "0")));
    }
}
