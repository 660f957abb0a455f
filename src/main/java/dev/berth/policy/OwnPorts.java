package dev.berth.policy;

/** The ports of this host from which berth itself asks; the packet filter holds nobody who comes from there. */
public final class OwnPorts {
    /** Below the ports that the kernel hands out by itself, unless its range was widened. */
    public static final int FIRST = 26_000;

    public static final int LAST = 26_999;

    private OwnPorts() {}

    public static boolean contain(int port) {
        return FIRST <= port && port <= LAST;
    }
}
