package dev.berth.app;

import dev.berth.policy.OwnPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Draws host ports that nobody uses, at random. Nobody listens on a new port before a move, nor on an old one after it, so
 * each is locked as well, by a byte of a file that all test runs on the machine share; the locks end with the process.
 */
final class Berths {
    private static final Random RANDOM = new Random();
    private static final Set<Integer> DRAWN = ConcurrentHashMap.newKeySet();
    private static final FileChannel LOCKS = locks();

    private Berths() {}

    /** Outside the protected range, that of berth's own questions, and that which the kernel hands out by itself. */
    static int outside() {
        return draw(20_000, OwnPorts.FIRST);
    }

    /** Inside the protected range. */
    static int inside() {
        return draw(7000, 8000);
    }

    private static int draw(int from, int to) {
        for (int i = 0; i < 10_000; i++) {
            int port = from + RANDOM.nextInt(to - from);
            if (free(port) && DRAWN.add(port) && locked(port)) {
                return port;
            }
        }
        throw new AssertionError("no free port from " + from + " to " + to);
    }

    private static FileChannel locks() {
        try {
            return FileChannel.open(
                    Path.of(System.getProperty("java.io.tmpdir"), "berth-it-ports"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean locked(int port) {
        try {
            return LOCKS.tryLock(port, 1, false) != null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean free(int port) {
        try (var any = new ServerSocket()) {
            any.bind(new InetSocketAddress(InetAddress.getByName("0.0.0.0"), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
