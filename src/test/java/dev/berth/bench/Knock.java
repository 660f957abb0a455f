package dev.berth.bench;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One visit to a PostgreSQL that trusts: connect, log in, {@code SELECT 1}, leave.
 *
 * @see <a href="https://www.postgresql.org/docs/15/protocol-flow.html">PostgreSQL, message flow</a>
 */
final class Knock {
    private static final int PROTOCOL = 3 << 16;
    private static final byte[] LEAVE = {'X', 0, 0, 0, 4};

    private final byte[] words;
    private final int timeoutMillis;

    Knock(String user, int timeoutMillis) {
        this.words = words(user);
        this.timeoutMillis = timeoutMillis;
    }

    /** Whether the query got its row. */
    boolean answered(int port) {
        return failure(port).isEmpty();
    }

    /** Why the query got no row; empty when it did. */
    Optional<String> failure(int port) {
        try (var socket = new Socket()) {
            socket.setSoTimeout(timeoutMillis);
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), timeoutMillis);
            // Login and query in one packet: a server that trusts reads them one after the other.
            socket.getOutputStream().write(words);
            var failure = failure(new DataInputStream(socket.getInputStream()));
            socket.getOutputStream().write(LEAVE);
            return failure;
        } catch (IOException e) {
            return Optional.of(e.toString());
        }
    }

    private static Optional<String> failure(DataInputStream in) throws IOException {
        for (boolean row = false; ; ) {
            int kind = in.readUnsignedByte();
            var body = in.readNBytes(in.readInt() - Integer.BYTES);
            if (kind == 'E') {
                return Optional.of(new String(body, StandardCharsets.UTF_8).replace('\0', ' '));
            }
            row |= kind == 'D';
            if (kind == 'C') {
                return row ? Optional.empty() : Optional.of("no row came");
            }
        }
    }

    private static byte[] words(String user) {
        try {
            var bytes = new ByteArrayOutputStream();
            var out = new DataOutputStream(bytes);
            var login = ("user\0" + user + "\0database\0" + user + "\0\0").getBytes(StandardCharsets.US_ASCII);
            out.writeInt(2 * Integer.BYTES + login.length);
            out.writeInt(PROTOCOL);
            out.write(login);
            var query = "SELECT 1\0".getBytes(StandardCharsets.US_ASCII);
            out.writeByte('Q');
            out.writeInt(Integer.BYTES + query.length);
            out.write(query);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException("memory takes every byte", e);
        }
    }
}
