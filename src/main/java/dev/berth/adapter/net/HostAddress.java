package dev.berth.adapter.net;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** An address of this host in IPv4 that is not loopback's. */
final class HostAddress {
    private static final String LOOPBACK = "127.0.0.1";

    /** As netdevice(7) has it. */
    private static final int IFF_UP = 1;

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

    /** Java takes a bridge that nobody is on just now for one that is down; it has its address all the same. */
    private static boolean up(NetworkInterface one) {
        try {
            var flags = Files.readString(Path.of("/sys/class/net", one.getName(), "flags"));
            return (Integer.decode(flags.strip()) & IFF_UP) != 0;
        } catch (IOException e) {
            return false;
        }
    }
}
