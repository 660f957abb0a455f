package dev.berth.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.engine.Contents.Depth;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** In which order a Redis is asked for a copy of its data. */
@Timeout(20)
class RedisServerTest {
    /** A connection in which nobody says anything is closed after the server's timeout, and a look may take longer. */
    @Test
    void theReplicaComesOnceAllKeysWereLookedAt() throws IOException {
        var copy = new ByteArrayOutputStream();
        try (var redis = new RedisStub()) {
            redis.server().dump(Depth.FAST, copy);

            assertThat(redis.said())
                    .containsExactly(
                            "INFO", "SELECT", "SCAN", "REPLCONF", "CLIENT PAUSE", "INFO", "PSYNC", "CLIENT UNPAUSE");
        }
        assertThat(copy.toString(UTF_8)).isEqualTo("RDB");
    }

    /** Its session is hung up on as well, at any moment, and a new one must log in. */
    @Test
    void whoAsksToEndDuringTheForkLeavesNobodyWaitingToWrite() throws IOException {
        try (var redis = RedisStub.withoutAnAnswerTo("PSYNC")) {
            var server = redis.server(Patience.until(() -> redis.said().contains("PSYNC")));

            assertThatThrownBy(() -> server.dump(Depth.FAST, OutputStream.nullOutputStream()))
                    .isInstanceOf(InterruptedIOException.class);

            assertThat(redis.said()).containsSubsequence("PSYNC", "CLIENT UNPAUSE");
        }
    }
}
