package dev.berth.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * The loopback address that berth's own questions come from (66, 69 and 82 are BER in ASCII). Where clients have to wait,
 * these must not; the packet filter tells them apart by it.
 */
public final class OwnAddress {
    /** Any address of 127.0.0.0/8 is this host's own (RFC 1122, section 3.2.1.3). */
    public static final String IPV4 = "127.66.69.82";

    private OwnAddress() {}

    /** Lets a socket ask from it, where it asks a loopback address of IPv4. */
    static void bind(Socket socket, InetAddress to) throws IOException {
        if (to.isLoopbackAddress() && to.getAddress().length == 4) {
            socket.bind(new InetSocketAddress(IPV4, 0));
        }
    }
}
