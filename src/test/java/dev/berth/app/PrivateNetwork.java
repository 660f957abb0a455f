package dev.berth.app;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import java.util.UUID;

/**
 * A network namespace of our own, with a packet filter that nobody else changes. The thread that makes it is in it from
 * then on, with all that it starts; closing it leads the thread out and removes it.
 */
final class PrivateNetwork implements AutoCloseable {
    private static final int CLONE_NEWNET = 0x40000000;

    private final C c = Native.load("c", C.class);
    private final String name = "berth-it-" + UUID.randomUUID().toString().substring(0, 8);
    private final int home = c.open("/proc/thread-self/ns/net", 0);

    PrivateNetwork() {
        Shell.run("ip", "netns", "add", name);
        Shell.run("ip", "-n", name, "link", "set", "lo", "up");
        int there = c.open("/run/netns/" + name, 0);
        c.setns(there, CLONE_NEWNET);
        c.close(there);
    }

    @Override
    public void close() {
        c.setns(home, CLONE_NEWNET);
        c.close(home);
        Shell.run("ip", "netns", "del", name);
    }

    /** The calls of the C library that are used: open(2), setns(2), close(2). */
    interface C extends Library {
        int open(String path, int flags) throws LastErrorException;

        int setns(int namespace, int type) throws LastErrorException;

        int close(int file) throws LastErrorException;
    }
}
