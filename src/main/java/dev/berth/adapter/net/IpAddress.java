package dev.berth.adapter.net;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Pattern;

/** IP addresses as the kernel prints them and as people write them. */
final class IpAddress {
    private static final Set<String> EVERY_ADDRESS = Set.of("", "0.0.0.0", "::");
    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
    private static final Pattern ZEROS = Pattern.compile("(?:^|:)0(?::0)+(?::|$)");

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
            return shortened(InetAddress.getByAddress(network.array()).getHostAddress());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("“" + hex + "” is no address of /proc/net/tcp", e);
        }
    }

    /** Whether a listener on one keeps another from listening on the other; empty means every address. */
    static boolean collide(String one, String other) {
        return EVERY_ADDRESS.contains(one) || EVERY_ADDRESS.contains(other) || one.equals(other);
    }

    /** Where a port that is published on an address of another host is reached; every address is the host itself. */
    static String at(String published, String host) {
        return EVERY_ADDRESS.contains(published) ? host.replaceAll("[\\[\\]]", "") : published;
    }

    /**
     * The usual form of an address in any other.
     *
     * @throws IllegalArgumentException for what is no address
     */
    static String ofText(String text) {
        return shortened(literal(text).getHostAddress());
    }

    /** Whether it is one of this host. */
    static boolean isLocal(String address) {
        var literal = literal(address);
        try {
            return literal.isLoopbackAddress() || NetworkInterface.getByInetAddress(literal) != null;
        } catch (SocketException e) {
            return false;
        }
    }

    static boolean isLoopback(String address) {
        return literal(address).isLoopbackAddress();
    }

    /** Never asks a name server. */
    private static InetAddress literal(String address) {
        try {
            if (!LITERAL.matcher(address).matches()) {
                throw new UnknownHostException(address);
            }
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("“" + address + "” is no address", e);
        }
    }

    private static String shortened(String address) {
        return ZEROS.matcher(address)
                .results()
                .reduce((longest, run) -> run.group().length() > longest.group().length() ? run : longest)
                .map(run -> address.substring(0, run.start()) + "::" + address.substring(run.end()))
                .orElse(address);
    }
}
