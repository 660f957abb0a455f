package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BellTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    @Test
    void manyRingsAreOneCall() throws InterruptedException {
        var bell = new Bell(Duration.ofMillis(20), LONG);
        for (int i = 0; i < 1000; i++) {
            bell.ring();
        }

        assertThat(bell.await(LONG)).isTrue();
        assertThat(bell.await(Duration.ofMillis(1))).isFalse();
    }

    @Test
    void aRingThatNeverEndsIsHeededAllTheSame() throws InterruptedException {
        var bell = new Bell(LONG, Duration.ofMillis(20));
        bell.ring();

        assertThat(bell.await(LONG)).isTrue();
    }

    @Test
    void withoutARingTheWaitEndsAtItsLimit() throws InterruptedException {
        assertThat(new Bell(LONG, LONG).await(Duration.ofMillis(20))).isFalse();
    }

    @Test
    void aSilencedBellKeepsNobody() throws InterruptedException {
        var bell = new Bell(LONG, LONG);
        bell.ring();
        bell.silence();

        assertThat(bell.await(LONG)).isFalse();
    }
}
