package dev.berth.adapter.net;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Comparator;
import java.util.stream.Stream;

/** An address of this host in IPv4 that is not loopback's. */
final class HostAddress {
    private static final String LOOPBACK = "127.0.0.1";

    private HostAddress() {}

    /** A bridge's where there is one, since those stay when the host moves to another network; loopback's where there is none. */
    static String any() {
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(HostAddress::up)
                    .sorted(Comparator.comparing(
                                    (NetworkInterface one) -> !one.getName().equals("docker0"))
                            .thenComparing(one -> !one.getName().startsWith("br-"))
                            .thenComparing(NetworkInterface::getName))
                    .flatMap(HostAddress::addresses)
                    .findFirst()
                    .orElse(LOOPBACK);
        } catch (SocketException e) {
            return LOOPBACK;
        }
    }

    private static Stream<String> addresses(NetworkInterface one) {
        return one.inetAddresses()
                .filter(Inet4Address.class::isInstance)
                .filter(address -> !address.isLoopbackAddress())
                .map(InetAddress::getHostAddress);
    }

    private static boolean up(NetworkInterface one) {
        try {
            return one.isUp();
        } catch (SocketException e) {
            return false;
        }
    }
}
