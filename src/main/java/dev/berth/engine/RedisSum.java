package dev.berth.engine;

import dev.berth.engine.Contents.Table;
import java.nio.ByteBuffer;
import java.security.MessageDigest;

/** Keys or members, counted, and their digests, summed up so that their order does not matter. */
final class RedisSum {
    private long keys;
    private long high;
    private long low;

    void add(MessageDigest digest) {
        var sum = ByteBuffer.wrap(digest.digest());
        high += sum.getLong();
        low += sum.getLong();
        keys++;
    }

    /** Feeds the sum, whatever it is of, to another digest. */
    void feed(MessageDigest digest) {
        digest.update(
                ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low).flip());
    }

    long keys() {
        return keys;
    }

    Table table() {
        return new Table(keys, "keys:" + Long.toHexString(high) + "." + Long.toHexString(low));
    }
}
