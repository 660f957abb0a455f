package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.adapter.kube.PolicyText;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the plain manifests let the operator do is enough for a move on a real node. */
@Timeout(300)
class OperatorRightsE2E {
    @Test
    void theServiceAccountOfTheManifestsMovesADatabase() {
        try (var node = PostgresPod.alone("iptables", "{port: 5432}")) {
            var shop = new ShopPolicy(node, "default");
            PlainManifests.apply(node.client(), "berth.yaml");
            shop.apply(PolicyText.of("pg"));

            try (var account = node.as("berth-system", "berth");
                    var operator = ClusterHarbour.open(account, Clock.systemUTC())) {
                shop.await("Ready", "True");

                assertThat(operator.unwell()).isEmpty();
            }
            assertThat(shop.ports()).containsExactlyInAnyOrder("sql-5432 5432", "sql-7000 7000");
        }
    }
}
