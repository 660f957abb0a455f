package dev.berth.adapter.net;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A Unix socket that datagrams are sent to, as systemd's is; a name that begins with {@code @} has no file. */
public final class DatagramSocketFile implements AutoCloseable {
    private static final int AF_UNIX = 1;
    private static final int SOCK_DGRAM = 2;

    private final C c = Native.load("c", C.class);
    private final String name;
    private final int descriptor;

    public DatagramSocketFile(String name) {
        this.name = name;
        descriptor = c.socket(AF_UNIX, SOCK_DGRAM, 0);
        var bytes = name.replaceFirst("^@", "\0").getBytes(StandardCharsets.UTF_8);
        var address = ByteBuffer.allocate(2 + bytes.length)
                .order(ByteOrder.nativeOrder())
                .putShort((short) AF_UNIX)
                .put(bytes);
        c.bind(descriptor, address.array(), address.capacity());
    }

    /** Waits for the next datagram. */
    public String next() {
        var received = new byte[256];
        return new String(received, 0, c.read(descriptor, received, received.length), StandardCharsets.UTF_8);
    }

    /** Waits for one that begins so. */
    public String until(String beginning) {
        var word = next();
        while (!word.startsWith(beginning)) {
            word = next();
        }
        return word;
    }

    @Override
    public void close() throws IOException {
        c.close(descriptor);
        if (name.startsWith("/")) {
            Files.deleteIfExists(Path.of(name));
        }
    }

    interface C extends Library {
        int socket(int domain, int type, int protocol) throws LastErrorException;

        int bind(int socket, byte[] address, int length) throws LastErrorException;

        int read(int socket, byte[] into, int length) throws LastErrorException;

        int close(int socket) throws LastErrorException;
    }
}
