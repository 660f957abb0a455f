package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.adapter.kube.Node;
import dev.berth.adapter.kube.PolicyText;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A plan is rehearsed on a real node, past a guard that refuses, by the rights of the manifests alone. */
@Tag("alone")
@Timeout(300)
class RehearsalE2E {
    private static final PolicyText POLICY = PolicyText.of("pg").with("rollout: {rehearse: Required}");

    @Test
    void aDatabaseMovesOnceItsMoveWentForthAndBackOnACopyAndNobodyNoticesEither() {
        var clock = new ShiftedClock(Instant.now());
        try (var node = PostgresPod.alone("nftables", "{port: 5432}")) {
            PlainManifests.apply(node.client(), "berth.yaml", "guard.yaml", "guard-deny.yaml");
            var shop = new ShopPolicy(node, "default");
            shop.apply(POLICY);
            try (var visitors = new ServiceVisitors(node.address("pg"), 5432);
                    var account = node.as("berth-system", "berth");
                    var operator = ClusterHarbour.open(account, clock)) {
                shop.await("Rehearsed", "needs the rights of deploy/kubernetes/rehearsals.yaml");
                assertThat(shop.ports()).containsExactly("5432");

                PlainManifests.apply(node.client(), "rehearsals.yaml");
                clock.forward(Duration.ofMinutes(1));
                touch(node);

                shop.await("Ready", "True");
                assertThat(operator.unwell()).isEmpty();
                visitors.awaitMore();
                assertThat(visitors.failed()).isEmpty();
            }
            assertThat(shop.ports()).containsExactlyInAnyOrder("sql-5432 5432", "sql-7000 7000");
            assertThat(node.services("default")).containsExactlyInAnyOrder("kubernetes", "pg");
            assertThat(shop.migration("shop.rehearsal-1").getSpec().rehearses())
                    .isEqualTo(shop.migration("shop-1").getSpec().hash());
            assertThat(shop.entries("shop.rehearsal-1"))
                    .last()
                    .asString()
                    .matches(
                            "Closed rehearsed forth and back: [1-9][0-9]+ calls at the old ports, the slowest took \\d+ ms");
        }
    }

    private static void touch(Node node) {
        node.client().services().inNamespace("default").withName("pg").edit(service -> {
            service.getMetadata().setLabels(Map.of("touched", "again"));
            return service;
        });
    }
}
