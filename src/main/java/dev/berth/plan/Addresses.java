package dev.berth.plan;

/** How published addresses overlap and how to reach them. */
final class Addresses {
    private Addresses() {}

    static boolean everywhere(String hostIp) {
        return hostIp.isEmpty() || hostIp.equals("0.0.0.0") || hostIp.equals("::");
    }

    static boolean loopback(String hostIp) {
        return hostIp.startsWith("127.") || hostIp.equals("::1");
    }

    /** Whether a name or an address is always whoever asks. */
    static boolean ownHost(String host) {
        return loopback(host.replaceAll("[\\[\\]]", "")) || host.equals("localhost");
    }

    static boolean overlap(String one, String other) {
        return everywhere(one) || everywhere(other) || one.equals(other);
    }

    /** An address of this machine on which a port published at {@code hostIp} answers. */
    static String reachable(String hostIp) {
        if (hostIp.equals("::")) {
            return "::1";
        }
        return everywhere(hostIp) ? "127.0.0.1" : hostIp;
    }
}
