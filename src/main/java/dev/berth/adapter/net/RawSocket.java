package dev.berth.adapter.net;

import com.sun.jna.LastErrorException;
import com.sun.jna.NativeLong;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Sends packets whose headers are our own, which Java's sockets can't: raw(7). It takes CAP_NET_RAW.
 */
final class RawSocket implements Wire {
    private static final int IPPROTO_RAW = 255;
    private static final int SOCKADDR_IN = 16;
    private static final int SOCKADDR_IN6 = 28;

    /** Loads what is needed beforehand: the first time takes longer than a client should wait. */
    @Override
    public void prepare() throws IOException {
        with(LibC.AF_INET, (c, socket) -> {});
    }

    @Override
    public void send(byte[] packet, InetAddress to) throws IOException {
        var address = to.getAddress();
        boolean four = address.length == 4;
        var name = ByteBuffer.allocate(four ? SOCKADDR_IN : SOCKADDR_IN6).order(ByteOrder.nativeOrder());
        name.putShort((short) (four ? LibC.AF_INET : LibC.AF_INET6))
                .position(four ? 4 : 8)
                .put(address);
        with(
                four ? LibC.AF_INET : LibC.AF_INET6,
                (c, socket) ->
                        c.sendto(socket, packet, new NativeLong(packet.length), 0, name.array(), name.capacity()));
    }

    private static void with(int family, Use use) throws IOException {
        try {
            var c = LibC.loaded();
            int socket = c.socket(family, LibC.SOCK_RAW, IPPROTO_RAW);
            try {
                use.of(c, socket);
            } finally {
                c.close(socket);
            }
        } catch (LastErrorException | LinkageError e) {
            throw new IOException("no raw packet can be sent: " + e.getMessage(), e);
        }
    }

    /** What is done with an open socket. */
    private interface Use {
        void of(LibC c, int socket);
    }
}
