package dev.berth.adapter.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.engine.Contents.Depth;
import dev.berth.engine.Login;
import dev.berth.engine.Patience;
import dev.berth.execute.Attempt;
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

    /** By the server's clock, in microseconds. */
    private static final long NOW = 1_796_016_988_000_000L;

    private static final long SECOND = 1_000_000;

    private final List<String> said = new CopyOnWriteArrayList<>();
    private final List<String> owed = new CopyOnWriteArrayList<>();

    /** When the checkpoint that is open began; 0 where none is. */
    private volatile long begun;

    @Test
    void theReleaseIsOwedFromTheCheckpointOn() throws IOException {
        try (var server = server(this::obey)) {
            live(server).moment("/data", Depth.FAST).close();
        }

        assertThat(said).containsExactly("looked", "owed", CREATE, "owed", RELEASE, "settled");
        assertThat(owed).allSatisfy(what -> assertThat(what.lines()).first().isEqualTo(RELEASE));
    }

    @Test
    void aCheckpointThatAKilledRunLeftOpenIsReleased() throws IOException {
        try (var server = server(this::obey)) {
            live(server).moment("/data", Depth.FAST);

            var how = live(server).settle(owed.get(1));

            assertThat(how).isEqualTo(Attempt.done());
        }
        assertThat(said).endsWith(RELEASE, "settled");
    }

    /** A restart forgets a checkpoint. */
    @Test
    void aCheckpointThatSomebodyElseHasOpenedSinceIsLeftAlone() throws IOException {
        try (var server = server(this::obey)) {
            live(server).moment("/data", Depth.FAST);
            begun += 5 * SECOND;

            var how = live(server).settle(owed.get(1));

            assertThat(how)
                    .isEqualTo(new Attempt.Untouched(
                            "the checkpoint that is open in it is somebody else's, and is left alone"));
        }
        assertThat(said).endsWith("owed", "settled").doesNotContain(RELEASE);
        assertThat(begun).isNotZero();
    }

    @Test
    void whereTheRunWasKilledBeforeTheAnswerWhatBeganThenIsReleased() throws IOException {
        try (var server = server(this::obey)) {
            live(server).moment("/data", Depth.FAST);

            live(server).settle(owed.get(0));
        }

        assertThat(said).endsWith(RELEASE, "settled");
    }

    @Test
    void whereTheRunWasKilledBeforeTheAnswerWhatBeganLaterIsLeftAlone() throws IOException {
        try (var server = server(this::obey)) {
            live(server).moment("/data", Depth.FAST);
            begun += 60 * SECOND;

            live(server).settle(owed.get(0));
        }

        assertThat(said).endsWith("settled").doesNotContain(RELEASE);
    }

    @Test
    void aCheckpointThatSomebodyElseOpensDuringTheLookIsLeftAlone() throws IOException {
        try (var server = server(query -> {
            begun = query.contains("wal_tables()") ? NOW : begun;
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
            begun = query.equals(CREATE) ? NOW : begun;
            return query.equals(CREATE) ? "{\"error\": \"Waiting for CHECKPOINT RELEASE to be called\"}" : obey(query);
        })) {
            assertThatThrownBy(() -> live(server).moment("/data", Depth.FAST))
                    .hasMessage("Waiting for CHECKPOINT RELEASE to be called");
        }

        assertThat(said).containsExactly("looked", "owed", CREATE, "settled");
        assertThat(begun).isNotZero();
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
            begun = query.equals(CREATE) ? NOW + SECOND : 0;
            return "{\"ddl\": \"OK\"}";
        }
        if (query.contains("checkpoint_status()")) {
            return "{\"dataset\": [" + (begun == 0 ? "" : "[" + begun + "]") + "]}";
        }
        if (query.contains("now()")) {
            return "{\"dataset\": [[" + NOW + "]]}";
        }
        return query.contains("wal_tables()") ? "{\"dataset\": [[null, null]]}" : "{\"dataset\": []}";
    }

    private QuestDbLive live(Loopback server) {
        int port = URI.create(server.address()).getPort();
        var endpoint = new Endpoint("metrics", EngineKind.QUESTDB, "127.0.0.1", port, 9000, Credentials.NONE);
        var api = new DockerApi(server.address(), Limits.DEFAULTS, EngineCertificates.NONE);
        var standing = new Standing(api, "questdb", 9000, endpoint, Login.NONE, Patience.until(() -> false));
        return new QuestDbLive(standing, new Owing() {
            @Override
            public void owe(String what) {
                said.add("owed");
                owed.add(what);
            }

            @Override
            public void settled() {
                said.add("settled");
            }
        });
    }
}
