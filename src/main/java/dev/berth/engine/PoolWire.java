package dev.berth.engine;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Messages of PostgreSQL's protocol 3 to and from a PgBouncer (PostgreSQL documentation, section 55.7).
 *
 * <p>pgjdbc can't talk to its console: it begins with a SET that the console refuses.
 */
final class PoolWire implements AutoCloseable {
    /** No answer of the console comes near it. */
    private static final int LONGEST = 1 << 24;

    private final DeadlineSocket socket;
    private final DataInputStream in;

    private PoolWire(DeadlineSocket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
    }

    static PoolWire to(String host, int port, Duration timeout) throws IOException {
        return new PoolWire(DeadlineSocket.to(host, port, timeout));
    }

    /** One message of the server. */
    record Message(char type, ByteBuffer body) {
        /** Text up to its end mark. */
        String text() {
            int start = body.position();
            while (body.get() != 0) {}
            return new String(body.array(), start, body.position() - 1 - start, StandardCharsets.UTF_8);
        }

        /** All that is left. */
        byte[] rest() {
            var bytes = new byte[body.remaining()];
            body.get(bytes);
            return bytes;
        }
    }

    void send(char type, byte[] body) throws IOException {
        var message = ByteBuffer.allocate(body.length + 5).put((byte) type);
        message.putInt(body.length + 4).put(body);
        socket.getOutputStream().write(message.array());
    }

    /** The first message has no type. */
    void start(byte[] body) throws IOException {
        var message = ByteBuffer.allocate(body.length + 4).putInt(body.length + 4);
        socket.getOutputStream().write(message.put(body).array());
    }

    /** @throws Refusal when the server says that something went wrong */
    Message receive() throws IOException {
        char type = (char) in.readUnsignedByte();
        int length = in.readInt() - 4;
        if (length < 0 || length > LONGEST) {
            throw new IOException("what answers does not speak PostgreSQL's protocol");
        }
        var message = new Message(type, ByteBuffer.wrap(in.readNBytes(length)));
        if (type == 'E') {
            throw Refusal.of(message);
        }
        return message;
    }

    /** The rows that a command gives, by the names of their columns; none where it gives its word alone. */
    List<Map<String, String>> ask(String command) throws IOException {
        send('Q', terminated(command));
        var columns = new ArrayList<String>();
        var rows = new ArrayList<Map<String, String>>();
        for (var message = receive(); message.type() != 'Z'; message = receive()) {
            if (message.type() == 'T') {
                columns.addAll(columns(message));
            } else if (message.type() == 'D') {
                rows.add(row(columns, message));
            }
        }
        return rows;
    }

    private static List<String> columns(Message message) {
        var names = new ArrayList<String>();
        for (int left = message.body().getShort(); left > 0; left--) {
            names.add(message.text());
            message.body().position(message.body().position() + 18);
        }
        return names;
    }

    private static Map<String, String> row(List<String> columns, Message message) {
        var row = new LinkedHashMap<String, String>();
        message.body().getShort();
        for (var column : columns) {
            var value = new byte[Math.max(message.body().getInt(), 0)];
            message.body().get(value);
            row.put(column, new String(value, StandardCharsets.UTF_8));
        }
        return row;
    }

    static byte[] terminated(String... texts) {
        var bytes = new ByteArrayOutputStream();
        for (var text : texts) {
            bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
            bytes.write(0);
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** The server says that something went wrong. */
    static final class Refusal extends IOException {
        private static final long serialVersionUID = 1L;

        private Refusal(String message) {
            super(message);
        }

        private static Refusal of(Message message) {
            for (byte field = message.body().get();
                    field != 0;
                    field = message.body().get()) {
                var text = message.text();
                if (field == 'M') {
                    return new Refusal(Reason.line(text));
                }
            }
            return new Refusal("an error without a word");
        }

        boolean says(String words) {
            return String.valueOf(getMessage()).contains(words);
        }
    }
}
