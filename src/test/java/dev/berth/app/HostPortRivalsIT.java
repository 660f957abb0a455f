package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.adapter.kube.Cluster;
import dev.berth.adapter.kube.PolicyText;
import dev.berth.operator.DatabasePortPolicy;
import dev.berth.operator.PolicyOperator.Terms;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** One port of the nodes that two want, each in a namespace of its own, on a real API server. */
@ExtendWith(Cluster.Given.class)
@Timeout(150)
class HostPortRivalsIT {
    private static final String DATABASE = """
            apiVersion: apps/v1
            kind: StatefulSet
            metadata: {name: main}
            spec:
              serviceName: main
              selector: {matchLabels: {app: main}}
              template:
                metadata: {labels: {app: main}}
                spec:
                  containers: [{name: db, image: db, ports: [{containerPort: 5432, hostPort: 5432}]}]
            """;

    private static final String POD = """
            apiVersion: v1
            kind: Pod
            metadata: {name: old-0}
            spec: {containers: [{name: old, image: old, ports: [{containerPort: 80, hostPort: PORT}]}]}
            """;

    private final Cluster cluster;
    private final String shop;
    private final String stock;
    private final ClusterWatch operator;

    HostPortRivalsIT(Cluster cluster) {
        this.cluster = cluster;
        this.shop = cluster.namespace();
        this.stock = cluster.namespace();
        database(shop);
        database(stock);
        var terms = new Terms(Set.of(shop, stock), Optional.empty(), () -> {});
        this.operator = Podless.operator(cluster.client(), shop, terms, new ClusterTally());
    }

    @AfterEach
    void end() {
        operator.close();
        for (var namespace : Set.of(shop, stock)) {
            cluster.client()
                    .resources(DatabasePortPolicy.class)
                    .inNamespace(namespace)
                    .delete();
            cluster.client().pods().inNamespace(namespace).withGracePeriod(0).delete();
        }
    }

    @Test
    void theFirstPolicyGetsItAndTheOtherIsToldOfIt() {
        policy(shop, 7301).await("Ready", "True InSync");
        assertThat(hostPort(shop)).isEqualTo(7301);
        awaitNextSecond(shop);

        var refused = policy(stock, 7301).await("Ready", "Conflicting");

        assertThat(refused.message("Stalled"))
                .isEqualTo("main.sql: hostPort 7301 is of policy " + shop
                        + "/shop — take another port, or free this one" + " on every node");
        assertThat(hostPort(stock)).isEqualTo(5432);
    }

    @Test
    @Tag("slow")
    void aPodThatHasItAnywhereKeepsItUntilItIsGone() {
        cluster.apply(stock, POD.replace("PORT", "7302"));

        var refused = policy(shop, 7302).await("Ready", "Conflicting");

        assertThat(refused.message("Stalled")).contains("hostPort 7302 is of Pod " + stock + "/old-0");
        cluster.client()
                .pods()
                .inNamespace(stock)
                .withName("old-0")
                .withGracePeriod(0)
                .delete();
        new ShopPolicy(cluster, shop).await("Ready", "True InSync");
        assertThat(hostPort(shop)).isEqualTo(7302);
    }

    @Test
    void aPortThatAMigrationMayGoBackToIsNobodyElses() {
        var first = policy(shop, 7303);
        first.await("Ready", "True InSync");
        first.want(7304);
        first.await(
                "moved on", told -> hostPort(shop) == 7304 && told.said("Ready").contains("True InSync"));

        var refused = policy(stock, 7303).await("Ready", "Conflicting");

        assertThat(refused.message("Stalled"))
                .contains("of policy " + shop + "/shop, which is not over, may need hostPort 7303");
        assertThat(hostPort(stock)).isEqualTo(5432);
    }

    /** No pod runs here, as where somebody has scaled to none. */
    @Test
    void aPortThatAWorkloadWasMovedToStaysItsOwnUntilItHasMovedOn() {
        var policy = policy(stock, 7305);
        policy.await("Ready", "True InSync");

        policy.apply(PolicyText.of("main").ofPods("StatefulSet/main").at(7306).mode("Plan"));
        policy.awaitNews();

        awaitRegistered("StatefulSet/main:7305 shop\nStatefulSet/main:7306 shop");
        policy(stock, 7306).await("Ready", "True InSync");
        awaitRegistered("StatefulSet/main:7306 shop");
    }

    @Test
    void itIsNoLaterPolicysOfThatName() {
        var policy = policy(stock, 7307);
        policy.await("Ready", "True InSync");

        policy.delete();
        awaitRegistered("");
        policy.apply(PolicyText.of("main").ofPods("StatefulSet/main").at(7308).mode("Plan"));
        policy.awaitNews();

        awaitRegistered("StatefulSet/main:7308 shop");
    }

    private void awaitRegistered(String grants) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(registered(stock)).isEqualTo(grants));
    }

    private String registered(String namespace) {
        return cluster.client()
                .configMaps()
                .inNamespace(shop)
                .withName("berth-register")
                .require()
                .getData()
                .getOrDefault(namespace, "");
    }

    private ShopPolicy policy(String namespace, int port) {
        var policy = new ShopPolicy(cluster, namespace);
        policy.apply(PolicyText.of("main").ofPods("StatefulSet/main").at(port).mode("Enforce"));
        return policy;
    }

    /** Of policies of one second the namespaces' names decide which came first. */
    private void awaitNextSecond(String namespace) {
        var made =
                new ShopPolicy(cluster, namespace).told().policy().getMetadata().getCreationTimestamp();
        Awaitility.await().until(() -> Instant.now().isAfter(Instant.parse(made).plusSeconds(1)));
    }

    private int hostPort(String namespace) {
        return set(namespace)
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0)
                .getPorts()
                .get(0)
                .getHostPort();
    }

    /** One whose pods are said to be ready, whatever its template says: nobody makes any here. */
    private void database(String namespace) {
        cluster.client()
                .load(new ByteArrayInputStream(DATABASE.getBytes(StandardCharsets.UTF_8)))
                .inNamespace(namespace)
                .resources()
                .forEach(object -> object.fieldManager("kubectl").serverSideApply());
        var set = set(namespace);
        cluster.client()
                .resource(set.edit()
                        .withNewStatus()
                        .withReplicas(1)
                        .withReadyReplicas(1)
                        .withUpdatedReplicas(1)
                        .withObservedGeneration(99L)
                        .endStatus()
                        .build())
                .updateStatus();
    }

    private StatefulSet set(String namespace) {
        return cluster.client()
                .apps()
                .statefulSets()
                .inNamespace(namespace)
                .withName("main")
                .require();
    }
}
