package dev.berth.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.berth.policy.Endpoint;
import dev.berth.policy.EngineKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A Redis with one key and no other clients that obeys whatever it is told, and keeps what that was ("Redis protocol"). */
final class RedisStub implements AutoCloseable {
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final AtomicInteger sessions = new AtomicInteger();
    private final AtomicInteger changes = new AtomicInteger();
    private final Login login;
    private final String unanswered;
    private final LoopbackServer server;

    RedisStub() throws IOException {
        this(Login.NONE, "");
    }

    /** One that has a password, and no answer to a command. */
    static RedisStub withoutAnAnswerTo(String command) throws IOException {
        return new RedisStub(new Login(Optional.empty(), Optional.of("hunter2")), command);
    }

    private RedisStub(Login login, String unanswered) throws IOException {
        this.login = login;
        this.unanswered = unanswered;
        this.server = new LoopbackServer(this::serve);
    }

    RedisServer server() {
        return server(Patience.until(() -> false));
    }

    RedisServer server(Patience patience) {
        return new RedisServer(endpoint(), login, patience);
    }

    private Endpoint endpoint() {
        return server.endpoint(EngineKind.REDIS);
    }

    /** By name, of every session that it has let in. */
    List<String> said() {
        return said;
    }

    int sessions() {
        return sessions.get();
    }

    /** Somebody else writes. */
    void write() {
        changes.incrementAndGet();
    }

    @Override
    public void close() {
        server.close();
    }

    private void serve(Socket client) throws IOException {
        sessions.incrementAndGet();
        var in = new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8));
        boolean known = login.password().isEmpty();
        for (var words = command(in); !words.isEmpty(); words = command(in)) {
            var name = words.get(0).equals("CLIENT") ? "CLIENT " + words.get(1) : words.get(0);
            known = known || name.equals("AUTH");
            if (known) {
                said.add(name);
            }
            client.getOutputStream().write((known ? answer(name) : "-NOAUTH\r\n").getBytes(UTF_8));
        }
    }

    private String answer(String command) {
        if (command.equals(unanswered)) {
            return "";
        }
        return switch (command) {
            case "INFO" ->
                bulk("redis_version:7.0.15\r\nrun_id:1\r\nrdb_changes_since_last_save:" + changes
                        + "\r\ndb0:keys=1,expires=0,avg_ttl=0\r\n");
            case "CLIENT LIST" -> bulk("");
            case "SCAN" -> "*2\r\n$1\r\n0\r\n*0\r\n";
            case "PSYNC" -> "+FULLRESYNC 1 0\r\n$3\r\nRDB";
            default -> "+OK\r\n";
        };
    }

    private static String bulk(String text) {
        return "$" + text.length() + "\r\n" + text + "\r\n";
    }

    /** Nothing once the client has hung up. */
    private static List<String> command(BufferedReader in) throws IOException {
        var words = new ArrayList<String>();
        var count = in.readLine();
        for (int i = 0; count != null && i < Integer.parseInt(count.substring(1)); i++) {
            in.readLine();
            words.add(in.readLine());
        }
        return words;
    }
}
