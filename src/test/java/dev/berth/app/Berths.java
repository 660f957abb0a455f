package dev.berth.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Draws host ports that nobody uses, at random, since several test runs may share the machine. */
final class Berths {
    private static final Random RANDOM = new Random();
    private static final Set<Integer> DRAWN = ConcurrentHashMap.newKeySet();

    private Berths() {}

    /** Outside the protected range, and outside the range that the kernel hands out by itself. */
    static int outside() {
        return draw(20_000, 30_000);
    }

    /** Inside the protected range. */
    static int inside() {
        return draw(7000, 8000);
    }

    private static int draw(int from, int to) {
        for (int i = 0; i < 10_000; i++) {
            int port = from + RANDOM.nextInt(to - from);
            if (free(port) && DRAWN.add(port)) {
                return port;
            }
        }
        throw new AssertionError("no free port from " + from + " to " + to);
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
