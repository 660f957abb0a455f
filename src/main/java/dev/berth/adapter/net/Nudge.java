package dev.berth.adapter.net;

import java.nio.ByteBuffer;

/**
 * A segment that has a waiting client ask again at once, instead of a second after its first try.
 *
 * <p>It acknowledges what the client never sent. Any TCP answers that by a reset and goes on waiting for its connection
 * (RFC 9293, section 3.10.7.3, SYN-SENT: “If SEG.ACK =&lt; ISS … send a reset … and discard the segment. Return.”). Linux
 * takes it for a sign that the other side still knew an older connection, and asks again within milliseconds, if it has
 * not done so yet ({@code tcp_rcv_synsent_state_process}, since commit 9603d47bad46, Linux 5.6). So it is the client's
 * own question that comes, through the same firewalls as ever; who does not heed the nudge loses nothing.
 */
final class Nudge {
    /** By this number (BERT in ASCII) and an empty window the packet filter keeps connection tracking out of it. */
    static final int SEQUENCE = 0x42455254;

    private static final int SEGMENT = 20;
    private static final byte TCP = 6;
    private static final byte HOPS = 64;
    private static final int CHECKSUM = 16;

    private Nudge() {}

    /** The whole packet, as a raw socket takes it: the kernel fills in what IPv4's header lacks (raw(7)). */
    static byte[] packet(Waiting waiting) {
        var from = waiting.asked().getAddress().getAddress();
        var to = waiting.client().getAddress().getAddress();
        var segment = segment(waiting.asked().getPort(), waiting.client().getPort());
        segment.putShort(CHECKSUM, checksum(from, to, segment));
        var header = from.length == 4 ? header4() : header6();
        return ByteBuffer.allocate(header.length + from.length + to.length + SEGMENT)
                .put(header)
                .put(from)
                .put(to)
                .put(segment.array())
                .array();
    }

    /** RFC 9293, section 3.1: an ACK without options. */
    private static ByteBuffer segment(int from, int to) {
        return ByteBuffer.allocate(SEGMENT)
                .putShort((short) from)
                .putShort((short) to)
                .putInt(SEQUENCE)
                .putInt(0)
                .putShort((short) 0x5010);
    }

    /** RFC 791, section 3.1, up to the addresses; not to be fragmented. */
    private static byte[] header4() {
        return ByteBuffer.allocate(12)
                .putShort((short) 0x4500)
                .putShort(6, (short) 0x4000)
                .put(8, HOPS)
                .put(9, TCP)
                .array();
    }

    /** RFC 8200, section 3, up to the addresses. */
    private static byte[] header6() {
        return ByteBuffer.allocate(8)
                .putInt(0x60000000)
                .putShort((short) SEGMENT)
                .put(TCP)
                .put(HOPS)
                .array();
    }

    /** RFC 9293, section 3.1, with the pseudo-header of either family; the sum is RFC 1071's. */
    private static short checksum(byte[] from, byte[] to, ByteBuffer segment) {
        var whole = ByteBuffer.allocate(from.length + to.length + 4 + SEGMENT)
                .put(from)
                .put(to)
                .putShort(TCP)
                .putShort((short) SEGMENT)
                .put(segment.array())
                .flip();
        int sum = 0;
        while (whole.hasRemaining()) {
            sum += Short.toUnsignedInt(whole.getShort());
        }
        sum = (sum & 0xffff) + (sum >>> 16);
        return (short) ~(sum + (sum >>> 16));
    }
}
