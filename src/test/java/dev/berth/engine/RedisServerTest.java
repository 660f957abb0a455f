package dev.berth.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.engine.Contents.Depth;
import dev.berth.policy.EngineKind;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** In which order a Redis is asked for a copy of its data. */
@Timeout(20)
class RedisServerTest {
    private static final String INFO = "redis_version:7.0.15\r\nrun_id:1\r\ndb0:keys=1,expires=0,avg_ttl=0\r\n";

    private final List<String> said = new CopyOnWriteArrayList<>();

    /** A connection in which nobody says anything is closed after the server's timeout, and a look may take longer. */
    @Test
    void theReplicaComesOnceAllKeysWereLookedAt() throws IOException {
        var copy = new ByteArrayOutputStream();
        try (var server = new LoopbackServer(this::serve)) {
            new RedisServer(server.endpoint(EngineKind.REDIS), Login.NONE, Duration.ofSeconds(10))
                    .dump(Depth.FAST, copy);
        }

        assertThat(copy.toString(UTF_8)).isEqualTo("RDB");
        assertThat(said)
                .containsExactly(
                        "INFO", "SELECT", "SCAN", "REPLCONF", "CLIENT PAUSE", "INFO", "PSYNC", "CLIENT UNPAUSE");
    }

    private void serve(Socket client) throws IOException {
        var in = new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8));
        for (var words = command(in); !words.isEmpty(); words = command(in)) {
            var name = words.get(0).equals("CLIENT") ? "CLIENT " + words.get(1) : words.get(0);
            said.add(name);
            client.getOutputStream().write(answer(name).getBytes(UTF_8));
        }
    }

    private static String answer(String command) {
        return switch (command) {
            case "INFO" -> "$" + INFO.length() + "\r\n" + INFO + "\r\n";
            case "SCAN" -> "*2\r\n$1\r\n0\r\n*0\r\n";
            case "PSYNC" -> "+FULLRESYNC 1 0\r\n$3\r\nRDB";
            default -> "+OK\r\n";
        };
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
