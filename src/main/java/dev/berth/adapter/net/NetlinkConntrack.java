package dev.berth.adapter.net;

import dev.berth.adapter.net.Nfnetlink.Subject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collection;
import java.util.Optional;

/**
 * Connection tracking by its netlink interface (linux/netfilter/nfnetlink_conntrack.h).
 *
 * <p>What is to be forgotten is named as the kernel named it: by its tuple, its number and its zone.
 */
final class NetlinkConntrack implements Conntrack {
    /** The filter takes one at a time. */
    private static final byte[] FAMILIES = {LibC.AF_INET, LibC.AF_INET6};

    private static final int GET = 0x101;
    private static final int DELETE = 0x102;

    private static final int TUPLE = 1;
    private static final int PROTOCOL_STATE = 4;
    private static final int NUMBER = 12;
    private static final int ZONE = 18;
    private static final int FILTER = 25;

    private static final int TUPLE_PROTOCOL = 2;
    private static final int PROTOCOL = 1;
    private static final int TO_PORT = 3;

    private static final int FILTER_FORTH = 1;
    private static final int FILTER_BACK = 2;
    private static final int BY_PROTOCOL_AND_PORT = 1 << 3 | 1 << 5;

    private static final int STATE_OF_TCP = 1;
    private static final int STATE = 1;
    private static final byte TCP = 6;
    private static final byte CLOSE = 8;

    @Override
    public void prepare() throws IOException {
        Nfnetlink.open().close();
    }

    @Override
    public void forgetBrokenOff(Collection<Integer> ports) throws IOException {
        try (var kernel = Nfnetlink.open()) {
            for (int port : ports) {
                for (byte family : FAMILIES) {
                    forgetBrokenOff(kernel, family, port);
                }
            }
        }
    }

    private static void forgetBrokenOff(Nfnetlink kernel, byte family, int port) throws IOException {
        var question = new Subject(family, connectionsTo(port));
        for (var one : kernel.ask(GET, Nfnetlink.ALL, question, known -> brokenOff(known, port))) {
            kernel.ask(DELETE, Nfnetlink.ONE, name(one), answer -> false);
        }
    }

    /** Linux before 5.8 knows no such filter, and tells of all there are: whoever asks looks at each anyway. */
    private static Attributes connectionsTo(int port) {
        var tuple = Attributes.NONE.and(
                TUPLE_PROTOCOL, Attributes.NONE.and(PROTOCOL, TCP).and(TO_PORT, inNetworkOrder(port)));
        var filter = Attributes.NONE
                .and(FILTER_FORTH, inOwnOrder(BY_PROTOCOL_AND_PORT))
                .and(FILTER_BACK, inOwnOrder(0));
        return Attributes.NONE.and(TUPLE, tuple).and(FILTER, filter);
    }

    private static boolean brokenOff(Subject known, int port) {
        var state = known.attributes().nested(PROTOCOL_STATE).nested(STATE_OF_TCP);
        var tuple = known.attributes().nested(TUPLE).nested(TUPLE_PROTOCOL);
        return is(state.value(STATE), CLOSE)
                && is(tuple.value(PROTOCOL), TCP)
                && is(tuple.value(TO_PORT), inNetworkOrder(port));
    }

    private static Subject name(Subject known) {
        var all = known.attributes();
        return new Subject(
                known.family(),
                Attributes.NONE.and(TUPLE, all.nested(TUPLE)).andOf(all, NUMBER).andOf(all, ZONE));
    }

    private static boolean is(Optional<ByteBuffer> value, byte... wanted) {
        return value.filter(ByteBuffer.wrap(wanted)::equals).isPresent();
    }

    private static byte[] inNetworkOrder(int port) {
        return ByteBuffer.allocate(Short.BYTES).putShort((short) port).array();
    }

    private static byte[] inOwnOrder(int flags) {
        return ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.nativeOrder())
                .putInt(flags)
                .array();
    }
}
