package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.adapter.kube.Node;
import dev.berth.operator.DatabasePortPolicy;
import dev.berth.operator.MigrationStatus.Phase;
import dev.berth.operator.PortMigration;
import dev.berth.plan.WorkloadStep;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The clients of a database of a real node are brought over to its new port by the operator, and nobody fails to connect. */
@Timeout(240)
class ClientMoveE2E {
    private static final String POLICY = """
            apiVersion: berth.dev/v1alpha1
            kind: DatabasePortPolicy
            metadata: {name: shop}
            spec:
              kubernetes: {}
              databases:
                - {name: main, engine: PostgreSQL, service: pg, ports: [{name: sql, target: 5432, port: 7000}]}
              clients:
                - name: web
                  uses: [main]
                  values: [{configMap: web, key: DB_PORT}]
                  restart: Deployment/web
                  probe: {http: "PROBE"}
              verify: {maxFailedClients: 0%}
              soak: {period: SOAK}
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"iptables | {port: 5432}", "nftables | {name: db, port: 5432, targetPort: postgres}"})
    void clientsComeOverAndThenTheOldPortGoes(String proxy, String port) {
        try (var node = started(proxy, port)) {
            var clients = ClientPods.on(node, "");
            try (var operator = ClusterHarbour.open(node.client(), Clock.systemUTC())) {
                node.apply(policy(clients, "1h"));

                awaited(node, "Ready");

                assertThat(operator).isNotNull();
                clients.awaitMore(5432);
                clients.awaitMore(7000);
                assertThat(clients.failures(7000)).isEmpty();
                assertThat(clients.port()).isEqualTo("7000");
                assertThat(clients.ports(7000)).containsExactly("7000");
                assertThat(message(node, "Retired")).startsWith("until ");

                clients.dismissStraggler();
                node.apply(policy(clients, "1s"));
                awaited(node, "Retired");

                clients.awaitMore(7000);
                assertThat(clients.failures(7000)).isEmpty();
                assertThat(node.ports("pg")).containsExactly("sql-7000 7000");
                assertThat(message(node, "Retired")).startsWith("commit to Service pg: ports: [{name: sql-7000,");
                assertThat(migrations(node))
                        .singleElement()
                        .satisfies(migration ->
                                assertThat(migration.getStatus().phase()).isEqualTo(Phase.MIGRATED));
            }
        }
    }

    @Test
    void aClientThatIsNotWellAtTheNewPortTakesEverythingBack() {
        try (var node = started("iptables", "{port: 5432}")) {
            var clients = ClientPods.on(node, "7000");
            try (var operator = ClusterHarbour.open(node.client(), Clock.systemUTC())) {
                node.apply(policy(clients, "1h"));

                awaited(node, "RolledBack");

                assertThat(operator).isNotNull();
                assertThat(message(node, "RolledBack")).startsWith("1 of 1 clients do not answer (allowed: 0%): web");
                clients.awaitMore(5432);
                assertThat(clients.failures(5432)).isEmpty();
                assertThat(clients.port()).isEqualTo("5432");
                assertThat(clients.ports(5432)).containsExactly("5432");
                assertThat(node.ports("pg")).containsExactly("5432");
                assertThat(node.slices("pg")).hasSize(1);
                assertThat(migrations(node))
                        .singleElement()
                        .satisfies(migration ->
                                assertThat(migration.getStatus().phase()).isEqualTo(Phase.ROLLED_BACK));
            }
        }
    }

    @Test
    void anOperatorThatEndsAmidstTheClientsIsFollowedByOneThatGoesOn() {
        try (var node = started("nftables", "{port: 5432}")) {
            var clients = ClientPods.on(node, "");
            var hung = new AtomicBoolean();
            var first = ClusterHarbour.open(
                    node.client(),
                    Clock.systemUTC(),
                    Plants.inPlaceOf(WorkloadStep.RollOut.class, () -> Plants.hang(hung)));
            node.apply(policy(clients, "1h"));
            await().atMost(Duration.ofSeconds(60)).untilTrue(hung);
            first.close();

            try (var second = ClusterHarbour.open(node.client(), Clock.systemUTC())) {
                awaited(node, "Ready");

                assertThat(second).isNotNull();
                assertThat(clients.port()).isEqualTo("7000");
                clients.awaitMore(7000);
                assertThat(clients.failures(7000)).isEmpty();
                assertThat(clients.ports(7000)).containsExactly("7000");
                assertThat(migrations(node)).hasSize(1);
            }
        }
    }

    @Test
    void aRehearsalTriesWhatItWouldDoToClientsAndChangesNothingOfThem() {
        try (var node = started("iptables", "{port: 5432}")) {
            var clients = ClientPods.on(node, "");
            var before = pods(node);
            try (var operator = ClusterHarbour.open(node.client(), Clock.systemUTC())) {
                node.apply(policy(clients, "1h")
                        .replace("kubernetes: {}", "mode: Plan\n  kubernetes: {}\n  rollout: {rehearse: Required}"));

                awaited(node, "Rehearsed");

                assertThat(operator).isNotNull();
                assertThat(clients.port()).isEqualTo("5432");
                assertThat(pods(node)).isEqualTo(before);
                assertThat(node.ports("pg")).containsExactly("5432");
                clients.awaitMore(5432);
                assertThat(clients.failures(5432)).isEmpty();
                assertThat(migrations(node))
                        .singleElement()
                        .satisfies(rehearsal -> assertThat(
                                        Objects.requireNonNull(
                                                        rehearsal.getStatus().entries())
                                                .stream()
                                                .filter(entry -> entry.entry().equals("Applied"))
                                                .map(entry -> String.valueOf(entry.step())
                                                        .replaceFirst(".*/[0-9]+-", "")))
                                .contains("add-ports", "confirm-workload", "patch-value", "roll-out", "probe-clients"));
            }
        }
    }

    private static List<String> pods(Node node) {
        return node.client().pods().inNamespace("default").withLabel("app", "web").list().getItems().stream()
                .map(pod -> pod.getMetadata().getUid())
                .sorted()
                .toList();
    }

    private static Node started(String proxy, String port) {
        return PostgresPod.on(Node.start(proxy, PostgresPod.IMAGE, ClientPods.IMAGE), port);
    }

    private static String policy(ClientPods clients, String soak) {
        return POLICY.replace("PROBE", clients.health()).replace("SOAK", soak);
    }

    private static void awaited(Node node, String condition) {
        policies(node)
                .waitUntilCondition(
                        policy -> policy != null && conditions(policy).stream().anyMatch(one -> holds(one, condition)),
                        120,
                        TimeUnit.SECONDS);
    }

    private static boolean holds(Condition one, String condition) {
        return one.getType().equals(condition) && one.getStatus().equals("True");
    }

    private static String message(Node node, String condition) {
        return conditions(policies(node).require()).stream()
                .filter(one -> one.getType().equals(condition))
                .map(Condition::getMessage)
                .findFirst()
                .orElse("");
    }

    private static Resource<DatabasePortPolicy> policies(Node node) {
        return node.client()
                .resources(DatabasePortPolicy.class)
                .inNamespace("default")
                .withName("shop");
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
