package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.adapter.kube.Cluster;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What people do by a real Helm to a Service that an operator keeps: it is harmless, or put right, or reported. */
@ExtendWith(Cluster.Given.class)
@Timeout(180)
class HelmDriftIT {
    private static final String OLD = "{\"name\": \"sql\", \"port\": 5432, \"targetPort\": 5432}";
    private static final String UNNAMED = "{\"port\": 5432, \"targetPort\": 5432}";
    private static final String NEW = "{\"name\": \"sql-7000\", \"port\": 7000, \"targetPort\": 5432}";
    private static final List<String> BOTH = List.of("sql 5432", "sql-7000 7000");
    private static final String COMMIT =
            "commit to Service main: ports: [{name: sql-7000, port: 7000, targetPort: 5432}]";

    private final Cluster cluster;
    private final String namespace;
    private final ShopPolicy policy;
    private final ShopRelease release;
    private final ClusterWatch operator;

    HelmDriftIT(Cluster cluster, @TempDir Path chart) throws IOException {
        this.cluster = cluster;
        this.namespace = cluster.namespace();
        this.policy = new ShopPolicy(cluster.client(), namespace);
        this.release = ShopRelease.on(cluster, namespace, chart);
        this.operator = Podless.operator(cluster.client(), namespace, namespace);
    }

    @AfterEach
    void end() {
        operator.close();
    }

    @Test
    void whatHelmNeverHadStaysThroughUpgradesAndRollbacks() {
        release.install(OLD);
        moved("7d");

        release.upgrade("data", OLD);
        var upgraded = ports();
        release.rollback(1);

        assertThat(upgraded).containsExactlyInAnyOrderElementsOf(BOTH);
        assertThat(ports()).containsExactlyInAnyOrderElementsOf(BOTH);
        assertThat(policy.migrations()).containsExactly("shop-1 SOAKING");
    }

    @Test
    void aRollbackOverTheRevisionThatTookThePortOverIsPutRight() {
        release.install(OLD);
        moved("7d");
        release.upgrade("data", OLD, NEW);

        release.rollback(1);

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(policy.migrations()).contains("shop-2 SOAKING"));
        policy.await("Ready True InSync");
        assertThat(ports()).containsExactlyInAnyOrderElementsOf(BOTH);
    }

    @Test
    void anUpgradeToTheNewPortAloneTakesTheOldOneBeforeItsTime() {
        release.install(OLD);
        moved("7d");

        release.upgrade("web", NEW);

        assertThat(ports()).containsExactly("sql-7000 7000");
        policy.await("Ready True InSync");
    }

    @Test
    void anUpgradeThatBringsARetiredPortBackIsReportedByItsName() throws IOException {
        release.install(OLD);
        retired();

        release.upgrade("data", OLD);

        policy.await("Retired False OldPortBack");
        assertThat(policy.message("Retired")).isEqualTo("sql 5432 came back, by helm — " + COMMIT);
        assertThat(ports()).containsExactlyInAnyOrderElementsOf(BOTH);
    }

    @Test
    void anUpgradeThatBringsBackARetiredPortWithoutANameIsRefused() throws IOException {
        release.install(UNNAMED);
        retired();

        var refused = release.attemptUpgrade("data", UNNAMED);

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.said()).contains("name: Required value");
        assertThat(ports()).containsExactly("sql-7000 7000");
    }

    @Test
    void aReleaseThatHasWhatTheConditionSaysChangesNothing() throws IOException {
        release.install(OLD);
        retired();
        assertThat(policy.message("Retired")).isEqualTo(COMMIT);

        release.upgrade("data", NEW);

        policy.await("Retired True NoOldPort");
        policy.await("Ready True InSync");
        assertThat(ports()).containsExactly("sql-7000 7000");
    }

    private void moved(String soak) {
        cluster.apply(namespace, """
                apiVersion: berth.dev/v1alpha1
                kind: DatabasePortPolicy
                metadata: {name: shop}
                spec:
                  mode: Enforce
                  kubernetes: {}
                  databases:
                    - {name: main, engine: TCP, service: main, ports: [{name: sql, target: 5432, port: 7000}]}
                  soak: {period: SOAK}
                """.replace("SOAK", soak));
        policy.await("Ready True InSync");
    }

    /** Its old port has gone, by a person's word. */
    private void retired() throws IOException {
        moved("1s");
        policy.await("Retired False OldPortsKept");
        var message = policy.message("Retired");
        var signal = message.substring(message.indexOf("berth.dev/retire="));
        cluster.kubectl("-n", namespace, "annotate", "dpp", "shop", signal);
        policy.await("Retired True NoOldPort");
        assertThat(ports()).containsExactly("sql-7000 7000");
    }

    private List<String> ports() {
        return cluster.ports(namespace, "main");
    }
}
