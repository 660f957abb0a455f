package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.adapter.kube.Cluster;
import dev.berth.adapter.kube.PolicyText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Manifests that {@code berth export} prints, and what a real API server says to them; nobody enforces them there. */
@ExtendWith(Cluster.Given.class)
@Timeout(120)
class NetworkPolicyIT {
    private static final PolicyText POLICY = PolicyText.of("main")
            .besides("{name: pages, engine: HTTP, service: main, ports: [{name: http, target: 8080, port: 7100}]}")
            .with("""
                    clients:
                      - {name: web, uses: [main], restart: Deployment/web, values: [{configMap: web, key: PORT}]}
                      - {name: batch, uses: [main, pages], values: [{configMap: batch, key: PORT, find: "5432", replace: "{{main.sql}}"}]}
                    """);
    private static final String SERVICE = """
            apiVersion: v1
            kind: Service
            metadata: {name: main}
            spec: {selector: {app: main}, ports: [{name: sql, port: 5432}, {name: http, port: 8080}]}
            """;
    private static final String DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec:
              selector: {matchLabels: {app: web}, matchExpressions: [{key: tier, operator: In, values: [front]}]}
              template:
                metadata: {labels: {app: web, tier: front}}
                spec: {containers: [{name: web, image: web}]}
            """;

    private final Cluster cluster;
    private final String namespace;

    @TempDir
    Path folder;

    NetworkPolicyIT(Cluster cluster) {
        this.cluster = cluster;
        this.namespace = cluster.namespace();
        cluster.apply(namespace, POLICY);
    }

    @Test
    void nobodyButClientsAndBerthComesInAtTheDatabasesPorts() throws IOException, InterruptedException {
        cluster.apply(namespace, SERVICE);
        cluster.apply(namespace, DEPLOYMENT);

        var export = export();

        assertThat(export.code()).as(export.err()).isZero();
        assertThat(export.err())
                .contains("note: client batch of main names no workload in restart or values: its pods are not let in")
                .contains("note: client batch of pages");
        assertThat(export.out()).isEqualTo("""
                apiVersion: networking.k8s.io/v1
                kind: NetworkPolicy
                metadata:
                  name: shop-main
                  namespace: NAMESPACE
                spec:
                  ingress:
                  - from:
                    - podSelector:
                        matchExpressions:
                        - key: tier
                          operator: In
                          values:
                          - front
                        matchLabels:
                          app: web
                    - podSelector:
                        matchLabels:
                          app: main
                    - namespaceSelector:
                        matchLabels:
                          kubernetes.io/metadata.name: berth-system
                      podSelector:
                        matchLabels:
                          app.kubernetes.io/name: berth
                    ports:
                    - port: 5432
                      protocol: TCP
                  - from:
                    - podSelector:
                        matchLabels:
                          app: main
                    - namespaceSelector:
                        matchLabels:
                          kubernetes.io/metadata.name: berth-system
                      podSelector:
                        matchLabels:
                          app.kubernetes.io/name: berth
                    ports:
                    - port: 8080
                      protocol: TCP
                  - ports:
                    - endPort: 5431
                      port: 1
                      protocol: TCP
                    - endPort: 8079
                      port: 5433
                      protocol: TCP
                    - endPort: 65535
                      port: 8081
                      protocol: TCP
                    - protocol: UDP
                    - protocol: SCTP
                  podSelector:
                    matchLabels:
                      app: main
                  policyTypes:
                  - Ingress
                """.replace("NAMESPACE", namespace));
        var file = Files.writeString(folder.resolve("policy.yaml"), export.out());
        assertThat(cluster.kubectl(
                        "apply", "--server-side", "--dry-run=server", "--validate=strict", "-f", file.toString()))
                .contains("shop-main serverside-applied (server dry run)");
    }

    @Test
    void asJsonItIsAListThatKubectlTakes() throws IOException, InterruptedException {
        cluster.apply(namespace, SERVICE);
        cluster.apply(namespace, DEPLOYMENT);

        var file = Files.writeString(
                folder.resolve("policy.json"), export("-o", "json").out());

        assertThat(cluster.kubectl("apply", "--dry-run=server", "-f", file.toString()))
                .contains("shop-main created (server dry run)");
    }

    @Test
    void whoIsNotThereCanNotBeLetIn() throws IOException, InterruptedException {
        cluster.apply(namespace, SERVICE);

        var export = export();

        assertThat(export.code()).isEqualTo(3);
        assertThat(export.out()).isEmpty();
        assertThat(export.err()).contains("web: there is no Deployment/web — make it, or correct restart of web");
    }

    @Test
    void aServiceWithoutPodsIsNothingToGuard() throws IOException, InterruptedException {
        cluster.apply(namespace, SERVICE.replace("selector: {app: main}, ", ""));

        var export = export();

        assertThat(export.code()).isEqualTo(3);
        assertThat(export.err()).contains("Service main has no selector");
    }

    private Ran export(String... more) throws IOException, InterruptedException {
        return new Exporter(cluster, folder)
                .run(Stream.concat(Stream.of("--network-policy", namespace + "/shop"), Stream.of(more))
                        .toArray(String[]::new));
    }
}
