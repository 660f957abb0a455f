package dev.berth.adapter.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.observe.ClusterFacts;
import dev.berth.policy.Policy;
import dev.berth.policy.Reading;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Cluster.Given.class)
class ServiceSourceIT {
    private static final List<String> WRITERS = List.of(Cluster.PERSON);

    private static final String POLICY = """
            apiVersion: berth.dev/v1alpha1
            kind: DatabasePortPolicy
            metadata: {name: shop}
            spec:
              mode: Observe
              kubernetes: {}
              databases:
                - {name: main, engine: PostgreSQL, service: main, ports: [{name: sql, target: 5432, port: 7000}]}
                - {name: gone, engine: Redis, service: gone, ports: [{name: p, target: 6379, port: 7001}]}
            """;

    private static final String SERVICE = """
            apiVersion: v1
            kind: Service
            metadata: {name: main}
            spec:
              selector: {app: main}
              ports:
                - {name: sql, port: 5432, targetPort: postgres}
                - {name: admin, port: 80, targetPort: 8080}
            """;

    private static final String SLICE = """
            apiVersion: discovery.k8s.io/v1
            kind: EndpointSlice
            metadata: {name: main-1, labels: {kubernetes.io/service-name: main}}
            addressType: IPv4
            ports: [{name: sql, port: 5432}, {name: admin, port: 8080}]
            endpoints:
              - {addresses: [10.1.0.1], conditions: {ready: true}}
              - {addresses: [10.1.0.2], conditions: {ready: false}}
              - {addresses: [10.1.0.3]}
            """;

    @Test
    void aPolicyOfTheServerIsTheOneThatWasApplied(Cluster cluster) {
        var namespace = cluster.namespace();

        var policy = policy(apply(cluster, namespace, POLICY));

        assertThat(policy.namespace()).isEqualTo(namespace);
        assertThat(policy.mode()).isEqualTo(Policy.Mode.OBSERVE);
        assertThat(policy.databases())
                .extracting(database -> database.ports().get(0).port())
                .containsExactly(7000, 7001);
    }

    @Test
    void theFingerprintFollowsTheSpecAlone(Cluster cluster) {
        var namespace = cluster.namespace();
        var first = policy(apply(cluster, namespace, POLICY));

        var labelled = policy(apply(cluster, namespace, POLICY.replace("name: shop}", "name: shop, labels: {a: b}}")));
        var moved = policy(apply(cluster, namespace, POLICY.replace("7001", "7002")));

        assertThat(labelled.fingerprint()).isEqualTo(first.fingerprint());
        assertThat(moved.fingerprint()).isNotEqualTo(first.fingerprint());
    }

    @Test
    void servicesAreSeenWithWhatStandsBehindThem(Cluster cluster) {
        var namespace = cluster.namespace();
        var policy = policy(apply(cluster, namespace, POLICY));
        apply(cluster, namespace, SERVICE);
        apply(cluster, namespace, SLICE);

        var seen = source(cluster).look(policy);

        assertThat(seen)
                .isEqualTo(new ClusterFacts(List.of(new ClusterFacts.Service(
                        "main",
                        "ClusterIP",
                        false,
                        address(cluster, namespace),
                        Optional.empty(),
                        WRITERS,
                        List.of(
                                new ClusterFacts.Port("sql", 5432, "postgres", Optional.of(5432), WRITERS),
                                new ClusterFacts.Port("admin", 80, "8080", Optional.of(8080), WRITERS)),
                        2))));
    }

    @Test
    void aNamedPortIsUnknownWhileNoPodTells(Cluster cluster) {
        var namespace = cluster.namespace();
        var policy = policy(apply(cluster, namespace, POLICY));
        apply(cluster, namespace, SERVICE);

        var seen = source(cluster).look(policy);

        assertThat(service(seen).ports().get(0).container()).isEmpty();
    }

    @Test
    void aServiceOfAnOperatorNamesIt(Cluster cluster) {
        var namespace = cluster.namespace();
        var object = apply(cluster, namespace, POLICY);
        var owner = "ownerReferences: [{apiVersion: berth.dev/v1alpha1, kind: DatabasePortPolicy, name: shop, uid: "
                + object.getMetadata().getUid() + ", controller: true}]";
        apply(cluster, namespace, SERVICE.replace("{name: main}", "{name: main, " + owner + "}"));

        var seen = source(cluster).look(policy(object));

        assertThat(service(seen).keepers().owner()).contains("DatabasePortPolicy/shop");
    }

    @Test
    void aServiceWithoutASelectorIsToldFromOthers(Cluster cluster) {
        var namespace = cluster.namespace();
        var policy = policy(apply(cluster, namespace, POLICY));
        apply(cluster, namespace, SERVICE.replace("  selector: {app: main}\n", ""));

        var seen = source(cluster).look(policy);

        assertThat(service(seen).selecting()).isFalse();
    }

    @Test
    void aHeadlessServiceIsToldFromOthers(Cluster cluster) {
        var namespace = cluster.namespace();
        var policy = policy(apply(cluster, namespace, POLICY));
        apply(cluster, namespace, SERVICE.replace("spec:", "spec:\n  clusterIP: None"));

        var seen = source(cluster).look(policy);

        assertThat(service(seen).headless()).isTrue();
    }

    private static GenericKubernetesResource apply(Cluster cluster, String namespace, String document) {
        return cluster.apply(namespace, document);
    }

    private static Policy policy(GenericKubernetesResource object) {
        return ((Reading.Valid) PolicyObjects.read(object)).policies().get(0);
    }

    private static ClusterFacts.Service service(ClusterFacts seen) {
        return seen.services().get(0);
    }

    private static ServiceSource source(Cluster cluster) {
        return ServiceSource.live(cluster.client());
    }

    private static String address(Cluster cluster, String namespace) {
        return cluster.client()
                .services()
                .inNamespace(namespace)
                .withName("main")
                .get()
                .getSpec()
                .getClusterIP();
    }
}
