package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.adapter.kube.Node;
import dev.berth.adapter.kube.PolicyText;
import dev.berth.operator.PolicyStatus.Phase;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A move goes through three namespaces of a real node, one after the other, by itself. */
@Tag("alone")
@Timeout(300)
class TiersE2E {
    private static final int SOAK = 3;
    private static final PolicyText POLICY = PolicyText.of("pg");

    @Test
    void eachNamespaceMovesOnceTheOneBeforeItHasSoaked() {
        try (var node = Node.start("iptables", PostgresPod.IMAGE)) {
            var dev = tier(node, "dev");
            var staging = tier(node, "staging");
            var production = tier(node, "production");
            var address = node.service("production", "pg").getSpec().getClusterIP();
            try (var visitors = new ServiceVisitors(address, 5432);
                    var operator = ClusterHarbour.open(node.client(), Clock.systemUTC())) {
                production.apply(after("staging"));
                staging.apply(after("dev"));
                production.await(Phase.WAITING);
                dev.apply(POLICY);

                production.await(Phase.IN_SYNC);

                assertThat(operator.unwell()).isEmpty();
                assertThat(List.of(dev, staging, production))
                        .allSatisfy(tier ->
                                assertThat(tier.ports()).containsExactlyInAnyOrder("sql-5432 5432", "sql-7000 7000"));
                assertThat(opened(staging))
                        .isAfterOrEqualTo(dev.told().since("Ready").plusSeconds(SOAK));
                assertThat(opened(production))
                        .isAfterOrEqualTo(staging.told().since("Ready").plusSeconds(SOAK));
                visitors.awaitMore();
                assertThat(visitors.failed()).isEmpty();
            }
        }
    }

    private static ShopPolicy tier(Node node, String namespace) {
        node.kubectl("create", "namespace", namespace);
        PostgresPod.on(node, namespace, "{port: 5432}");
        return new ShopPolicy(node, namespace);
    }

    private static PolicyText after(String tier) {
        return POLICY.with("rollout: {after: [{namespace: " + tier + ", policy: shop, soak: " + SOAK + "s}]}");
    }

    private static Instant opened(ShopPolicy tier) {
        return Instant.parse(tier.migration("shop-1").getMetadata().getCreationTimestamp());
    }
}
