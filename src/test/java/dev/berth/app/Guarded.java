package dev.berth.app;

import static org.awaitility.Awaitility.await;

import dev.berth.adapter.kube.Cluster;
import dev.berth.adapter.kube.PolicyText;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A cluster of its own with the guard that refuses, and an operator that keeps its register. */
final class Guarded implements AutoCloseable {
    static final String OWN = "berth-system";
    static final PolicyText POLICY = PolicyText.of("main")
            .besides("{name: cache, engine: Redis, service: cache, ports: [{name: redis, target: 6379, port: 7001}]}")
            .mode("Plan");

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String AUDIT = """
            apiVersion: audit.k8s.io/v1
            kind: Policy
            omitStages: [RequestReceived]
            rules:
              - {level: Metadata, verbs: [create], resources: [{group: "", resources: [services]}]}
              - {level: None}
            """;

    private final Path audit = folder();
    private final Cluster cluster;
    private ClusterWatch operator;

    Guarded() {
        // NodePorts may lie in the protected range, which they may not by default.
        cluster = Cluster.alone(
                "--service-node-port-range=7000-32767",
                "--audit-policy-file=" + audit.resolve("policy.yaml"),
                "--audit-log-path=" + audit.resolve("log"));
        cluster.client()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(OWN)
                        .endMetadata()
                        .build())
                .create();
        install("guard.yaml");
        install("guard-deny.yaml");
        operator = operator(OWN);
    }

    private static Path folder() {
        try {
            var folder = Files.createTempDirectory("berth-it-audit-");
            Files.writeString(folder.resolve("policy.yaml"), AUDIT);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the API server wrote of Services that somebody made. */
    Stream<String> audited() {
        try {
            return Files.readAllLines(audit.resolve("log")).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of a namespace as their types, reasons and notes. */
    List<String> events(String namespace) {
        return client().events().v1().events().inNamespace(namespace).list().getItems().stream()
                .map(event -> event.getType() + " " + event.getReason() + " " + event.getNote())
                .toList();
    }

    private ClusterWatch operator(String own) {
        return ClusterHarbour.open(cluster.client(), own, Clock.systemUTC(), UnaryOperator.identity());
    }

    Cluster cluster() {
        return cluster;
    }

    KubernetesClient client() {
        return cluster.client();
    }

    int strays() {
        return operator.strays();
    }

    void install(String manifest) {
        PlainManifests.apply(client(), manifest);
    }

    void stopOperator() {
        operator.close();
    }

    void startOperator() {
        startOperator(OWN);
    }

    /** @param own the namespace where it keeps the register */
    void startOperator(String own) {
        operator = operator(own);
    }

    /** A namespace where the guard does not look, until it is told to. */
    String unguarded() {
        String namespace = cluster.namespace();
        look(namespace, "off");
        await().atMost(PATIENCE).until(() -> refusal(namespace, probe()).isEmpty());
        return namespace;
    }

    /** @param said in what the guard says against a stray there */
    void guard(String namespace, String said) {
        look(namespace, "on");
        await().atMost(PATIENCE)
                .until(() -> refusal(namespace, probe())
                        .filter(words -> words.contains(said))
                        .isPresent());
    }

    private void look(String namespace, String word) {
        client().namespaces().withName(namespace).edit(object -> {
            object.getMetadata().setLabels(Map.of("berth.dev/guard", word));
            return object;
        });
    }

    /** A namespace with the policy, under guard. */
    String guarded() {
        String namespace = unguarded();
        cluster.apply(namespace, POLICY);
        guard(namespace, "policies of " + namespace + ": shop");
        return namespace;
    }

    /** What the API server says against a document, which is only tried; empty where it would take it. */
    Optional<String> refusal(String namespace, String document) {
        try {
            cluster.attempt(namespace, document);
            return Optional.empty();
        } catch (KubernetesClientException refused) {
            return Optional.of(refused.getStatus().getMessage());
        }
    }

    private static String probe() {
        return service("guard-probe", 7999);
    }

    static String service(String name, int port) {
        return """
                apiVersion: v1
                kind: Service
                metadata: {name: %s}
                spec: {ports: [{port: %d}]}
                """.formatted(name, port);
    }

    Resource<ConfigMap> register() {
        return client().configMaps().inNamespace(OWN).withName("berth-register");
    }

    /** Of the policy shop, once it is told for this reason. */
    Condition sheltered(String namespace, String reason) {
        return new ShopPolicy(cluster, namespace)
                .await("Protected", " " + reason + " ")
                .condition("Protected");
    }

    @Override
    public void close() throws IOException {
        operator.close();
        cluster.close();
        Shell.attempt("rm", "-rf", audit.toString());
    }
}
