package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.adapter.kube.Node;
import dev.berth.operator.DatabasePortPolicy;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the plain manifests let the operator do is enough for a move on a real node. */
@Timeout(300)
class OperatorRightsE2E {
    private static final String POLICY = """
            apiVersion: berth.dev/v1alpha1
            kind: DatabasePortPolicy
            metadata: {name: shop}
            spec:
              kubernetes: {}
              databases:
                - {name: main, engine: PostgreSQL, service: pg, ports: [{name: sql, target: 5432, port: 7000}]}
            """;

    @Test
    void theServiceAccountOfTheManifestsMovesADatabase() throws IOException {
        try (var node = PostgresPod.on(Node.start("iptables", PostgresPod.IMAGE), "{port: 5432}")) {
            give(node.client());
            node.apply(POLICY);

            try (var account = node.as("berth-system", "berth");
                    var operator = ClusterHarbour.open(account, Clock.systemUTC())) {
                assertThat(operator).isNotNull();
                await().atMost(Duration.ofSeconds(120))
                        .untilAsserted(() -> assertThat(status(node)).contains("migrated: 1"));
            }
            assertThat(node.ports("pg")).containsExactlyInAnyOrder("sql-5432 5432", "sql-7000 7000");
        }
    }

    private static String status(Node node) {
        return Serialization.asYaml(node.client()
                .resources(DatabasePortPolicy.class)
                .inNamespace("default")
                .withName("shop")
                .require()
                .getStatus());
    }

    /** All of them but the pods: the operator runs in this process. */
    private static void give(KubernetesClient administrator) throws IOException {
        try (var manifest = Files.newInputStream(Path.of("deploy/kubernetes/berth.yaml"))) {
            administrator.load(manifest).items().stream()
                    .filter(object -> !object.getKind().equals("Deployment"))
                    .forEach(object -> administrator.resource(object).create());
        }
    }
}
