package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.adapter.kube.Cluster;
import dev.berth.operator.DatabasePortPolicy;
import dev.berth.operator.LossyApi;
import dev.berth.operator.MigrationEntry;
import dev.berth.operator.MigrationStatus.Phase;
import dev.berth.operator.PlanStatus;
import dev.berth.operator.PolicyStatus;
import dev.berth.operator.PortMigration;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An operator whose connection to a real API server is cut after a write got through. */
@ExtendWith(Cluster.Given.class)
@Timeout(120)
class LostAnswersIT {
    private static final String SERVICE = """
            apiVersion: v1
            kind: Service
            metadata: {name: main}
            spec: {ports: [{name: sql, port: 5432, targetPort: 5432}]}
            """;
    private static final String POLICY = """
            apiVersion: berth.dev/v1alpha1
            kind: DatabasePortPolicy
            metadata: {name: shop}
            spec:
              mode: Plan
              kubernetes: {}
              databases:
                - {name: main, engine: PostgreSQL, service: main, ports: [{name: sql, target: 5432, port: 7000}]}
            """;
    private static final String FINALIZER = "PATCH .*/databaseportpolicies/shop(\\?\\S*)? application/json-patch";

    private final Cluster cluster;
    private final String namespace;
    private final LossyApi api;
    private final ClusterWatch operator;

    LostAnswersIT(Cluster cluster) {
        this.cluster = cluster;
        this.namespace = cluster.namespace();
        cluster.apply(namespace, SERVICE);
        this.api = new LossyApi(cluster.client(), cluster.kubeconfig());
        this.operator = Podless.operator(api.client(), namespace, namespace);
    }

    @AfterEach
    void end() {
        operator.close();
        api.close();
        policy().edit(policy -> {
            policy.getMetadata().setFinalizers(List.of());
            return policy;
        });
        policy().delete();
    }

    /** In the order in which they are made: approval, finalizer, record, entries, status, ports, events. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "PATCH .*/databaseportpolicies/shop(\\?\\S*)? application/json-patch",
                "PATCH .*/databaseportpolicies/shop(\\?\\S*)? application/apply-patch",
                "POST .*/portmigrations ",
                "PUT .*/portmigrations/shop-1/status ",
                "PUT .*/databaseportpolicies/shop/status ",
                "PATCH .*/services/main\\?(?!.*dryRun)",
                "POST .*/events "
            })
    void whicheverAnswerIsLostAnApprovedPlanRunsOnce(String call) throws IOException {
        cluster.apply(namespace, POLICY);
        var hash = hash();
        api.lose(call);

        approve(hash);

        awaited(PolicyStatus.Phase.IN_SYNC);
        await().atMost(Duration.ofSeconds(30)).until(api::wasCut);
        assertThat(cluster.ports(namespace, "main")).containsExactlyInAnyOrder("sql 5432", "sql-7000 7000");
        assertThat(migrations()).singleElement().satisfies(migration -> {
            assertThat(migration.getStatus().phase()).isEqualTo(Phase.SOAKING);
            assertThat(approvals(migration)).containsExactly("berth.dev/approve, by kubectl-annotate");
        });
        assertThat(annotations()).containsOnlyKeys("berth.dev/approved");
    }

    @Test
    void aPolicyWhoseLastAnswerIsLostGoesAllTheSame() throws IOException {
        cluster.apply(namespace, POLICY);
        approve(hash());
        awaited(PolicyStatus.Phase.IN_SYNC);
        api.lose(FINALIZER);

        cluster.kubectl("-n", namespace, "delete", "dpp", "shop", "--timeout=30s");

        assertThat(api.wasCut()).isTrue();
        assertThat(policy().get()).isNull();
        cluster.apply(namespace, POLICY);
    }

    private void approve(String hash) throws IOException {
        cluster.kubectl("-n", namespace, "annotate", "dpp", "shop", "berth.dev/approve=" + hash);
    }

    private String hash() {
        return Optional.ofNullable(
                        awaited(PolicyStatus.Phase.WAITING).getStatus().plan())
                .map(PlanStatus::hash)
                .orElseThrow();
    }

    private DatabasePortPolicy awaited(PolicyStatus.Phase phase) {
        return policy().waitUntilCondition(
                        policy -> policy != null
                                && policy.getStatus() != null
                                && policy.getStatus().phase() == phase,
                        60,
                        TimeUnit.SECONDS);
    }

    private Resource<DatabasePortPolicy> policy() {
        return cluster.client()
                .resources(DatabasePortPolicy.class)
                .inNamespace(namespace)
                .withName("shop");
    }

    private Map<String, String> annotations() {
        return Optional.ofNullable(policy().require().getMetadata().getAnnotations())
                .orElse(Map.of());
    }

    private List<PortMigration> migrations() {
        return cluster.client()
                .resources(PortMigration.class)
                .inNamespace(namespace)
                .list()
                .getItems();
    }

    private static List<String> approvals(PortMigration migration) {
        return Optional.ofNullable(migration.getStatus().entries()).orElse(List.of()).stream()
                .filter(entry -> entry.entry().equals("Approved"))
                .map(MigrationEntry::detail)
                .toList();
    }
}
