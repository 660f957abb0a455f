package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.adapter.kube.Cluster;
import dev.berth.adapter.kube.PolicyText;
import dev.berth.adapter.kube.ServiceText;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people see of a policy and its migration by the kubectl of the rig, on a real API server. */
@ExtendWith(Cluster.Given.class)
@Timeout(60)
class KubectlIT {
    private final Cluster cluster;
    private final ShopPolicy shop;
    private final ClusterWatch operator;

    KubectlIT(Cluster cluster) {
        this.cluster = cluster;
        this.shop = new ShopPolicy(cluster, cluster.namespace());
        cluster.apply(shop.namespace(), ServiceText.of("main", "sql 5432"));
        shop.apply(PolicyText.of("main").mode("Enforce"));
        this.operator = Podless.operator(cluster.client(), shop.namespace(), shop.namespace());
        kubectl("wait", "--for=condition=Ready", "dpp/shop", "--timeout=30s");
    }

    @AfterEach
    void end() {
        operator.close();
        shop.delete();
    }

    @Test
    void oneCategoryHasBothKindsWithTheirColumns() {
        var shown = kubectl("get", "berth").replaceAll(" +", " ").replaceAll("[0-9]+s", "AGE");

        assertThat(shown.lines().filter(line -> !line.isBlank()))
                .containsExactly(
                        "NAME READY BERTHS MIGRATED PHASE AGE",
                        "databaseportpolicy.berth.dev/shop True 1 1 InSync AGE",
                        "NAME POLICY READY BERTHS MIGRATED PHASE AGE",
                        "portmigration.berth.dev/shop-1 shop True 1 1 Soaking AGE");
    }

    @Test
    void aMigrationIsWaitedForAndItsPlanReadByItsShortName() {
        kubectl("wait", "--for=condition=Ready", "pmig/shop-1", "--timeout=30s");

        assertThat(kubectl("get", "pmig", "shop-1", "-o", "jsonpath={.spec.plan}"))
                .contains("sql-7000");
        assertThat(kubectl("get", "pmig", "shop-1", "-o", "jsonpath={.status.conditions[*].reason}"))
                .isEqualTo("Arrived AtRest");
    }

    @Test
    void whatAPersonWantedIsAsItWasWritten() {
        var policy = shop.told().policy();

        assertThat(policy.getMetadata().getGeneration()).isEqualTo(1);
        assertThat(policy.getMetadata().getManagedFields())
                .filteredOn(entry -> entry.getManager().equals("berth"))
                .isNotEmpty()
                .noneMatch(
                        entry -> entry.getFieldsV1().getAdditionalProperties().containsKey("f:spec"));
        assertThat(kubectl("get", "dpp", "shop", "-o", "jsonpath={.status.lastStable.berths}"))
                .isEqualTo("[{\"name\":\"main.sql\",\"port\":7000}]");
    }

    private String kubectl(String... words) {
        return cluster.kubectl(Stream.concat(Stream.of("-n", shop.namespace()), Stream.of(words))
                .toArray(String[]::new));
    }
}
