package dev.berth.engine;

import dev.berth.policy.OwnPorts;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * Where berth's own questions come from: on loopback an address (66, 69 and 82 are BER in ASCII), elsewhere a source port.
 * Where clients have to wait, these must not; the packet filter tells them apart by it.
 */
public final class OwnAddress {
    /** Any address of 127.0.0.0/8 is this host's own (RFC 1122, section 3.2.1.3). */
    public static final String IPV4 = "127.66.69.82";

    private static final int PORTS = OwnPorts.LAST - OwnPorts.FIRST + 1;

    private OwnAddress() {}

    /** Whether a connection of this host is berth's own, by where it comes from. */
    public static boolean is(String address, int port) {
        return address.equals(IPV4) || OwnPorts.contain(port);
    }

    /** Lets a socket ask from it. From loopback nothing else of this host can be reached, so there a port has to do. */
    static void bind(Socket socket, InetAddress to) throws IOException {
        if (to.isLoopbackAddress() && to.getAddress().length == 4) {
            socket.bind(new InetSocketAddress(IPV4, 0));
        } else {
            bind(socket);
        }
    }

    /** A port that a closed connection still has is passed over: asking from there again would fail. */
    private static void bind(Socket socket) throws IOException {
        int start = (int) Math.floorMod(System.nanoTime() / 1000, (long) PORTS);
        for (int step = 0; step < PORTS; step++) {
            try {
                socket.bind(new InetSocketAddress(OwnPorts.FIRST + (start + step) % PORTS));
                return;
            } catch (BindException taken) {
                continue;
            }
        }
        throw new BindException("every port from " + OwnPorts.FIRST + " to " + OwnPorts.LAST + " is taken");
    }
}
