package dev.berth.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.plan.ClusterDecision;
import dev.berth.plan.Steering;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterFindingTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource({"-1, -1", "0, 0", "1, 0", ", 0"})
    void itIsLookedAtAgainAtATimeAtTheLatest(Long before, long after) {
        var found = new ClusterFinding(
                new ClusterDecision.Invalid(List.of()),
                Past.NONE,
                Steering.FREE,
                Optional.empty(),
                Optional.ofNullable(before).map(NOON::plusSeconds));

        assertThat(found.lookedAtBy(NOON).again()).contains(NOON.plusSeconds(after));
    }
}
