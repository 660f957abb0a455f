package dev.berth.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import redis.clients.jedis.Connection;

/** A key that is to be read, and what it is added to. */
record RedisKey(byte[] name, String type, RedisSum sum) {
    MessageDigest begun() {
        var digest = Sha256.begin();
        RedisKeys.feed(digest, name);
        RedisKeys.feed(digest, type.getBytes(UTF_8));
        return digest;
    }

    void read(Connection connection) {
        var digest = begun();
        new RedisValue(connection, name, digest).read(type);
        sum.add(digest);
    }
}
