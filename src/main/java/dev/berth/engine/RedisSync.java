package dev.berth.engine;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import redis.clients.jedis.Protocol.Command;

/**
 * Waits for what a Redis does by itself: it gets another's data, loads them, and writes its own to its disk.
 *
 * @param interrupted whether somebody asked to end
 */
public record RedisSync(RedisServer server, BooleanSupplier interrupted) {
    /** A link that was not there for so long will not come. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final long POLL_NANOS = Duration.ofMillis(50).toNanos();

    /** Waits until it has all of what it follows. */
    public void awaitAll() throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var info = server.asked(RedisInfo::of);
            boolean busy = info.is("master_sync_in_progress", "1") || info.is("loading", "1");
            if (!busy && info.is("master_link_status", "up")) {
                return;
            }
            if (busy) {
                end = System.nanoTime() + PATIENCE.toNanos();
            } else if (System.nanoTime() - end >= 0) {
                throw new IOException("it gets nothing from the server that the backup was restored into");
            }
            pause();
        }
    }

    void awaitLoaded() throws IOException {
        while (server.asked(RedisInfo::of).is("loading", "1")) {
            pause();
        }
    }

    /** Waits until what it holds is on its disk, so far as it is set to keep it there. */
    public void awaitSaved(String saves) throws IOException {
        var info = idle();
        if (info.is("aof_enabled", "0") && !saves.isEmpty()) {
            server.asked(connection -> RedisSessions.said(connection, Command.BGSAVE));
            info = idle();
        }
        if (!info.is("aof_last_bgrewrite_status", "ok") || !info.is("rdb_last_bgsave_status", "ok")) {
            throw new IOException("it can't write it to its disk; its log says why");
        }
    }

    private RedisInfo idle() throws IOException {
        while (true) {
            var info = server.asked(RedisInfo::of);
            if (!info.saving() && !info.is("aof_rewrite_scheduled", "1")) {
                return info;
            }
            pause();
        }
    }

    private void pause() throws IOException {
        LockSupport.parkNanos(POLL_NANOS);
        if (interrupted.getAsBoolean()) {
            throw new InterruptedIOException("interrupted");
        }
    }
}
