package dev.berth.adapter.net;

import com.sun.jna.LastErrorException;
import com.sun.jna.NativeLong;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A conversation with the kernel's packet filter (netlink(7), linux/netfilter/nfnetlink.h). It takes CAP_NET_ADMIN. */
final class Nfnetlink implements AutoCloseable {
    /** Flags of a question about all there are of a kind. */
    static final int ALL = 0x301;

    /** Flags of an order about one, which is answered by what came of it. */
    static final int ONE = 0x005;

    private static final int PROTOCOL = 12;
    private static final int HEADER = 16;
    private static final int SUBHEADER = 4;
    private static final int ERROR = 2;
    private static final int DONE = 3;
    private static final int ENOENT = 2;
    private static final int SOL_SOCKET = 1;
    private static final int SO_RCVTIMEO = 20;

    /** More than the kernel tells at once; each message in it is a multiple of four bytes long. */
    private static final int BUFFER = 1 << 16;

    /** No client waits for longer because the kernel says nothing. */
    private static final long PATIENCE_MICROS = 250_000;

    private final LibC c;
    private final int socket;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);

    private Nfnetlink(LibC c, int socket) {
        this.c = c;
        this.socket = socket;
    }

    /** What a message is about, among addresses of one family. */
    record Subject(byte family, Attributes attributes) {}

    static Nfnetlink open() throws IOException {
        try {
            var c = LibC.loaded();
            var opened = new Nfnetlink(c, c.socket(LibC.AF_NETLINK, LibC.SOCK_RAW, PROTOCOL));
            opened.limitWaiting();
            return opened;
        } catch (LastErrorException | LinkageError e) {
            throw refused(e);
        }
    }

    private void limitWaiting() {
        var time = ByteBuffer.allocate(2 * Long.BYTES).order(ByteOrder.nativeOrder());
        time.putLong(0).putLong(PATIENCE_MICROS);
        c.setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, time.array(), time.capacity());
    }

    /**
     * Asks, and takes in the answers until the kernel says that these were all.
     *
     * @param wanted which of them are kept
     * @throws IOException where it refuses, or falls silent; not where there is no such thing
     */
    List<Subject> ask(int type, int flags, Subject question, Predicate<Subject> wanted) throws IOException {
        var said = question.attributes().bytes();
        int length = HEADER + SUBHEADER + said.remaining();
        var message = ByteBuffer.allocate(length).order(ByteOrder.nativeOrder());
        message.putInt(length).putShort((short) type).putShort((short) flags).putLong(0);
        message.put(question.family()).position(HEADER + SUBHEADER).put(said.duplicate());
        try {
            c.send(socket, message.array(), new NativeLong(length), 0);
            var kept = new ArrayList<Subject>();
            boolean more = true;
            while (more) {
                more = takeIn(wanted, kept);
            }
            return kept;
        } catch (LastErrorException e) {
            throw refused(e);
        }
    }

    private boolean takeIn(Predicate<Subject> wanted, List<Subject> kept) throws IOException {
        int got = c.recv(socket, buffer.clear(), new NativeLong(buffer.capacity()), 0)
                .intValue();
        var rest = buffer.limit(got).slice().order(ByteOrder.nativeOrder());
        while (rest.remaining() >= HEADER) {
            var message = rest.slice().order(ByteOrder.nativeOrder());
            message.limit(message.getInt());
            int type = message.getShort();
            message.position(HEADER);
            if (type == DONE || type == ERROR) {
                insist(message.getInt());
                return false;
            }
            var subject = new Subject(
                    message.get(),
                    new Attributes(message.position(HEADER + SUBHEADER).slice()));
            if (wanted.test(subject)) {
                kept.add(new Subject(subject.family(), subject.attributes().kept()));
            }
            rest.position(rest.position() + message.limit());
        }
        return true;
    }

    private static void insist(int error) throws IOException {
        if (error != 0 && error != -ENOENT) {
            throw refused(new LastErrorException(-error));
        }
    }

    private static IOException refused(Throwable e) {
        return new IOException("the kernel's connections can't be looked at: " + e.getMessage(), e);
    }

    @Override
    public void close() {
        c.close(socket);
    }
}
