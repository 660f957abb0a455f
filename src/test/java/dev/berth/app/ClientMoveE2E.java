package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.adapter.kube.Node;
import dev.berth.adapter.kube.PolicyText;
import dev.berth.plan.WorkloadStep;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The clients of a database of a real node are brought over to its new port by the operator, and nobody fails to connect. */
@Timeout(240)
class ClientMoveE2E {
    private static final PolicyText POLICY = PolicyText.of("pg").with("""
            clients:
              - name: web
                uses: [main]
                values: [{configMap: web, key: DB_PORT}]
                restart: Deployment/web
                probe: {http: "PROBE"}
            verify: {maxFailedClients: 0%}
            soak: {period: SOAK}
            """);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"iptables | {port: 5432}", "nftables | {name: db, port: 5432, targetPort: postgres}"})
    void clientsComeOverAndThenTheOldPortGoes(String proxy, String port) {
        try (var node = started(proxy, port)) {
            var shop = new ShopPolicy(node, "default");
            var clients = ClientPods.on(node, "");
            try (var operator = ClusterHarbour.open(node.client(), Clock.systemUTC())) {
                shop.apply(policy(clients, "1h"));

                var moved = shop.await("Ready", "True");

                assertThat(operator.unwell()).isEmpty();
                clients.awaitMore(5432);
                clients.awaitMore(7000);
                assertThat(clients.failures(7000)).isEmpty();
                assertThat(clients.port()).isEqualTo("7000");
                assertThat(clients.ports(7000)).containsExactly("7000");
                assertThat(moved.message("Retired")).startsWith("until ");

                clients.dismissStraggler();
                shop.apply(policy(clients, "1s"));
                var retired = shop.await("Retired", "True");

                clients.awaitMore(7000);
                assertThat(clients.failures(7000)).isEmpty();
                assertThat(shop.ports()).containsExactly("sql-7000 7000");
                assertThat(retired.message("Retired"))
                        .startsWith("commit to Service pg: its ports have {name: sql-7000,");
                assertThat(shop.migrations()).containsExactly("shop-1 MIGRATED");
            }
        }
    }

    @Test
    void aClientThatIsNotWellAtTheNewPortTakesEverythingBack() {
        try (var node = started("iptables", "{port: 5432}")) {
            var shop = new ShopPolicy(node, "default");
            var clients = ClientPods.on(node, "7000");
            try (var operator = ClusterHarbour.open(node.client(), Clock.systemUTC())) {
                shop.apply(policy(clients, "1h"));

                var back = shop.await("RolledBack", "True");

                assertThat(operator.unwell()).isEmpty();
                assertThat(back.message("RolledBack")).startsWith("1 of 1 clients do not answer (allowed: 0%): web");
                clients.awaitMore(5432);
                assertThat(clients.failures(5432)).isEmpty();
                assertThat(clients.port()).isEqualTo("5432");
                assertThat(clients.ports(5432)).containsExactly("5432");
                assertThat(shop.ports()).containsExactly("5432");
                assertThat(node.slices("pg")).hasSize(1);
                assertThat(shop.migrations()).containsExactly("shop-1 ROLLED_BACK");
            }
        }
    }

    @Test
    @Tag("slow")
    void anOperatorThatEndsAmidstTheClientsIsFollowedByOneThatGoesOn() {
        try (var node = started("nftables", "{port: 5432}")) {
            var shop = new ShopPolicy(node, "default");
            var clients = ClientPods.on(node, "");
            var hung = new AtomicBoolean();
            var first = ClusterHarbour.open(
                    node.client(),
                    Clock.systemUTC(),
                    Plants.inPlaceOf(WorkloadStep.RollOut.class, () -> Plants.hang(hung)));
            shop.apply(policy(clients, "1h"));
            await().atMost(Duration.ofSeconds(60)).untilTrue(hung);
            first.close();

            try (var second = ClusterHarbour.open(node.client(), Clock.systemUTC())) {
                shop.await("Ready", "True");

                assertThat(second.unwell()).isEmpty();
                assertThat(clients.port()).isEqualTo("7000");
                clients.awaitMore(7000);
                assertThat(clients.failures(7000)).isEmpty();
                assertThat(clients.ports(7000)).containsExactly("7000");
                assertThat(shop.migrations()).containsExactly("shop-1 SOAKING");
            }
        }
    }

    @Test
    @Tag("slow")
    void aRehearsalTriesWhatItWouldDoToClientsAndChangesNothingOfThem() {
        try (var node = started("iptables", "{port: 5432}")) {
            var shop = new ShopPolicy(node, "default");
            var clients = ClientPods.on(node, "");
            var before = pods(node);
            try (var operator = ClusterHarbour.open(node.client(), Clock.systemUTC())) {
                shop.apply(policy(clients, "1h").mode("Plan").with("rollout: {rehearse: Required}"));

                shop.await("Rehearsed", "True");

                assertThat(operator.unwell()).isEmpty();
                assertThat(clients.port()).isEqualTo("5432");
                assertThat(pods(node)).isEqualTo(before);
                assertThat(shop.ports()).containsExactly("5432");
                clients.awaitMore(5432);
                assertThat(clients.failures(5432)).isEmpty();
                assertThat(shop.migrations()).hasSize(1);
                assertThat(shop.entries())
                        .filteredOn(entry -> entry.startsWith("Applied"))
                        .extracting(
                                entry -> entry.replaceFirst(".*/[0-9]+-", "").replaceFirst(" .*", ""))
                        .contains("add-ports", "confirm-workload", "patch-value", "roll-out", "probe-clients");
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
        return PostgresPod.alone(proxy, port, ClientPods.IMAGE);
    }

    private static PolicyText policy(ClientPods clients, String soak) {
        return new PolicyText(POLICY.text().replace("PROBE", clients.health()).replace("SOAK", soak));
    }
}
