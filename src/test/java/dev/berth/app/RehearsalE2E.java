package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.adapter.kube.Node;
import dev.berth.operator.DatabasePortPolicy;
import dev.berth.operator.PortMigration;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A plan is rehearsed on a real node, past a guard that refuses, by the rights of the manifests alone. */
@Timeout(300)
class RehearsalE2E {
    private static final String POLICY = """
            apiVersion: berth.dev/v1alpha1
            kind: DatabasePortPolicy
            metadata: {name: shop}
            spec:
              kubernetes: {}
              rollout: {rehearse: Required}
              databases:
                - {name: main, engine: PostgreSQL, service: pg, ports: [{name: sql, target: 5432, port: 7000}]}
            """;

    @Test
    void aDatabaseMovesOnceItsMoveWentForthAndBackOnACopyAndNobodyNoticesEither() throws IOException {
        var clock = new ShiftedClock(Instant.now());
        try (var node = PostgresPod.on(Node.start("nftables", PostgresPod.IMAGE), "{port: 5432}")) {
            give(node.client(), "berth.yaml", "guard.yaml", "guard-deny.yaml");
            node.apply(POLICY);
            try (var visitors = new ServiceVisitors(node.service("pg").getSpec().getClusterIP(), 5432);
                    var account = node.as("berth-system", "berth");
                    var operator = ClusterHarbour.open(account, clock)) {
                assertThat(operator).isNotNull();
                awaitStatus(node, "needs the rights of deploy/kubernetes/rehearsals.yaml");
                assertThat(node.ports("pg")).containsExactly("5432");

                give(node.client(), "rehearsals.yaml");
                clock.forward(Duration.ofMinutes(1));
                touch(node);

                awaitStatus(node, "\"migrated\":1,");
                visitors.awaitMore();
                assertThat(visitors.failed()).isEmpty();
            }
            assertThat(node.ports("pg")).containsExactlyInAnyOrder("sql-5432 5432", "sql-7000 7000");
            assertThat(node.client().services().inNamespace("default").list().getItems())
                    .extracting(service -> service.getMetadata().getName())
                    .containsExactlyInAnyOrder("kubernetes", "pg");
            assertThat(migration(node, "shop.rehearsal-1").getSpec().rehearses())
                    .isEqualTo(migration(node, "shop-1").getSpec().hash());
            assertThat(Objects.requireNonNull(
                            migration(node, "shop.rehearsal-1").getStatus().entries()))
                    .extracting(entry -> String.valueOf(entry.detail()))
                    .last()
                    .asString()
                    .matches("rehearsed forth and back: [1-9][0-9]+ calls at the old ports, the slowest took \\d+ ms");
        }
    }

    private static PortMigration migration(Node node, String name) {
        return node.client()
                .resources(PortMigration.class)
                .inNamespace("default")
                .withName(name)
                .require();
    }

    private static void touch(Node node) {
        node.client().services().inNamespace("default").withName("pg").edit(service -> {
            service.getMetadata().setLabels(Map.of("touched", "again"));
            return service;
        });
    }

    private static void awaitStatus(Node node, String words) {
        await(words)
                .atMost(Duration.ofSeconds(120))
                .untilAsserted(() -> assertThat(Serialization.asJson(node.client()
                                .resources(DatabasePortPolicy.class)
                                .inNamespace("default")
                                .withName("shop")
                                .require()
                                .getStatus()))
                        .containsIgnoringWhitespaces(words));
    }

    /** All of some manifests but the pods: the operator runs in this process. */
    private static void give(KubernetesClient administrator, String... manifests) throws IOException {
        for (var name : manifests) {
            try (var manifest = Files.newInputStream(Path.of("deploy/kubernetes", name))) {
                administrator.load(manifest).items().stream()
                        .filter(object -> !object.getKind().equals("Deployment"))
                        .forEach(object -> administrator
                                .resource(object)
                                .fieldManager("kubectl")
                                .forceConflicts()
                                .serverSideApply());
            }
        }
    }
}
