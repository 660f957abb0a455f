package dev.berth.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Objects as a later version of berth leaves them, with members and phases that this one does not know. */
class LaterVersionTest {
    private final KubernetesSerialization serialization = new KubernetesSerialization();

    @Test
    void aMigrationIsReadAsFarAsItIsKnown() {
        var migration = serialization.unmarshal("""
                {"apiVersion": "berth.dev/v1alpha1", "kind": "PortMigration",
                 "metadata": {"name": "shop-1"},
                 "spec": {"policy": "shop", "berths": 1, "hash": "HASH", "plan": "{}", "tides": 1},
                 "status": {"phase": "Drifting", "migrated": 1, "tides": {"high": 1},
                            "entries": [{"at": "2026-03-01T12:00:00Z", "entry": "Undone", "step": "main/01", "tides": [1]}]}}
                """.replace("HASH", "0".repeat(64)), PortMigration.class);

        assertThat(migration.getSpec()).isEqualTo(new MigrationSpec("shop", 1, "0".repeat(64), "{}", null));
        assertThat(migration.getStatus().phase()).isNull();
        assertThat(migration.getStatus().migrated()).isEqualTo(1);
        assertThat(migration.getStatus().entries())
                .containsExactly(new MigrationEntry("2026-03-01T12:00:00Z", "Undone", "main/01", null));
    }

    @Test
    void thePhaseOfAMigrationThatIsKnownIsRead() {
        var migration = serialization.unmarshal("""
                {"apiVersion": "berth.dev/v1alpha1", "kind": "PortMigration", "status": {"phase": "RolledBack"}}
                """, PortMigration.class);

        assertThat(migration.getStatus().phase()).isEqualTo(MigrationStatus.Phase.ROLLED_BACK);
    }

    @Test
    void aPolicyIsReadAsFarAsItIsKnown() {
        var policy = serialization.unmarshal("""
                {"apiVersion": "berth.dev/v1alpha1", "kind": "DatabasePortPolicy",
                 "metadata": {"name": "shop"},
                 "status": {"phase": "Drifting", "berths": 1, "tides": {"high": 1},
                            "plan": {"hash": "HASH", "steps": ["one"], "tides": 1,
                                     "moves": [{"service": "main", "berths": [], "patch": "", "tides": 1}]},
                            "lastStable": {"generation": 1, "since": "2026-03-01T12:00:00Z", "tides": 1,
                                           "berths": [{"name": "main.sql", "port": 7000, "tides": 1}]}}}
                """, DatabasePortPolicy.class);

        var status = policy.getStatus();
        assertThat(status.phase()).isNull();
        assertThat(status.berths()).isEqualTo(1);
        assertThat(Objects.requireNonNull(status.plan()).moves())
                .extracting(PlanStatus.Move::service)
                .containsExactly("main");
        assertThat(Objects.requireNonNull(status.lastStable()).berths())
                .containsExactly(new LastStable.Place("main.sql", 7000));
    }
}
