package dev.berth.plan;

import dev.berth.observe.IpLiteral;

/** How published addresses overlap and how to reach them, in whatever form somebody wrote them. */
final class Addresses {
    private Addresses() {}

    static boolean everywhere(String hostIp) {
        return IpLiteral.everywhere(hostIp);
    }

    static boolean loopback(String hostIp) {
        var usual = IpLiteral.usual(hostIp);
        return usual.startsWith("127.") || usual.equals("::1");
    }

    /** Whether a name or an address is always whoever asks. */
    static boolean ownHost(String host) {
        return loopback(host) || host.equals("localhost");
    }

    static boolean overlap(String one, String other) {
        return IpLiteral.overlap(one, other);
    }

    /** An address of this machine on which a port published at {@code hostIp} answers. */
    static String reachable(String hostIp) {
        var usual = IpLiteral.usual(hostIp);
        if (usual.equals("::")) {
            return "::1";
        }
        return everywhere(usual) ? "127.0.0.1" : usual;
    }
}
