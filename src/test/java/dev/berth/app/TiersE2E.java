package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.adapter.kube.Node;
import dev.berth.operator.DatabasePortPolicy;
import dev.berth.operator.PolicyStatus.Phase;
import dev.berth.operator.PortMigration;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A move goes through three namespaces of a real node, one after the other, by itself. */
@Timeout(300)
class TiersE2E {
    private static final List<String> TIERS = List.of("dev", "staging", "production");
    private static final int SOAK = 3;
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
    void eachNamespaceMovesOnceTheOneBeforeItHasSoaked() {
        try (var node = Node.start("iptables", PostgresPod.IMAGE)) {
            TIERS.forEach(tier -> database(node, tier));
            try (var visitors = new ServiceVisitors(
                            node.service("production", "pg").getSpec().getClusterIP(), 5432);
                    var operator = ClusterHarbour.open(node.client(), Clock.systemUTC())) {
                node.apply("production", after("staging"));
                node.apply("staging", after("dev"));
                awaited(node, "production", Phase.WAITING);
                node.apply("dev", POLICY);

                awaited(node, "production", Phase.IN_SYNC);

                assertThat(operator).isNotNull();
                assertThat(TIERS)
                        .allSatisfy(tier -> assertThat(node.ports(tier, "pg"))
                                .containsExactlyInAnyOrder("sql-5432 5432", "sql-7000 7000"));
                assertThat(opened(node, "staging"))
                        .isAfterOrEqualTo(readySince(node, "dev").plusSeconds(SOAK));
                assertThat(opened(node, "production"))
                        .isAfterOrEqualTo(readySince(node, "staging").plusSeconds(SOAK));
                visitors.awaitMore();
                assertThat(visitors.failed()).isEmpty();
            }
        }
    }

    private static void database(Node node, String namespace) {
        node.client()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build())
                .create();
        PostgresPod.on(node, namespace, "{port: 5432}");
    }

    private static String after(String tier) {
        return POLICY + "  rollout: {after: [{namespace: " + tier + ", policy: shop, soak: " + SOAK + "s}]}\n";
    }

    private static DatabasePortPolicy awaited(Node node, String namespace, Phase phase) {
        return node.client()
                .resources(DatabasePortPolicy.class)
                .inNamespace(namespace)
                .withName("shop")
                .waitUntilCondition(
                        policy -> policy != null
                                && policy.getStatus() != null
                                && policy.getStatus().phase() == phase,
                        120,
                        TimeUnit.SECONDS);
    }

    private static Instant readySince(Node node, String namespace) {
        var conditions = awaited(node, namespace, Phase.IN_SYNC).getStatus().conditions();
        return Instant.parse((conditions == null ? List.<io.fabric8.kubernetes.api.model.Condition>of() : conditions)
                .stream()
                        .filter(condition -> condition.getType().equals("Ready"))
                        .findFirst()
                        .orElseThrow()
                        .getLastTransitionTime());
    }

    private static Instant opened(Node node, String namespace) {
        return Instant.parse(node.client()
                .resources(PortMigration.class)
                .inNamespace(namespace)
                .withName("shop-1")
                .require()
                .getMetadata()
                .getCreationTimestamp());
    }
}
