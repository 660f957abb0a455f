package dev.berth.adapter.docker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A connection that the engine has made into the streams of a program in a container (Engine API, “Attach to a
 * container”).
 *
 * <p>Not by docker-java: over a Unix socket it keeps the end of what is sent to itself (measured with 3.7.1), and the
 * program waits for more.
 */
final class Attached implements AutoCloseable {
    private static final int PIECE = 1 << 16;
    private static final int HEADER = 8;
    private static final int ERRORS = 2;

    private final Duplex engine;
    private final ByteBuffer received = ByteBuffer.allocate(PIECE).flip();

    /** Whether more was sent than a first piece: what of it the program leaves unread, the engine throws away. */
    private volatile boolean fed;

    private Attached(Duplex engine) {
        this.engine = engine;
    }

    /** Sends one request, whose answer must be that the protocol is another from now on. */
    static Attached by(Duplex engine, String path, byte[] body) throws IOException {
        try {
            var attached = new Attached(engine);
            attached.upgrade(path, body);
            return attached;
        } catch (IOException e) {
            engine.close();
            throw e;
        }
    }

    private void upgrade(String path, byte[] body) throws IOException {
        var head = "POST " + path + " HTTP/1.1\r\nHost: docker\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n"
                + "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n";
        write(ByteBuffer.wrap(head.getBytes(StandardCharsets.US_ASCII)));
        write(ByteBuffer.wrap(body));
        var answer = new StringBuilder();
        while (answer.indexOf("\r\n\r\n") < 0) {
            if (!fill()) {
                throw new IOException("the engine closed the connection");
            }
            answer.append((char) (received.get() & 0xff));
        }
        if (!answer.toString().startsWith("HTTP/1.1 101 ")) {
            throw new IOException("the engine does not attach: "
                    + answer.toString().lines().findFirst().orElse(""));
        }
    }

    /**
     * Sends all of it, and then that there is no more. Where the program takes no more before, nothing is said: how it
     * ended tells whether it should have.
     */
    void send(InputStream input) throws IOException {
        var piece = new byte[PIECE];
        boolean first = true;
        for (int read = input.read(piece); read >= 0; read = input.read(piece)) {
            try {
                fed = !first;
                first = false;
                write(ByteBuffer.wrap(piece, 0, read));
            } catch (IOException taken) {
                return;
            }
        }
        // Closed by now, whoever listens has heard the program's end already.
        engine.end();
    }

    /**
     * Passes on what the program says, until it has ended. An engine that throws unread input away resets the connection
     * (RFC 1122, section 4.2.2.13; Unix sockets alike); then, too, how the program ended tells whether it should have.
     */
    void receive(OutputStream out, OutputStream err) throws IOException {
        try {
            pass(out, err);
        } catch (IOException cut) {
            if (!fed) {
                throw cut;
            }
        }
    }

    private void pass(OutputStream out, OutputStream err) throws IOException {
        while (fill(HEADER)) {
            byte stream = received.get();
            received.position(received.position() + 3);
            int left = received.getInt();
            while (left > 0) {
                if (!fill()) {
                    throw new IOException("the engine closed the connection in the middle of an answer");
                }
                int now = Math.min(left, received.remaining());
                (stream == ERRORS ? err : out).write(received.array(), received.position(), now);
                received.position(received.position() + now);
                left -= now;
            }
        }
    }

    private boolean fill() throws IOException {
        return fill(1);
    }

    /** Has at least so many bytes at hand; false at the end. */
    private boolean fill(int least) throws IOException {
        while (received.remaining() < least) {
            received.compact();
            int read = engine.read(received);
            received.flip();
            if (read < 0) {
                return false;
            }
        }
        return true;
    }

    private void write(ByteBuffer bytes) throws IOException {
        engine.write(bytes);
    }

    @Override
    public void close() throws IOException {
        engine.close();
    }
}
