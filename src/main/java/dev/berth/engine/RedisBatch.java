package dev.berth.engine;

import static dev.berth.engine.RedisKeys.feed;
import static dev.berth.engine.RedisKeys.number;

import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisException;

/** Reads the values of some keys; those that are short, of which most databases are full, take few round trips together. */
record RedisBatch(Connection connection) {
    /** Of a text, what is asked for before anybody knows how long it is. */
    private static final int SHORT = 4096;

    /** Of how many values with elements the first few are asked for at once. */
    private static final int SOME = 64;

    void read(List<RedisKey> keys) {
        var texts = keys.stream().filter(key -> key.type().equals("string")).toList();
        texts.forEach(key -> connection.sendCommand(Command.GETRANGE, key.name(), number(0), number(SHORT - 1)));
        var beginnings = answers(connection, texts.size());
        for (int i = 0; i < texts.size(); i++) {
            var text = (byte[]) beginnings.get(i);
            var key = texts.get(i);
            if (text.length < SHORT) {
                var digest = key.begun();
                feed(digest, text);
                key.sum().add(digest);
            } else {
                key.read(connection);
            }
        }
        var others = keys.stream().filter(key -> !key.type().equals("string")).toList();
        for (int from = 0; from < others.size(); from += SOME) {
            collections(others.subList(from, Math.min(from + SOME, others.size())));
        }
    }

    private void collections(List<RedisKey> keys) {
        var asked = new ArrayList<RedisKey>();
        for (var key : keys) {
            if (new RedisValue(connection, key.name(), key.begun()).ask(key.type())) {
                asked.add(key);
            } else {
                key.read(connection);
            }
        }
        var beginnings = answers(connection, asked.size());
        for (int i = 0; i < asked.size(); i++) {
            var key = asked.get(i);
            var digest = key.begun();
            if (new RedisValue(connection, key.name(), digest).beginning(key.type(), beginnings.get(i))) {
                key.sum().add(digest);
            } else {
                key.read(connection);
            }
        }
    }

    /** A refusal is one of the answers. */
    static List<Object> answers(Connection connection, int count) {
        var answers = connection.getMany(count);
        answers.forEach(answer -> {
            if (answer instanceof JedisException refusal) {
                throw refusal;
            }
        });
        return answers;
    }
}
