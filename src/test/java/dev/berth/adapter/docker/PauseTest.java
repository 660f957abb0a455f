package dev.berth.adapter.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PauseTest {
    @Test
    void anInterruptionEndsItAndIsPassedOn() {
        var pause = new Pause(Duration.ofHours(1), "while a container was started");
        Thread.currentThread().interrupt();

        assertThatThrownBy(pause::take)
                .isInstanceOf(Unanswered.class)
                .hasMessageStartingWith("interrupted while a container was started");
        assertThat(Thread.interrupted()).isTrue();
    }
}
