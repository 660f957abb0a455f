package dev.berth.adapter.docker;

import dev.berth.backup.Dump;
import dev.berth.backup.Manifest;
import dev.berth.backup.SpareServer;
import dev.berth.backup.Unrestorable;
import dev.berth.engine.Contents;
import dev.berth.engine.Contents.Depth;
import dev.berth.engine.RedisEngine;
import dev.berth.engine.RedisReplacing;
import dev.berth.engine.RedisServer;
import dev.berth.policy.Endpoint;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * A Redis to restore into. It is started empty and asked where it would look for its data, stopped, given them there, and
 * started again.
 *
 * <p>One with an append-only file ignores {@code dump.rdb}, so there the data become the base of that file, which may be
 * in the format of an RDB file. Since 7.0 it consists of several files, named in a manifest ("Redis persistence", "Log
 * rewriting"); before, it is one, with the RDB as its beginning.
 */
public final class RedisSpare implements SpareServer {
    private static final List<String> SETTINGS =
            List.of("dir", "dbfilename", "appendonly", "appenddirname", "appendfilename");

    private final SpareMaking making;
    private final SpareMaking.Made made;
    private final ContainerFiles files;
    private Endpoint endpoint;

    private RedisSpare(SpareMaking making, SpareMaking.Made made, Endpoint endpoint) {
        this.making = making;
        this.made = made;
        this.files = VolumesSpare.files(making, made);
        this.endpoint = endpoint;
    }

    /** Makes it and waits until it answers. */
    public static RedisSpare make(SpareMaking making, Manifest manifest) throws IOException {
        try {
            var made = making.create(json -> {
                if (making.throwaway()) {
                    SpareBody.bounded(json, manifest.server().bytes());
                }
            });
            return new RedisSpare(making, made, started(making, made));
        } catch (IOException e) {
            making.close();
            throw e;
        }
    }

    private static Endpoint started(SpareMaking making, SpareMaking.Made made) throws IOException {
        return making.started(made, new RedisEngine(), making.like().login());
    }

    private RedisServer server() {
        return new RedisServer(endpoint, making.like().login(), making.like().patience());
    }

    @Override
    public void globals(Packed from) {
        throw new IllegalStateException("a Redis has no roles");
    }

    @Override
    public void database(Dump dump, Packed from) throws IOException {
        var settings = server().settings(SETTINGS);
        making.stop(made);
        lay(settings, from);
        try {
            endpoint = started(making, made);
        } catch (SpareRun.Ended e) {
            // Empty, the same server had started well.
            throw new Unrestorable("with the data of the backup, " + e.getMessage(), e);
        }
    }

    private void lay(Map<String, String> settings, Packed from) throws IOException {
        var folder = settings.getOrDefault("dir", "/data");
        var log = settings.getOrDefault("appendfilename", "appendonly.aof");
        if (!"yes".equals(settings.get("appendonly"))) {
            data(folder, settings.getOrDefault("dbfilename", "dump.rdb"), from);
        } else if (settings.getOrDefault("appenddirname", "").isEmpty()) {
            data(folder, log, from);
        } else {
            var parts = folder + "/" + settings.get("appenddirname");
            var base = log + ".1.base.rdb";
            data(parts, base, from);
            var manifest = ("file " + base + " seq 1 type b\n").getBytes(StandardCharsets.UTF_8);
            files.write(parts, log + ".manifest", manifest.length, new ByteArrayInputStream(manifest));
        }
    }

    /** The engine wants to know beforehand how long a file is. */
    private void data(String folder, String file, Packed from) throws IOException {
        long length;
        try (var content = from.open()) {
            length = content.transferTo(OutputStream.nullOutputStream());
        }
        try (var content = from.open()) {
            files.write(folder, file, length, content);
        }
    }

    @Override
    public Contents contents(List<String> databases, Depth depth) throws IOException {
        return Contents.none(depth).with(RedisServer.ALL, seen(depth));
    }

    /** What it holds, by the names that a Redis itself gives. */
    Contents seen(Depth depth) throws IOException {
        return server().contents(depth);
    }

    /** Whoever follows it gets its data at once, and not with others a moment later; it changes no more. */
    void offer() throws IOException {
        new RedisReplacing(endpoint, making.like().login(), making.like().patience()).offer();
    }

    /** Has it join a network of the live one; gives its address there. */
    String join() throws IOException {
        return making.join(made);
    }

    @Override
    public Kept keep() throws IOException {
        return making.keep(made, endpoint, "docker exec -it " + made.name() + " redis-cli -p " + endpoint.target());
    }

    @Override
    public void close() {
        making.close();
    }
}
