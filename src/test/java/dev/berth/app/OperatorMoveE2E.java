package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.adapter.kube.Node;
import dev.berth.execute.Attempt;
import dev.berth.operator.DatabasePortPolicy;
import dev.berth.operator.MigrationStatus.Phase;
import dev.berth.operator.PortMigration;
import dev.berth.plan.ProbeStep;
import dev.berth.plan.ServiceStep;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The operator moves a database of a real node by itself, and back when something goes wrong. */
@Timeout(180)
class OperatorMoveE2E {
    private static final String POLICY = """
            apiVersion: berth.dev/v1alpha1
            kind: DatabasePortPolicy
            metadata: {name: shop}
            spec:
              kubernetes: {}
              databases:
                - {name: main, engine: PostgreSQL, service: pg, ports: [{name: sql, target: 5432, port: 7000}]}
            """;

    @Test
    void anOperatorThatEndsInTheMiddleIsFollowedByOneThatGoesOn() {
        try (var node = PostgresPod.on(Node.start("iptables", PostgresPod.IMAGE), "{port: 5432}");
                var visitors = new ServiceVisitors(node.service("pg").getSpec().getClusterIP(), 5432)) {
            var hung = new AtomicBoolean();
            var first = ClusterHarbour.open(
                    node.client(),
                    Clock.systemUTC(),
                    Plants.inPlaceOf(ServiceStep.AwaitPorts.class, () -> Plants.hang(hung)));
            node.apply(POLICY);
            await().atMost(Duration.ofSeconds(30)).untilTrue(hung);
            first.close();

            try (var second = ClusterHarbour.open(node.client(), Clock.systemUTC())) {
                var policy = ready(node);
                assertThat(second).isNotNull();
                assertThat(policy.getStatus().migrated()).isEqualTo(1);
            }

            visitors.awaitMore();
            assertThat(visitors.failed()).isEmpty();
            assertThat(node.ports("pg")).containsExactlyInAnyOrder("sql-5432 5432", "sql-7000 7000");
            assertThat(node.slices("pg")).hasSize(1);
            assertThat(migrations(node)).singleElement().satisfies(migration -> {
                assertThat(migration.getStatus().phase()).isEqualTo(Phase.SOAKING);
                assertThat(migration.getMetadata().getName()).isEqualTo("shop-1");
            });
        }
    }

    @Test
    void aMoveThatFailsGoesBackAndIsNotTriedAgainAtOnce() {
        try (var node = PostgresPod.on(Node.start("nftables", PostgresPod.IMAGE), "{port: 5432}");
                var visitors = new ServiceVisitors(node.service("pg").getSpec().getClusterIP(), 5432);
                var operator = ClusterHarbour.open(
                        node.client(),
                        Clock.systemUTC(),
                        Plants.inPlaceOf(ProbeStep.AwaitAnswer.class, () -> Attempt.notDone("planted")))) {
            node.apply(POLICY);

            var policy = wentBack(node);

            assertThat(operator).isNotNull();
            assertThat(message(policy, "Waiting"))
                    .startsWith("shop: its last migration went back (planted), 1 in a row — it is tried again at ");
            assertThat(message(policy, "RolledBack")).isEqualTo("planted");
            node.client().services().inNamespace("default").withName("pg").edit(service -> {
                service.getMetadata().setLabels(Map.of("touched", "again"));
                return service;
            });
            visitors.awaitMore();
            assertThat(visitors.failed()).isEmpty();
            assertThat(node.ports("pg")).containsExactly("5432");
            assertThat(migrations(node))
                    .singleElement()
                    .satisfies(migration ->
                            assertThat(migration.getStatus().phase()).isEqualTo(Phase.ROLLED_BACK));
        }
    }

    private static DatabasePortPolicy ready(Node node) {
        return awaited(node, "Ready");
    }

    private static DatabasePortPolicy wentBack(Node node) {
        return awaited(node, "RolledBack");
    }

    private static DatabasePortPolicy awaited(Node node, String condition) {
        return node.client()
                .resources(DatabasePortPolicy.class)
                .inNamespace("default")
                .withName("shop")
                .waitUntilCondition(
                        policy -> policy != null
                                && conditions(policy).stream()
                                        .anyMatch(one -> one.getType().equals(condition)
                                                && one.getStatus().equals("True")),
                        60,
                        TimeUnit.SECONDS);
    }

    private static String message(DatabasePortPolicy policy, String condition) {
        return conditions(policy).stream()
                .filter(one -> one.getType().equals(condition))
                .map(Condition::getMessage)
                .findFirst()
                .orElseThrow();
    }

    private static List<Condition> conditions(DatabasePortPolicy policy) {
        return policy.getStatus() == null || policy.getStatus().conditions() == null
                ? List.of()
                : policy.getStatus().conditions();
    }

    private static List<PortMigration> migrations(Node node) {
        return node.client()
                .resources(PortMigration.class)
                .inNamespace("default")
                .list()
                .getItems();
    }
}
