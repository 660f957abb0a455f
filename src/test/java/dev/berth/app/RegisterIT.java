package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.adapter.kube.Cluster;
import dev.berth.operator.DatabasePortPolicy;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The register of grants that an operator keeps on a real API server. */
@ExtendWith(Cluster.Given.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegisterIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String GIVEN = "cache:7001 shop\nmain:7000 shop";

    private final Cluster cluster;
    private final String own;
    private final ClusterWatch operator;

    RegisterIT(Cluster cluster) {
        this.cluster = cluster;
        this.own = cluster.namespace();
        this.operator = ClusterHarbour.open(cluster.client(), own, Clock.systemUTC(), UnaryOperator.identity());
    }

    @AfterAll
    void stop() {
        operator.close();
    }

    @Test
    void itSaysWhatEveryPolicyOfANamespaceGives() {
        var namespace = cluster.namespace();
        cluster.apply(namespace, Guarded.POLICY);
        cluster.apply(namespace, one("extra", "more", 7300));

        await(namespace, "cache:7001 shop\nmain:7000 shop\nmore:7300 extra");

        assertThat(data())
                .containsEntry(namespace + ".policies", "extra, shop")
                .containsEntry(namespace + ".bands", "7000-7999");
    }

    @Test
    void itIsNotWrittenWhereNothingChanged() {
        var namespace = cluster.namespace();
        cluster.apply(namespace, Guarded.POLICY);
        await(namespace, GIVEN);
        var before = register().require().getMetadata().getResourceVersion();

        cluster.apply(namespace, Guarded.POLICY.replace("name: shop}", "name: shop, labels: {touched: again}}"));
        cluster.apply(namespace, Guarded.POLICY.replace("mode: Plan", "mode: Observe"));
        awaitStatus(namespace, 2);

        assertThat(register().require().getMetadata().getResourceVersion()).isEqualTo(before);
    }

    @Test
    void whatSomebodyElseWritesIntoItIsPutRight() {
        var namespace = cluster.namespace();
        cluster.apply(namespace, Guarded.POLICY);
        await(namespace, GIVEN);
        cluster.apply(namespace, Guarded.service("web", 7042));

        register().edit(object -> {
            object.getData().put(namespace, "web:7042 nobody");
            object.getData().put("forged", "web:7042 nobody");
            return object;
        });

        await(namespace, GIVEN);
        await("forged", "");
    }

    @Test
    void itComesBackWhenItIsDeleted() {
        var namespace = cluster.namespace();
        cluster.apply(namespace, Guarded.POLICY);
        await(namespace, GIVEN);

        register().delete();

        await(namespace, GIVEN);
    }

    @Test
    void aPolicyThatIsGoneGivesNothing() {
        var namespace = cluster.namespace();
        cluster.apply(namespace, Guarded.POLICY);
        await(namespace, GIVEN);

        policy(namespace).delete();

        await(namespace, "");
    }

    @Test
    void aGrantStaysUntilItsPortIsGone() {
        var namespace = cluster.namespace();
        cluster.apply(namespace, Guarded.service("main", 7000));
        cluster.apply(namespace, Guarded.POLICY);
        await(namespace, GIVEN);

        cluster.apply(namespace, one("shop", "cache", 7001));
        awaitStatus(namespace, 2);
        assertThat(data()).containsEntry(namespace, GIVEN);
        cluster.client().services().inNamespace(namespace).withName("main").delete();

        await(namespace, "cache:7001 shop");
    }

    @Test
    void aPolicyThatIsNoLongerUnderstoodKeepsWhatItGave() {
        var namespace = cluster.namespace();
        cluster.apply(namespace, Guarded.POLICY);
        await(namespace, GIVEN);

        cluster.apply(
                namespace,
                one("shop", "main", 7002)
                        + "  rollout: {window: {from: \"22:00\", to: \"02:00\", timeZone: Mars/Olympus}}\n");
        awaitStatus(namespace, 2);

        assertThat(data()).containsEntry(namespace, GIVEN).containsEntry(namespace + ".policies", "shop");
    }

    private static String one(String policy, String service, int port) {
        return """
                apiVersion: berth.dev/v1alpha1
                kind: DatabasePortPolicy
                metadata: {name: %s}
                spec:
                  mode: Plan
                  kubernetes: {}
                  databases:
                    - {name: one, engine: TCP, service: %s, ports: [{name: tcp, target: 80, port: %d}]}
                """.formatted(policy, service, port);
    }

    private Map<String, String> data() {
        return Optional.ofNullable(register().get())
                .map(object -> Objects.requireNonNullElse(object.getData(), Map.<String, String>of()))
                .orElse(Map.of());
    }

    private void await(String key, String text) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> data().getOrDefault(key, "").equals(text));
    }

    private void awaitStatus(String namespace, long generation) {
        Awaitility.await().atMost(PATIENCE).until(() -> {
            var status = policy(namespace).require().getStatus();
            return status != null && Objects.equals(status.observedGeneration(), generation);
        });
    }

    private Resource<ConfigMap> register() {
        return cluster.client().configMaps().inNamespace(own).withName("berth-register");
    }

    private Resource<DatabasePortPolicy> policy(String namespace) {
        return cluster.client()
                .resources(DatabasePortPolicy.class)
                .inNamespace(namespace)
                .withName("shop");
    }
}
