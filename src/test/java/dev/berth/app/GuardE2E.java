package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.adapter.kube.Node;
import dev.berth.operator.DatabasePortPolicy;
import dev.berth.operator.PortMigration;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A real node whose guard refuses: the operator moves a database past it, and nobody else gets past. */
@Timeout(180)
class GuardE2E {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String POLICY = """
            apiVersion: berth.dev/v1alpha1
            kind: DatabasePortPolicy
            metadata: {name: shop}
            spec:
              kubernetes: {}
              databases:
                - {name: main, engine: PostgreSQL, service: pg, ports: [{name: sql, target: 5432, port: 7000}]}
            """;
    private static final String STRAY = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec:
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec:
                  containers:
                    - {name: web, image: web, ports: [{containerPort: 80, hostPort: 7042}]}
            """;

    @Test
    void theOperatorMovesADatabaseAndNobodyElseTakesAPort() {
        try (var node = PostgresPod.on(Node.start("nftables", PostgresPod.IMAGE), "{port: 5432}");
                var operator =
                        ClusterHarbour.open(node.client(), Guarded.OWN, Clock.systemUTC(), UnaryOperator.identity())) {
            guard(node);
            // Without a policy there is no register, and without a register nothing is refused.
            node.apply(POLICY.replace("kubernetes", "mode: Observe\n  kubernetes"));
            await().atMost(PATIENCE).until(() -> refused(node));

            node.apply(POLICY);
            node.apply(STRAY);

            await().atMost(PATIENCE).until(() -> holds(node, "Ready") && holds(node, "Protected"));
            assertThat(operator.strays()).isZero();
            assertThat(node.ports("pg")).containsExactlyInAnyOrder("sql-5432 5432", "sql-7000 7000");
            assertThat(applied(node)).contains("pg/02-grant-ports");
            await().atMost(PATIENCE)
                    .until(() -> failures(node)
                            .anyMatch(words -> words.contains(
                                    "hostPort 7042 is protected, and no policy gives it to Pod default/web-")));
            assertThat(typeCheck(node)).isEmpty();
        }
    }

    private static void guard(Node node) {
        node.client()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(Guarded.OWN)
                        .endMetadata()
                        .build())
                .create();
        for (var manifest : List.of("guard.yaml", "guard-deny.yaml")) {
            try (var file = Files.newInputStream(Path.of("deploy/kubernetes", manifest))) {
                node.client()
                        .load(file)
                        .resources()
                        .forEach(object -> object.fieldManager("kubectl").serverSideApply());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static boolean refused(Node node) {
        try {
            node.client()
                    .load(new ByteArrayInputStream(Guarded.service("web", 7042).getBytes(StandardCharsets.UTF_8)))
                    .inNamespace("default")
                    .resources()
                    .forEach(object -> object.dryRun().create());
            return false;
        } catch (KubernetesClientException e) {
            return String.valueOf(e.getMessage()).contains("port 7042 is protected");
        }
    }

    private static boolean holds(Node node, String type) {
        var status = node.client()
                .resources(DatabasePortPolicy.class)
                .inNamespace("default")
                .withName("shop")
                .require()
                .getStatus();
        List<Condition> conditions = status == null || status.conditions() == null ? List.of() : status.conditions();
        return conditions.stream()
                .anyMatch(one -> one.getType().equals(type) && one.getStatus().equals("True"));
    }

    private static List<String> applied(Node node) {
        var entries = node.client()
                .resources(PortMigration.class)
                .inNamespace("default")
                .withName("shop-1")
                .require()
                .getStatus()
                .entries();
        return entries == null
                ? List.of()
                : entries.stream()
                        .filter(entry -> entry.entry().equals("Applied"))
                        .map(entry -> String.valueOf(entry.step()))
                        .toList();
    }

    private static Stream<String> failures(Node node) {
        var deployment = node.client()
                .apps()
                .deployments()
                .inNamespace("default")
                .withName("web")
                .require();
        return deployment.getStatus() == null
                ? Stream.empty()
                : deployment.getStatus().getConditions().stream().map(DeploymentCondition::getMessage);
    }

    /** What the controllers find wrong with the guard's expressions. */
    private static List<?> typeCheck(Node node) {
        var rule = await().atMost(PATIENCE)
                .until(
                        () -> node.client()
                                .admissionRegistration()
                                .v1()
                                .validatingAdmissionPolicies()
                                .withName("berth-guard")
                                .get(),
                        one -> one.getStatus() != null && one.getStatus().getObservedGeneration() != null);
        return rule.getStatus().getTypeChecking() == null
                ? List.of()
                : rule.getStatus().getTypeChecking().getExpressionWarnings();
    }
}
