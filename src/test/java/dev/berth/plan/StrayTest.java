package dev.berth.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrayTest {
    @Test
    void aRangeWithDeclaredBerthsAloneHasNoStray() {
        var situation = GoldenCase.named("in-sync");

        assertThat(Stray.of(situation.policy(), situation.snapshot())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"taken-by-container", "taken-by-process", "claimed-by-another-policy"})
    void whoStandsOnADeclaredBerthIsThePlannersMatter(String name) {
        var situation = GoldenCase.named(name);

        assertThat(Stray.of(situation.policy(), situation.snapshot())).isEmpty();
    }

    @Test
    void containersAndProcessesElsewhereInTheRangeAreStrays() {
        var situation = GoldenCase.named("strays");

        assertThat(Stray.of(situation.policy(), situation.snapshot()))
                .extracting(Stray::toString)
                .containsExactly("7042 (container somebody-elses)", "7300 (java (pid 4711))");
    }
}
