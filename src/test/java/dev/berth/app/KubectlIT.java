package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.adapter.kube.Cluster;
import dev.berth.operator.DatabasePortPolicy;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people see of a policy and its migration by the kubectl of the rig, on a real API server. */
@ExtendWith(Cluster.Given.class)
@Timeout(60)
class KubectlIT {
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
              mode: Enforce
              kubernetes: {}
              databases:
                - {name: main, engine: PostgreSQL, service: main, ports: [{name: sql, target: 5432, port: 7000}]}
            """;

    private final Cluster cluster;
    private final String namespace;
    private final ClusterWatch operator;

    KubectlIT(Cluster cluster) throws IOException {
        this.cluster = cluster;
        this.namespace = cluster.namespace();
        cluster.apply(namespace, SERVICE);
        cluster.apply(namespace, POLICY);
        this.operator = Podless.operator(cluster.client(), namespace, namespace);
        kubectl("wait", "--for=condition=Ready", "dpp/shop", "--timeout=30s");
    }

    @AfterEach
    void end() {
        operator.close();
        cluster.client()
                .resources(DatabasePortPolicy.class)
                .inNamespace(namespace)
                .delete();
    }

    @Test
    void oneCategoryHasBothKindsWithTheirColumns() throws IOException {
        var shown = kubectl("get", "berth").replaceAll(" +", " ").replaceAll("[0-9]+s", "AGE");

        assertThat(shown.lines().filter(line -> !line.isBlank()))
                .containsExactly(
                        "NAME READY BERTHS MIGRATED PHASE AGE",
                        "databaseportpolicy.berth.dev/shop True 1 1 InSync AGE",
                        "NAME POLICY READY BERTHS MIGRATED PHASE AGE",
                        "portmigration.berth.dev/shop-1 shop True 1 1 Soaking AGE");
    }

    @Test
    void aMigrationIsWaitedForAndItsPlanReadByItsShortName() throws IOException {
        kubectl("wait", "--for=condition=Ready", "pmig/shop-1", "--timeout=30s");

        assertThat(kubectl("get", "pmig", "shop-1", "-o", "jsonpath={.spec.plan}"))
                .contains("sql-7000");
        assertThat(kubectl("get", "pmig", "shop-1", "-o", "jsonpath={.status.conditions[*].reason}"))
                .isEqualTo("Arrived AtRest");
    }

    @Test
    void whatAPersonWantedIsAsItWasWritten() throws IOException {
        var policy = cluster.client()
                .resources(DatabasePortPolicy.class)
                .inNamespace(namespace)
                .withName("shop")
                .require();

        assertThat(policy.getMetadata().getGeneration()).isEqualTo(1);
        assertThat(policy.getMetadata().getManagedFields())
                .filteredOn(entry -> entry.getManager().equals("berth"))
                .isNotEmpty()
                .noneMatch(
                        entry -> entry.getFieldsV1().getAdditionalProperties().containsKey("f:spec"));
        assertThat(kubectl("get", "dpp", "shop", "-o", "jsonpath={.status.lastStable.berths}"))
                .isEqualTo("[{\"name\":\"main.sql\",\"port\":7000}]");
    }

    private String kubectl(String... words) throws IOException {
        var all = new String[words.length + 2];
        all[0] = "-n";
        all[1] = namespace;
        System.arraycopy(words, 0, all, 2, words.length);
        return cluster.kubectl(all);
    }
}
