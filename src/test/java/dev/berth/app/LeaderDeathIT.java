package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.adapter.kube.Cluster;
import dev.berth.adapter.kube.PolicyText;
import dev.berth.adapter.kube.ServiceText;
import java.time.Duration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Operators of which nothing more comes in the middle of a move, and those after them, over a real API server: a sample of
 * the moments that {@code ClusterLeadersTest} and {@code ClientCrashTest} try one by one.
 */
@Timeout(120)
@ExtendWith(Cluster.Given.class)
class LeaderDeathIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 6, 8})
    void theNextOneArrivesWhereverTheJournalBrokeOff(int writes, Cluster cluster) throws InterruptedException {
        var namespace = cluster.namespace();
        var shop = new ShopPolicy(cluster, namespace);
        cluster.apply(namespace, ServiceText.of("main", "5432"));
        try (var doomed = new Doomed(cluster, writes);
                var first = Podless.operator(doomed.client(), namespace, namespace)) {
            assertThat(first).isNotNull();
            shop.apply(PolicyText.of("main").mode("Enforce"));
            doomed.awaitEnd(PATIENCE);
        }
        assertThat(shop.migrations()).hasSize(1).noneMatch(migration -> migration.endsWith(" SOAKING"));

        try (var second = Podless.operator(cluster.client(), namespace, namespace)) {
            assertThat(second).isNotNull();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(shop.migrations()).containsExactly("shop-1 SOAKING"));
        }

        assertThat(shop.ports()).containsExactlyInAnyOrder("sql-5432 5432", "sql-7000 7000");
        assertThat(shop.entries()).isNotEmpty().noneMatch(entry -> entry.startsWith("Failed"));
    }
}
