package dev.berth.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When a Redis follows another one, since it then loses what it held. */
@Timeout(20)
class RedisReplacingTest {
    private static final String OTHER = "172.20.0.2";
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private RedisStub redis;

    @BeforeEach
    void begin() throws IOException {
        redis = new RedisStub();
    }

    @AfterEach
    void end() {
        redis.close();
    }

    @Test
    void itFollowsInTheSessionInWhichWritersWaitAndItIsLookedAt() throws IOException {
        var replacing = replacing(PAUSE);
        var stamp = replacing.stamp();

        replacing.follow(OTHER, 6379, stamp);

        assertThat(redis.said())
                .containsExactly(
                        "INFO",
                        "CLIENT PAUSE",
                        "INFO",
                        "CLIENT SETNAME",
                        "CLIENT LIST",
                        "INFO",
                        "REPLICAOF",
                        "CLIENT UNPAUSE");
        assertThat(redis.sessions()).as("one for the stamp, and this").isEqualTo(2);
    }

    @Test
    void whoWroteSinceItWasLookedAtKeepsItFromFollowing() throws IOException {
        var replacing = replacing(PAUSE);
        var stamp = replacing.stamp();
        redis.write();

        assertThatThrownBy(() -> replacing.follow(OTHER, 6379, stamp))
                .isInstanceOf(Unbegun.class)
                .hasMessage("somebody wrote to it meanwhile");
        assertThat(redis.said()).doesNotContain("REPLICAOF").endsWith("CLIENT UNPAUSE");
    }

    @Test
    void onceWritersMayWaitNoLongerItDoesNotFollow() throws IOException {
        var replacing = replacing(Duration.ZERO);
        var stamp = replacing.stamp();

        assertThatThrownBy(() -> replacing.follow(OTHER, 6379, stamp))
                .isInstanceOf(Unbegun.class)
                .hasMessageContaining("somebody may have written to it");
        assertThat(redis.said()).doesNotContain("REPLICAOF").endsWith("CLIENT UNPAUSE");
    }

    private RedisReplacing replacing(Duration pause) {
        return new RedisReplacing(redis.server(), Login.NONE, pause);
    }
}
