package dev.berth.adapter.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.engine.Contents.Depth;
import dev.berth.engine.Login;
import dev.berth.policy.Credentials;
import dev.berth.policy.Endpoint;
import dev.berth.policy.EngineKind;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Whose checkpoint is released, and from when on it is owed. */
class QuestDbLiveTest {
    private static final String CREATE = "CHECKPOINT CREATE";
    private static final String RELEASE = "CHECKPOINT RELEASE";

    private final List<String> said = new CopyOnWriteArrayList<>();
    private volatile boolean open;

    @Test
    void theReleaseIsOwedFromTheCheckpointOn() throws IOException {
        try (var server = server(this::obey)) {
            live(server).moment("/data", Depth.FAST).close();
        }

        assertThat(said).containsExactly("looked", "owed", CREATE, RELEASE, "settled");
    }

    @Test
    void aCheckpointThatSomebodyElseOpensDuringTheLookIsLeftAlone() throws IOException {
        try (var server = server(query -> {
            open |= query.contains("wal_tables()");
            return obey(query);
        })) {
            assertThatThrownBy(() -> live(server).moment("/data", Depth.FAST))
                    .hasMessageContaining("somebody else has a checkpoint open in it");
        }

        assertThat(said).containsExactly("looked");
    }

    @Test
    void aCheckpointThatSomebodyElseOpensAtTheLastMomentIsLeftAlone() throws IOException {
        try (var server = server(query -> {
            open |= query.equals(CREATE);
            return query.equals(CREATE) ? "{\"error\": \"Waiting for CHECKPOINT RELEASE to be called\"}" : obey(query);
        })) {
            assertThatThrownBy(() -> live(server).moment("/data", Depth.FAST))
                    .hasMessage("Waiting for CHECKPOINT RELEASE to be called");
        }

        assertThat(said).containsExactly("looked", "owed", CREATE, "settled");
        assertThat(open).isTrue();
    }

    @Test
    void aCheckpointThatMayHaveBeenMadeIsReleased() throws IOException {
        try (var server = server(query -> {
            obey(query);
            return query.equals(CREATE) ? "" : obey(query);
        })) {
            assertThatThrownBy(() -> live(server).moment("/data", Depth.FAST)).isInstanceOf(IOException.class);
        }

        assertThat(said).containsExactly("looked", "owed", CREATE, RELEASE, "settled");
    }

    /** An empty QuestDB; @param answers in JSON, or nothing to break the connection. */
    private Loopback server(UnaryOperator<String> answers) throws IOException {
        return new Loopback((method, path) -> {
            var query = URLDecoder.decode(path.substring(path.indexOf('=') + 1), StandardCharsets.UTF_8);
            if (query.startsWith("CHECKPOINT ")) {
                said.add(query);
            } else if (query.contains("wal_tables()") && !said.contains("looked")) {
                said.add("looked");
            }
            var answer = answers.apply(query);
            return answer.isEmpty() ? Loopback.BROKEN : new Loopback.Answer(200, answer);
        });
    }

    private String obey(String query) {
        if (query.startsWith("CHECKPOINT ")) {
            open = query.equals(CREATE);
            return "{\"ddl\": \"OK\"}";
        }
        if (query.contains("checkpoint_status()")) {
            return "{\"dataset\": [[" + open + "]]}";
        }
        return query.contains("wal_tables()") ? "{\"dataset\": [[null, null]]}" : "{\"dataset\": []}";
    }

    private QuestDbLive live(Loopback server) {
        int port = URI.create(server.address()).getPort();
        var endpoint = new Endpoint("metrics", EngineKind.QUESTDB, "127.0.0.1", port, 9000, Credentials.NONE);
        var api = new DockerApi(server.address(), Limits.DEFAULTS, EngineCertificates.NONE);
        return new QuestDbLive(new Standing(api, "questdb", 9000, endpoint, Login.NONE, () -> false), new Owing() {
            @Override
            public void owe(String what) {
                said.add("owed");
            }

            @Override
            public void settled() {
                said.add("settled");
            }
        });
    }
}
