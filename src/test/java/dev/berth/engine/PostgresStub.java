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

/**
 * A server that lets everybody in, does whatever it is told and answers nothing but the name of its database, for which the
 * driver asks (PostgreSQL documentation, "Message Formats"); it keeps what a session begins with and what it asks.
 */
final class PostgresStub implements AutoCloseable {
    private static final Map<String, String> STATUS = Map.of(
            "server_version", "15.6",
            "client_encoding", "UTF8",
            "DateStyle", "ISO, MDY",
            "TimeZone", "UTC",
            "integer_datetimes", "on",
            "standard_conforming_strings", "on");

    /** One of texts. */
    private static final byte[] COLUMN = ByteBuffer.allocate(22)
            .putShort((short) 1)
            .put("c\0".getBytes(UTF_8))
            .putInt(0)
            .putShort((short) 0)
            .putInt(25)
            .putShort((short) -1)
            .putInt(-1)
            .putShort((short) 0)
            .array();

    private static final byte[] ROW = ByteBuffer.allocate(14)
            .putShort((short) 1)
            .putInt(8)
            .put("postgres".getBytes(UTF_8))
            .array();

    private final List<String> beginnings = new CopyOnWriteArrayList<>();
    private final List<String> queries = new CopyOnWriteArrayList<>();
    private final LoopbackServer server;

    PostgresStub() throws IOException {
        server = new LoopbackServer(this::serve);
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
        for (int type = in.read(); type == 'Q'; type = in.read()) {
            var query = packet(in).strip();
            queries.add(query);
            if (query.startsWith("select current_catalog")) {
                message(out, 'T', COLUMN);
                message(out, 'D', ROW);
            }
            message(out, 'C', "SET\0".getBytes(UTF_8));
            message(out, 'Z', new byte[] {'I'});
        }
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
