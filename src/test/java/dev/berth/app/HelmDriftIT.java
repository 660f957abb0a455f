package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.adapter.kube.Cluster;
import dev.berth.adapter.kube.PolicyText;
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
            "commit to Service main: its ports have {name: sql-7000, port: 7000, targetPort: 5432} and no longer 5432";

    private final ShopPolicy policy;
    private final ShopRelease release;
    private final ClusterWatch operator;

    HelmDriftIT(Cluster cluster, @TempDir Path chart) throws IOException {
        var namespace = cluster.namespace();
        this.policy = new ShopPolicy(cluster, namespace);
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
        var upgraded = policy.ports();
        release.rollback(1);

        assertThat(upgraded).containsExactlyInAnyOrderElementsOf(BOTH);
        assertThat(policy.ports()).containsExactlyInAnyOrderElementsOf(BOTH);
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
        policy.await("Ready", "True InSync");
        assertThat(policy.ports()).containsExactlyInAnyOrderElementsOf(BOTH);
    }

    @Test
    void anUpgradeToTheNewPortAloneTakesTheOldOneBeforeItsTime() {
        release.install(OLD);
        moved("7d");

        release.upgrade("web", NEW);

        assertThat(policy.ports()).containsExactly("sql-7000 7000");
        policy.await("Ready", "True InSync");
    }

    @Test
    void anUpgradeThatBringsARetiredPortBackIsReportedByItsName() {
        release.install(OLD);
        retired();

        release.upgrade("data", OLD);

        assertThat(policy.await("Retired", "False OldPortBack").message("Retired"))
                .isEqualTo("sql 5432 came back, by helm — " + COMMIT);
        assertThat(policy.ports()).containsExactlyInAnyOrderElementsOf(BOTH);
    }

    @Test
    void anUpgradeThatBringsBackARetiredPortWithoutANameIsRefused() {
        release.install(UNNAMED);
        retired();

        var refused = release.attemptUpgrade("data", UNNAMED);

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.said()).contains("name: Required value");
        assertThat(policy.ports()).containsExactly("sql-7000 7000");
    }

    @Test
    void aReleaseThatHasWhatTheConditionSaysChangesNothing() {
        release.install(OLD);
        retired();
        assertThat(policy.told().message("Retired")).isEqualTo(COMMIT);

        release.upgrade("data", NEW);

        policy.await("Retired", "True NoOldPort");
        policy.await("Ready", "True InSync");
        assertThat(policy.ports()).containsExactly("sql-7000 7000");
    }

    private void moved(String soak) {
        policy.apply(PolicyText.of("main").engine("TCP").with("soak: {period: " + soak + "}"));
        policy.await("Ready", "True InSync");
    }

    /** Its old port has gone, by a person's word. */
    private void retired() {
        moved("1s");
        var message = policy.await("Retired", "False OldPortsKept").message("Retired");
        policy.signal(message.substring(message.indexOf("berth.dev/retire=")));
        var retired = policy.await("Retired", "True NoOldPort");
        assertThat(policy.ports()).containsExactly("sql-7000 7000");
        assertThat(retired.policy().getMetadata().getAnnotations())
                .as("it lets the ports of one migration go")
                .doesNotContainKey("berth.dev/retire");
    }
}
