package dev.berth.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.observe.ClusterFacts;
import dev.berth.policy.Band;
import dev.berth.policy.Database;
import dev.berth.policy.EngineKind;
import dev.berth.policy.Hold;
import dev.berth.policy.KubernetesTarget;
import dev.berth.policy.Mark;
import dev.berth.policy.Policy;
import dev.berth.policy.Rollback;
import dev.berth.policy.Rollout;
import dev.berth.policy.Soak;
import dev.berth.policy.Verification;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClusterPlannerTest {
    private static final ClusterFacts.Port OLD = port("sql", 5432, 5432);
    private static final ClusterFacts.Port NEW = port("berth-7000", 7000, 5432);

    @Test
    void aServiceWithTheWantedPortIsMoored() {
        assertThat(standing(service(OLD, NEW))).isEqualTo(new ServiceBerth.Moored());
    }

    @Test
    void aServiceThatLeadsThereFromAnotherPortIsElsewhere() {
        assertThat(standing(service(port("web", 80, 8080), OLD))).isEqualTo(new ServiceBerth.Elsewhere(5432));
    }

    @Test
    void aWantedPortThatLeadsSomewhereElseIsAConflictWithWhoWroteIt() {
        assertThat(refusal(service(OLD, port("web", 7000, 8080))))
                .hasToString("main.sql: port 7000 of Service main leads to 8080 already, by helm"
                        + " — take another port, or free this one");
    }

    @Test
    void aNameThatNoPodTellsIsNoConflict() {
        var unknown = new ClusterFacts.Port("berth-7000", 7000, "postgres", Optional.empty());

        assertThat(bar(service(unknown)))
                .isEqualTo(Bar.of(
                        Bar.Kind.MISSING,
                        "main.sql",
                        "port 7000 of Service main leads to postgres, and no pod behind it tells which port that is",
                        "start the database, or correct the selector of the Service"));
    }

    @Test
    void aServiceThatIsNotThereIsMissing() {
        assertThat(refusal())
                .hasToString("main.sql: there is no Service main in namespace shop"
                        + " — make it, or correct service of main");
    }

    @Test
    void aServiceWithoutAWayToTheDatabaseIsRefused() {
        assertThat(refusal(service(port("web", 80, 8080))))
                .hasToString("main.sql: no port of Service main leads to 5432"
                        + " — correct target of sql, or the ports of the Service");
    }

    @Test
    void headlessServicesHaveNoPortToMove() {
        var headless = new ClusterFacts.Service(
                "main", "ClusterIP", true, "", Optional.empty(), List.of("helm"), List.of(OLD), 1);

        assertThat(bar(headless).kind()).isEqualTo(Bar.Kind.UNSUPPORTED);
    }

    @Test
    void namesOfOutsideHaveNoPortToMove() {
        var external = new ClusterFacts.Service(
                "main", "ExternalName", false, "", Optional.empty(), List.of("helm"), List.of(), 0);

        assertThat(bar(external).kind()).isEqualTo(Bar.Kind.UNSUPPORTED);
    }

    @Test
    void aServiceThatAnOperatorWritesIsAConflict() {
        var owned = new ClusterFacts.Service(
                "main", "ClusterIP", false, "10.0.0.1", Optional.of("Cluster/main"), List.of("cnpg"), List.of(OLD), 1);

        assertThat(bar(owned).refusal().reason())
                .isEqualTo("Service main belongs to Cluster/main, which would take a change back");
    }

    private static ServiceBerth.Standing standing(ClusterFacts.Service... services) {
        var decision = ClusterPlanner.decide(policy(), new ClusterFacts(List.of(services)));
        var berths = ((ClusterDecision.Seen) decision).berths();
        assertThat(berths).hasSize(1);
        return berths.get(0).standing();
    }

    private static Bar bar(ClusterFacts.Service... services) {
        return ((ServiceBerth.Barred) standing(services)).bar();
    }

    private static Decision.Refusal refusal(ClusterFacts.Service... services) {
        return bar(services).refusal();
    }

    private static ClusterFacts.Service service(ClusterFacts.Port... ports) {
        return new ClusterFacts.Service(
                "main", "ClusterIP", false, "10.0.0.1", Optional.empty(), List.of("helm"), List.of(ports), 1);
    }

    private static ClusterFacts.Port port(String name, int port, int target) {
        return new ClusterFacts.Port(name, port, "" + target, Optional.of(target));
    }

    private static Policy policy() {
        var mark = new Mark("shop/shop", 1);
        var port = new Database.Port("sql", 5432, 7000, Optional.empty(), mark);
        var main = new Database(
                "main",
                EngineKind.POSTGRESQL,
                new Database.Runner.Service("main"),
                List.of(port),
                Optional.empty(),
                Optional.empty(),
                mark);
        return new Policy(
                "shop",
                "shop",
                mark,
                "",
                "fingerprint",
                Policy.Mode.OBSERVE,
                Band.DEFAULTS,
                new KubernetesTarget(),
                List.of(main),
                List.of(),
                Optional.empty(),
                Rollout.FREE,
                new Hold(Hold.Mode.AUTO, Duration.ZERO, Duration.ZERO, Duration.ZERO),
                Optional.empty(),
                new Verification(Verification.Fingerprint.FAST, 50),
                new Soak(Duration.ZERO, Soak.Retire.WHEN_UNUSED),
                new Rollback(Rollback.Scope.BERTH, Duration.ZERO),
                List.of());
    }
}
