package dev.berth.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.berth.policy.Endpoint;
import dev.berth.policy.EngineKind;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/**
 * A server that lets everybody in and does whatever it is told; it answers with the name of its database, for which the
 * driver asks, and with what a test wants (PostgreSQL documentation, "Message Formats"). It keeps what a session begins with
 * and what it asks.
 */
final class PostgresStub implements AutoCloseable {
    private static final Map<String, String> STATUS = Map.of(
            "server_version", "15.6",
            "client_encoding", "UTF8",
            "DateStyle", "ISO, MDY",
            "TimeZone", "UTC",
            "integer_datetimes", "on",
            "standard_conforming_strings", "on");

    private static final int TEXT = 25;

    private final List<String> beginnings = new CopyOnWriteArrayList<>();
    private final List<String> queries = new CopyOnWriteArrayList<>();
    private final UnaryOperator<String> answers;
    private final LoopbackServer server;

    PostgresStub() throws IOException {
        this(query -> "");
    }

    /** @param answers to each query: the values of one row, a comma between them; an exclamation mark and an error's state; or nothing */
    PostgresStub(UnaryOperator<String> answers) throws IOException {
        this.answers = answers;
        this.server = new LoopbackServer(this::serve);
    }

    Endpoint endpoint() {
        return server.endpoint(EngineKind.POSTGRESQL);
    }

    /** The first packet of each session, zeros as blanks. */
    List<String> beginnings() {
        return beginnings;
    }

    List<String> queries() {
        return queries;
    }

    private void serve(Socket client) throws IOException {
        var in = new DataInputStream(client.getInputStream());
        var out = new DataOutputStream(client.getOutputStream());
        packet(in);
        out.write('N');
        beginnings.add(packet(in));
        message(out, 'R', new byte[4]);
        for (var status : STATUS.entrySet()) {
            message(out, 'S', (status.getKey() + "\0" + status.getValue() + "\0").getBytes(UTF_8));
        }
        message(out, 'Z', new byte[] {'I'});
        boolean within = false;
        for (int type = in.read(); type == 'Q'; type = in.read()) {
            var query = packet(in).strip();
            queries.add(query);
            within = (within || query.equals("BEGIN")) && !query.equals("ROLLBACK");
            answer(out, query.startsWith("select current_catalog") ? "postgres" : answers.apply(query), query);
            message(out, 'Z', new byte[] {(byte) (within ? 'T' : 'I')});
        }
    }

    private static void answer(DataOutputStream out, String answer, String query) throws IOException {
        if (answer.startsWith("!")) {
            message(out, 'E', ("SERROR\0C" + answer.substring(1) + "\0Mso it is told\0\0").getBytes(UTF_8));
            return;
        }
        if (!answer.isEmpty()) {
            var values = answer.split(",");
            message(out, 'T', columns(values.length));
            message(out, 'D', row(values));
        }
        message(out, 'C', ((query.equals("BEGIN") ? "BEGIN" : "SET") + "\0").getBytes(UTF_8));
    }

    /** All of texts. */
    private static byte[] columns(int number) {
        var columns = ByteBuffer.allocate(2 + 20 * number).putShort((short) number);
        for (int column = 0; column < number; column++) {
            columns.put("c\0".getBytes(UTF_8))
                    .putInt(0)
                    .putShort((short) 0)
                    .putInt(TEXT)
                    .putShort((short) -1)
                    .putInt(-1)
                    .putShort((short) 0);
        }
        return columns.array();
    }

    private static byte[] row(String... values) {
        var row = ByteBuffer.allocate(
                        2 + 4 * values.length + String.join("", values).length())
                .putShort((short) values.length);
        for (var value : values) {
            row.putInt(value.length()).put(value.getBytes(UTF_8));
        }
        return row.array();
    }

    private static String packet(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt() - Integer.BYTES), UTF_8).replace('\0', ' ');
    }

    private static void message(DataOutputStream out, char type, byte[] body) throws IOException {
        out.write(type);
        out.writeInt(Integer.BYTES + body.length);
        out.write(body);
        out.flush();
    }

    @Override
    public void close() {
        server.close();
    }
}
