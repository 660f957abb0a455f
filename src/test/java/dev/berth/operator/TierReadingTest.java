package dev.berth.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.cycle.Readiness;
import dev.berth.operator.PolicyStatus.Phase;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TierReadingTest {
    private static final String SINCE = "2026-03-01T12:00:00Z";

    private final DatabasePortPolicy policy = new DatabasePortPolicy();

    @Test
    void aPolicyIsReadySinceItsConditionTurned() {
        status(1, condition("Ready", "True", ""));

        assertThat(TierReading.of(policy)).isEqualTo(new Readiness(Optional.of(Instant.parse(SINCE)), ""));
    }

    @Test
    void aStatusOfAnOlderSpecIsWorthNothing() {
        status(0, condition("Ready", "True", ""));

        assertThat(TierReading.of(policy)).isEqualTo(not("its newest spec was not looked at yet"));
    }

    @Test
    void aPolicyThatNobodyLookedAtIsNotReady() {
        policy.setMetadata(new ObjectMetaBuilder().withGeneration(1L).build());

        assertThat(TierReading.of(policy)).isEqualTo(not("its newest spec was not looked at yet"));
    }

    @Test
    void aPolicyThatIsBeingDeletedIsNotReady() {
        status(1, condition("Ready", "True", ""));
        policy.getMetadata().setDeletionTimestamp(SINCE);

        assertThat(TierReading.of(policy)).isEqualTo(not("it is being deleted"));
    }

    @Test
    void aFailureIsTheCauseBeforeAllElse() {
        status(
                1,
                condition("Ready", "False", "main.sql 5432 → 7000"),
                condition("Stalled", "True", "stalled"),
                condition("RolledBack", "True", "planted"),
                condition("Waiting", "True", "waiting"));

        assertThat(TierReading.of(policy)).isEqualTo(not("its last migration went back: planted"));
    }

    @Test
    void whatItWaitsForItselfIsTheCause() {
        status(1, condition("Ready", "False", ""), condition("Waiting", "True", "outside the window"));

        assertThat(TierReading.of(policy)).isEqualTo(not("outside the window"));
    }

    @Test
    void otherwiseItHasMovesToMake() {
        status(1, condition("Ready", "False", "main.sql 5432 → 7000"));

        assertThat(TierReading.of(policy)).isEqualTo(not("it has moves to make"));
    }

    private static Readiness not(String cause) {
        return new Readiness(Optional.empty(), cause);
    }

    private void status(long observed, Condition... conditions) {
        policy.setMetadata(new ObjectMetaBuilder().withGeneration(1L).build());
        policy.setStatus(new PolicyStatus(observed, Phase.PENDING, 1, 0, null, List.of(conditions), null));
    }

    private static Condition condition(String type, String status, String message) {
        return new ConditionBuilder()
                .withType(type)
                .withStatus(status)
                .withMessage(message)
                .withLastTransitionTime(SINCE)
                .build();
    }
}
