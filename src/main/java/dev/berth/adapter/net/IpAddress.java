package dev.berth.adapter.net;

import dev.berth.observe.IpLiteral;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/** IP addresses as the kernel prints them and as people write them. */
final class IpAddress {
    private IpAddress() {}

    /**
     * An address of /proc/net/tcp in the usual form: 32-bit words in the machine's byte order. IPv4 in IPv6 becomes
     * IPv4; IPv6 is shortened as RFC 5952 has it.
     *
     * @throws IllegalArgumentException for anything else than 8 or 32 hex digits
     */
    static String ofKernelHex(String hex) {
        var words = ByteBuffer.wrap(HexFormat.of().parseHex(hex)).order(ByteOrder.nativeOrder());
        var network = ByteBuffer.allocate(words.capacity());
        while (words.remaining() >= Integer.BYTES) {
            network.putInt(words.getInt());
        }
        try {
            return IpLiteral.usual(InetAddress.getByAddress(network.array()));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("“" + hex + "” is no address of /proc/net/tcp", e);
        }
    }

    /** Whether a listener on one keeps another from listening on the other; empty means every address. */
    static boolean collide(String one, String other) {
        return IpLiteral.overlap(one, other);
    }

    /** Where a port that is published on an address of another host is reached; every address is the host itself. */
    static String at(String published, String host) {
        return IpLiteral.everywhere(published) ? host.replaceAll("[\\[\\]]", "") : published;
    }

    /**
     * The usual form of an address in any other.
     *
     * @throws IllegalArgumentException for what is no address
     */
    static String ofText(String text) {
        return IpLiteral.usual(IpLiteral.parsed(text));
    }

    /** Whether it is one of this host. */
    static boolean isLocal(String address) {
        var literal = IpLiteral.parsed(address);
        try {
            return literal.isLoopbackAddress() || NetworkInterface.getByInetAddress(literal) != null;
        } catch (SocketException e) {
            return false;
        }
    }

    static boolean isLoopback(String address) {
        return IpLiteral.parsed(address).isLoopbackAddress();
    }
}
