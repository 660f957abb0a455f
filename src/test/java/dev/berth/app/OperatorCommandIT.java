package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.adapter.kube.Cluster;
import dev.berth.adapter.kube.PolicyText;
import dev.berth.adapter.kube.ServiceText;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code berth run --kubernetes} as its user starts it, over a real API server. */
@Timeout(240)
@ExtendWith(Cluster.Given.class)
class OperatorCommandIT {
    private static final PolicyText POLICY = PolicyText.of("main").mode("Plan");
    private static final String OLD = ServiceText.of("main", "sql 5432");
    private static final String BOTH = ServiceText.of("main", "sql 5432", "sql-7000 7000");
    private static final String STRAY = ServiceText.of("stray", "web 7042");

    @Test
    void kubectlWaitsForAPolicyAndWhatTheOperatorKnowsCanBeAsked(Cluster cluster) throws IOException {
        var namespace = cluster.namespace();
        cluster.apply(namespace, BOTH);
        try (var operator = over(cluster, namespace).started()) {
            operator.awaitReady(200);
            cluster.apply(namespace, POLICY);

            cluster.kubectl("-n", namespace, "wait", "--for=condition=Ready", "dpp/shop", "--timeout=60s");

            assertThat(operator.get("/q/health/ready").body()).contains("\"leader\": \"one\"", "\"leads\": \"true\"");
            assertThat(operator.get("/q/metrics").body())
                    .contains("berth_policies 1.0", "berth_policies_ready 1.0", "berth_berths_in_sync 1.0")
                    .containsPattern("berth_reconciliations_total\\{result=\"done\"} [1-9]");
            assertThat(operator.api("berths").toString())
                    .isEqualTo(
                            "[{\"namespace\":\"" + namespace + "\",\"policy\":\"shop\",\"database\":\"main\","
                                    + "\"engine\":\"PostgreSQL\",\"port\":\"sql\",\"now\":7000,\"wanted\":7000,\"inPlace\":true}]");
            assertThat(operator.api("policies/" + namespace + "/shop")
                            .path("lastStable")
                            .toString())
                    .contains("\"berths\":[{\"name\":\"main.sql\",\"port\":7000}]");
            assertThat(operator.api("migrations")).isEmpty();
            var api = new Described(operator);
            api.holds("policies");
            api.holds("policies/{namespace}/{name}", "policies/" + namespace + "/shop");
            api.holds("berths");
            assertThat(operator.said()).contains("Ready=True InSync (every database is in its berth)");
        }
    }

    @Test
    void whateverItWritesIsPutDownToBerth(Cluster cluster) {
        var namespace = cluster.namespace();
        var shop = new ShopPolicy(cluster, namespace);
        cluster.apply(namespace, OLD);
        try (var operator = over(cluster, namespace)) {
            shop.apply(POLICY);

            shop.await("Ready", "ChangesPending");

            assertThat(operator.alive()).isTrue();
            assertThat(shop.told().policy().getMetadata().getManagedFields())
                    .filteredOn(entry -> "status".equals(entry.getSubresource()))
                    .extracting(ManagedFieldsEntry::getManager)
                    .containsExactly("berth");
        }
    }

    @Test
    void whatIsWrongIsCountedToo(Cluster cluster) {
        var namespace = cluster.namespace();
        cluster.apply(namespace, OLD);
        cluster.apply(namespace, STRAY);
        try (var operator = over(cluster, namespace).started()) {
            cluster.apply(namespace, POLICY);
            cluster.apply(
                    namespace,
                    PolicyText.of("other")
                            .named("odd")
                            .with("rollout: {window: {from: \"22:00\", to: \"02:00\", timeZone: Mars/Olympus}}"));

            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(operator.get("/q/metrics").body())
                            .contains("berth_policies_waiting 1.0", "berth_policies_invalid 1.0", "berth_strays 1.0"));
        }
    }

    @Test
    void whatChangesIsToldAsEventsAndWhatComesAgainIsCounted(Cluster cluster) throws IOException {
        var namespace = cluster.namespace();
        cluster.apply(namespace, BOTH);
        try (var operator = over(cluster, namespace)) {
            cluster.apply(namespace, POLICY);
            cluster.kubectl("-n", namespace, "wait", "--for=condition=Ready", "dpp/shop", "--timeout=60s");

            cluster.apply(namespace, OLD);
            awaitEvent(cluster, namespace, "Warning Drift main.sql 5432 → 7000 1");
            cluster.apply(namespace, BOTH);
            awaitEvent(cluster, namespace, "Normal InSync every database is in its berth 1");
            cluster.apply(namespace, OLD);

            awaitEvent(cluster, namespace, "Warning Drift main.sql 5432 → 7000 2");
            assertThat(operator.said()).doesNotContain("EventUntold");
        }
    }

    @Test
    void aPolicyOfWhichNothingIsUnderWayGoesAtOnce(Cluster cluster) throws IOException {
        var namespace = cluster.namespace();
        cluster.apply(namespace, BOTH);
        try (var operator = over(cluster, namespace)) {
            cluster.apply(namespace, POLICY);
            cluster.kubectl("-n", namespace, "wait", "--for=condition=Ready", "dpp/shop", "--timeout=60s");

            cluster.kubectl("-n", namespace, "delete", "dpp", "shop", "--timeout=30s");

            operator.awaitSaid("its Services stay as they are");
            assertThat(cluster.ports(namespace, "main")).containsExactly("sql 5432", "sql-7000 7000");
        }
    }

    @Test
    @Tag("slow")
    void aClusterThatIsNotFitYetIsWaitedFor() throws IOException {
        try (var bare = Cluster.bare();
                var operator = Daemon.overCluster(Map.of("KUBECONFIG", bare.kubeconfig()))
                        .started()) {
            operator.awaitReady(503);
            assertThat(operator.get("/q/health/ready").body())
                    .contains("does not know databaseportpolicies.berth.dev — kubectl apply -f crds/");
            assertThat(operator.get("/q/health/live").status()).isEqualTo(200);
            bare.establishKinds();
            operator.awaitSaid("no Lease can be made in namespace berth-system");

            bare.client()
                    .resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName("berth-system")
                            .endMetadata()
                            .build())
                    .create();

            operator.awaitReady(200);
            bare.stop();
            operator.awaitReady(503);
            assertThat(operator.get("/q/health/live").status()).isEqualTo(200);
            assertThat(operator.said()).doesNotContain("\tat ");
        }
    }

    private static Daemon over(Cluster cluster, String namespace) {
        return Daemon.overCluster(
                Map.of("KUBECONFIG", cluster.kubeconfig(), "POD_NAMESPACE", namespace, "POD_NAME", "one"),
                "--namespace",
                namespace);
    }

    /** An event as its type, reason, note and how often it was. */
    private static void awaitEvent(Cluster cluster, String namespace, String event) {
        await(event)
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(cluster.client()
                                .events()
                                .v1()
                                .events()
                                .inNamespace(namespace)
                                .list()
                                .getItems())
                        .extracting(one -> one.getType() + " " + one.getReason() + " " + one.getNote() + " "
                                + (one.getSeries() == null ? 1 : one.getSeries().getCount()))
                        .contains(event));
    }
}
