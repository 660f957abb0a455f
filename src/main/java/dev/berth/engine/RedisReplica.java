package dev.berth.engine;

import dev.berth.policy.Endpoint;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A connection that asks a Redis for its data as a replica does ("Redis replication", "How Redis replication works"),
 * and hangs up once it has them.
 *
 * <p>It does not say that it can take data without a known end ({@code capa eof}): so the server forks at once, and not
 * after {@code repl-diskless-sync-delay}.
 */
final class RedisReplica implements AutoCloseable {
    private static final int PIECE = 1 << 16;

    private final DeadlineSocket socket;
    private final InputStream in;

    RedisReplica(Endpoint endpoint, Login login, Deadline deadline) throws IOException {
        this.socket = DeadlineSocket.to(endpoint.host(), endpoint.port(), deadline);
        this.in = new BufferedInputStream(socket.getInputStream(), PIECE);
        try {
            introduce(login);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private void introduce(Login login) throws IOException {
        if (login.password().isPresent()) {
            var password = login.password().get();
            say(login.user().map(user -> List.of("AUTH", user, password)).orElse(List.of("AUTH", password)));
            answer();
        }
        // Without changes of afterwards, which would pile up in the server; one before 7.0 does not know the wish.
        say(List.of("REPLCONF", "rdb-only", "1"));
        line();
    }

    /** Has the server fork; from then on it holds its data as they were at this moment. */
    void fork() throws IOException {
        say(List.of("PSYNC", "?", "-1"));
        var answer = answer();
        if (!answer.startsWith("+FULLRESYNC")) {
            throw new IOException("it gives no copy of its data: " + answer);
        }
    }

    /** Passes the data on, in the format of an RDB file. */
    void copy(OutputStream to) throws IOException {
        var length = answer();
        if (!length.matches("\\$[0-9]+")) {
            throw new IOException("it gives no copy of its data: " + length);
        }
        var piece = new byte[PIECE];
        long left = Long.parseLong(length.substring(1));
        while (left > 0) {
            int read = read(piece, left);
            to.write(piece, 0, read);
            left -= read;
        }
    }

    /** A server that is killed may end the connection either way. */
    private int read(byte[] piece, long left) throws IOException {
        int read;
        try {
            read = in.read(piece, 0, (int) Math.min(piece.length, left));
        } catch (SocketException reset) {
            read = -1;
        }
        if (read < 0) {
            throw new IOException("its copy ended in the middle, " + left + " bytes before its end");
        }
        return read;
    }

    private void say(List<String> words) throws IOException {
        var request = new ByteArrayOutputStream();
        request.writeBytes(("*" + words.size() + "\r\n").getBytes(StandardCharsets.UTF_8));
        for (var word : words) {
            var bytes = word.getBytes(StandardCharsets.UTF_8);
            request.writeBytes(("$" + bytes.length + "\r\n").getBytes(StandardCharsets.UTF_8));
            request.writeBytes(bytes);
            request.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        socket.getOutputStream().write(request.toByteArray());
    }

    /** @throws IOException with the server's own words for a refusal */
    private String answer() throws IOException {
        var line = line();
        if (line.startsWith("-")) {
            throw new IOException(
                    line.startsWith("-NOPERM")
                            ? line.substring(1) + " — allow PSYNC and REPLCONF to the policy's user"
                            : line.substring(1));
        }
        return line;
    }

    /** Empty lines say that the server is still at it. */
    private String line() throws IOException {
        var line = new StringBuilder();
        while (line.isEmpty()) {
            for (int next = in.read(); next != '\n'; next = in.read()) {
                if (next < 0) {
                    throw new EOFException();
                }
                if (next != '\r') {
                    line.append((char) next);
                }
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
