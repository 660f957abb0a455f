package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.cycle.Tiers;
import dev.berth.plan.GoldenCase;
import dev.berth.plan.PolicyWith;
import dev.berth.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RestsTest {
    private static final Instant NOW = Instant.parse("2026-01-05T20:00:00Z");

    private final Policy policy = GoldenCase.named("single-variable").policy();
    private final Rests rests = new Rests();

    @Test
    void theWaitDoublesUpToAnHour() {
        for (int minutes : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            assertThat(rests.begin(policy, NOW)).isEqualTo(NOW.plus(Duration.ofMinutes(minutes)));
        }
    }

    @Test
    void aPolicyIsLeftAloneUntilThen() {
        var until = rests.begin(policy, NOW);

        assertThat(rests.until(policy, until.minusMillis(1))).contains(until);
        assertThat(rests.until(policy, until)).isEmpty();
    }

    @Test
    void aChangedPolicyOrASuccessEndsIt() {
        rests.begin(policy, NOW);
        assertThat(rests.until(PolicyWith.fingerprint(policy, "changed"), NOW)).isEmpty();

        rests.end(Tiers.Name.of(policy));

        assertThat(rests.until(policy, NOW)).isEmpty();
    }
}
