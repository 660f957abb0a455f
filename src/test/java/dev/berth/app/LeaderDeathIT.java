package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.adapter.kube.Cluster;
import dev.berth.operator.MigrationEntry;
import dev.berth.operator.MigrationStatus;
import dev.berth.operator.MigrationStatus.Phase;
import dev.berth.operator.PortMigration;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
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
    private static final String POLICY = """
            apiVersion: berth.dev/v1alpha1
            kind: DatabasePortPolicy
            metadata: {name: shop}
            spec:
              mode: Enforce
              kubernetes: {}
              databases:
                - {name: main, engine: PostgreSQL, service: main, ports: [{name: sql, target: 5432, port: 7000}]}
            """;
    private static final String SERVICE = """
            apiVersion: v1
            kind: Service
            metadata: {name: main}
            spec: {ports: [{port: 5432, targetPort: 5432}]}
            """;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 6, 8})
    void theNextOneArrivesWhereverTheJournalBrokeOff(int writes, Cluster cluster) throws InterruptedException {
        var namespace = cluster.namespace();
        cluster.apply(namespace, SERVICE);
        try (var doomed = new Doomed(cluster, writes);
                var first = Podless.operator(doomed.client(), namespace, namespace)) {
            assertThat(first).isNotNull();
            cluster.apply(namespace, POLICY);
            doomed.awaitEnd(PATIENCE);
        }
        assertThat(migrations(cluster, namespace)).hasSize(1);
        assertThat(phases(cluster, namespace)).doesNotContain(Phase.SOAKING);

        try (var second = Podless.operator(cluster.client(), namespace, namespace)) {
            assertThat(second).isNotNull();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(phases(cluster, namespace)).containsExactly(Phase.SOAKING));
        }

        assertThat(cluster.ports(namespace, "main")).containsExactlyInAnyOrder("sql-5432 5432", "sql-7000 7000");
        assertThat(entries(cluster, namespace)).isNotEmpty().doesNotContain("Failed");
    }

    private static List<Phase> phases(Cluster cluster, String namespace) {
        return statuses(cluster, namespace)
                .flatMap(status -> Optional.ofNullable(status.phase()).stream())
                .toList();
    }

    private static List<String> entries(Cluster cluster, String namespace) {
        return statuses(cluster, namespace)
                .flatMap(status -> Objects.requireNonNull(status.entries()).stream())
                .map(MigrationEntry::entry)
                .toList();
    }

    private static Stream<MigrationStatus> statuses(Cluster cluster, String namespace) {
        return migrations(cluster, namespace).stream()
                .flatMap(migration -> Optional.ofNullable(migration.getStatus()).stream());
    }

    private static List<PortMigration> migrations(Cluster cluster, String namespace) {
        return cluster.client()
                .resources(PortMigration.class)
                .inNamespace(namespace)
                .list()
                .getItems();
    }
}
