package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.adapter.kube.Node;
import dev.berth.adapter.kube.PolicyText;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
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
    private static final PolicyText POLICY = PolicyText.of("pg");
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
        try (var node = PostgresPod.alone("nftables", "{port: 5432}");
                var operator =
                        ClusterHarbour.open(node.client(), Guarded.OWN, Clock.systemUTC(), UnaryOperator.identity())) {
            var shop = new ShopPolicy(node, "default");
            node.kubectl("create", "namespace", Guarded.OWN);
            PlainManifests.apply(node.client(), "guard.yaml", "guard-deny.yaml");
            // Without a policy there is no register, and without a register nothing is refused.
            shop.apply(POLICY.mode("Observe"));
            await().atMost(PATIENCE).until(() -> refused(node));

            shop.apply(POLICY);
            node.apply(STRAY);

            shop.await(
                    "a protected move",
                    told -> told.said("Ready").startsWith("True")
                            && told.said("Protected").startsWith("True"));
            assertThat(operator.strays()).isZero();
            assertThat(shop.ports()).containsExactlyInAnyOrder("sql-5432 5432", "sql-7000 7000");
            assertThat(shop.entries()).anyMatch(entry -> entry.startsWith("Applied pg/02-grant-ports"));
            await().atMost(PATIENCE)
                    .until(() -> failures(node)
                            .anyMatch(words -> words.contains(
                                    "hostPort 7042 is protected, and no policy gives it to Pod default/web-")));
            assertThat(typeCheck(node)).isEmpty();
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
