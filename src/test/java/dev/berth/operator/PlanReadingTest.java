package dev.berth.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.cycle.ClusterPolicy;
import dev.berth.plan.ClusterDecision;
import dev.berth.plan.ClusterPlanner;
import dev.berth.plan.Plan;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlanReadingTest {
    private final ClusterDecision.Seen seen =
            (ClusterDecision.Seen) ClusterPlanner.decide(ClusterPolicy.SHOP, ClusterPolicy.facts("sql", 5432));
    private final Plan plan = seen.plan().orElseThrow();

    @Test
    void aPendingPlanIsToldWithItsStepsAndWhatToCommit() {
        var status = Objects.requireNonNull(PlanReading.of(seen));

        assertThat(status.hash()).isEqualTo(plan.hash());
        assertThat(status.steps()).hasSize(6).element(2).asString().startsWith("SWITCH main/03-add-ports: add to ");
        assertThat(status.moves()).containsExactly(new PlanStatus.Move("main", List.of("main 5432 → 7000"), """
                        apiVersion: v1
                        kind: Service
                        metadata: {name: main, namespace: shop}
                        spec:
                          ports:
                            - {name: sql, port: 5432, protocol: TCP, targetPort: 5432}
                            - {name: sql-7000, port: 7000, protocol: TCP, targetPort: 5432}
                        """));
    }

    @Test
    void aLongPlanIsCutShort() {
        var move = plan.moves().get(0);
        var many = new Plan(
                plan.policy(),
                plan.namespace(),
                plan.policyFingerprint(),
                plan.root(),
                plan.docker(),
                plan.rollback(),
                Collections.nCopies(30, move),
                plan.warnings(),
                plan.hash());

        var status = Objects.requireNonNull(
                PlanReading.of(new ClusterDecision.Seen(seen.mode(), seen.berths(), Optional.of(many))));

        assertThat(status.steps()).hasSize(128).last().isEqualTo("and 53 more");
    }

    @Test
    void whereNothingIsPendingThereIsNoPlan() {
        assertThat(PlanReading.of(new ClusterDecision.Seen(seen.mode(), seen.berths(), Optional.empty())))
                .isNull();
    }
}
