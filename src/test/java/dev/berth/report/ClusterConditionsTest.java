package dev.berth.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.cycle.ClusterClients;
import dev.berth.plan.Bar;
import dev.berth.plan.ClusterDecision;
import dev.berth.plan.ClusterPlanner;
import dev.berth.plan.Decision;
import dev.berth.plan.ServiceBerth;
import dev.berth.policy.Mark;
import dev.berth.policy.Policy.Mode;
import dev.berth.policy.Violation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClusterConditionsTest {
    private static final ServiceBerth MOORED = new ServiceBerth("cache.redis", 7001, new ServiceBerth.Moored());
    private static final ServiceBerth ELSEWHERE = new ServiceBerth("main.sql", 7000, new ServiceBerth.Elsewhere(5432));
    private static final Bar MISSING =
            new Bar(Bar.Kind.MISSING, new Decision.Refusal("main.sql", "there is no Service main", "make it"));

    @Test
    void aPolicyWhoseBerthsAreAllMooredIsReady() {
        var conditions = lines(seen(Mode.ENFORCE, MOORED));

        assertThat(conditions)
                .containsExactly(
                        "Ready True InSync every database is in its berth",
                        "Stalled False InSync ",
                        "Reconciling False NoMigration ",
                        "RolledBack False NoMigration ",
                        "Protected False NotGuarded nothing keeps others from taking its ports yet");
    }

    @Test
    void aPendingMoveIsToldWithItsPorts() {
        var conditions = lines(seen(Mode.PLAN, MOORED, ELSEWHERE));

        assertThat(conditions)
                .contains("Ready False ChangesPending main.sql 5432 → 7000", "Stalled False ChangesPending ");
    }

    @Test
    void aBarredBerthStallsThePolicy() {
        var barred = new ServiceBerth("main.sql", 7000, new ServiceBerth.Barred(MISSING));

        var conditions = lines(seen(Mode.OBSERVE, MOORED, barred));

        assertThat(conditions)
                .contains(
                        "Ready False Missing main.sql: there is no Service main — make it",
                        "Stalled True Missing main.sql: there is no Service main — make it");
    }

    @Test
    void aClientThatCannotFollowStallsThePolicy() {
        var bar = new Bar(Bar.Kind.CONFLICTING, new Decision.Refusal("web", "another writes it", "ask there"));

        var conditions = lines(
                new ClusterDecision.Seen(Mode.ENFORCE, List.of(MOORED), Optional.empty(), List.of(bar), List.of()));

        assertThat(conditions)
                .contains(
                        "Ready False Conflicting web: another writes it — ask there",
                        "Stalled True Conflicting web: another writes it — ask there");
    }

    @Test
    void valuesThatChangeAreTold() {
        var facts = ClusterClients.facts(ClusterClients.holders(5432), "sql", 5432, "sql-7000", 7000);

        var conditions = lines(ClusterPlanner.decide(ClusterClients.policy(), facts));

        assertThat(conditions)
                .anyMatch(line -> line.startsWith("Ready False ChangesPending ConfigMap/web DB_PORT “5432” → “7000”,"
                        + " Secret/web URL “@main:5432/” → “@main:7000/”, 1 time, "));
    }

    @Test
    void everyViolationOfAnInvalidPolicyIsTold() {
        var violation = new Violation(new Mark("shop/shop", 1), "spec.soak.period", "9y", "a duration");

        var conditions = lines(new ClusterDecision.Invalid(List.of(violation, violation)));

        assertThat(conditions)
                .contains("Stalled True InvalidPolicy spec.soak.period: “9y” — a duration;"
                        + " spec.soak.period: “9y” — a duration");
    }

    private static ClusterDecision seen(Mode mode, ServiceBerth... berths) {
        return new ClusterDecision.Seen(mode, List.of(berths), Optional.empty());
    }

    private static List<String> lines(ClusterDecision decision) {
        return ClusterConditions.of(decision, Optional.empty()).stream()
                .map(condition -> String.join(
                        " ",
                        condition.type(),
                        condition.status(),
                        condition.reason().name(),
                        condition.message()))
                .toList();
    }
}
