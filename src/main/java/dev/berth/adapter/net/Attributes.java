package dev.berth.adapter.net;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * What a netlink message says (linux/netlink.h): attributes, each its length, its type and its value, which may be
 * attributes again.
 *
 * @param bytes from the first to the last of them; looked at, never read from
 */
record Attributes(ByteBuffer bytes) {
    static final Attributes NONE = new Attributes(ByteBuffer.allocate(0));

    private static final int HEADER = 4;
    private static final int NESTED = 1 << 15;
    private static final int TYPE = (1 << 14) - 1;

    Attributes and(int type, byte... value) {
        return and(type, ByteBuffer.wrap(value));
    }

    Attributes and(int type, Attributes nested) {
        return and(type | NESTED, nested.bytes);
    }

    /** The same as it stands elsewhere, where it stands there. */
    Attributes andOf(Attributes others, int type) {
        return others.value(type).map(value -> and(type, value)).orElse(this);
    }

    private Attributes and(int type, ByteBuffer value) {
        int length = HEADER + value.remaining();
        var grown = ByteBuffer.allocate(bytes.remaining() + aligned(length)).order(ByteOrder.nativeOrder());
        grown.put(bytes.duplicate()).putShort((short) length).putShort((short) type);
        grown.put(value.duplicate());
        return new Attributes(grown.rewind());
    }

    Optional<ByteBuffer> value(int type) {
        var rest = bytes.duplicate().order(ByteOrder.nativeOrder());
        while (rest.remaining() >= HEADER) {
            int begin = rest.position();
            int end = begin + Short.toUnsignedInt(rest.getShort());
            if ((rest.getShort() & TYPE) == type) {
                return Optional.of(rest.limit(end).slice());
            }
            rest.position(Math.min(rest.limit(), aligned(end)));
        }
        return Optional.empty();
    }

    /** Nothing, where there is no such attribute. */
    Attributes nested(int type) {
        return value(type).map(Attributes::new).orElse(NONE);
    }

    /** The same in bytes of its own. */
    Attributes kept() {
        var copy = ByteBuffer.allocate(bytes.remaining());
        return new Attributes(copy.put(bytes.duplicate()).rewind());
    }

    private static int aligned(int length) {
        return length + 3 & ~3;
    }
}
