package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.operator.DatabasePortPolicy;
import dev.berth.operator.PolicyStatus;
import dev.berth.operator.PolicyStatus.Phase;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterSharersTest {
    @Test
    void aPolicyThatMovesHasAnOpenMigration() {
        assertThat(ClusterSharers.isOpen(policy(Phase.MOVING, "NoOldPort"))).isTrue();
    }

    @Test
    void soHasOneThatSoaks() {
        assertThat(ClusterSharers.isOpen(policy(Phase.IN_SYNC, "Soaking"))).isTrue();
    }

    @Test
    void oneThatIsThroughHasNone() {
        assertThat(ClusterSharers.isOpen(policy(Phase.IN_SYNC, "NoOldPort"))).isFalse();
    }

    @Test
    void norHasOneThatNobodyLookedAtYet() {
        assertThat(ClusterSharers.isOpen(new DatabasePortPolicy())).isFalse();
    }

    private static DatabasePortPolicy policy(Phase phase, String retired) {
        var policy = new DatabasePortPolicy();
        var condition =
                new ConditionBuilder().withType("Retired").withReason(retired).build();
        policy.setStatus(new PolicyStatus(1L, phase, 1, 1, null, List.of(condition), null));
        return policy;
    }
}
