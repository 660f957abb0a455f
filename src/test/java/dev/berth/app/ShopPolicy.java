package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.operator.DatabasePortPolicy;
import dev.berth.operator.PortMigration;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** The policy {@code shop} of a namespace, and what an operator made of it. */
record ShopPolicy(KubernetesClient client, String namespace) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** @param condition its type, status and reason */
    void await(String condition) {
        Awaitility.await(condition)
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(conditions())
                        .extracting(one -> one.getType() + " " + one.getStatus() + " " + one.getReason())
                        .contains(condition));
    }

    String message(String type) {
        return conditions().stream()
                .filter(one -> one.getType().equals(type))
                .map(Condition::getMessage)
                .findFirst()
                .orElseThrow();
    }

    /** Its migrations, each with its phase once it has one. */
    List<String> migrations() {
        return client.resources(PortMigration.class).inNamespace(namespace).list().getItems().stream()
                .map(ShopPolicy::told)
                .toList();
    }

    private static String told(PortMigration migration) {
        var status = migration.getStatus();
        return migration.getMetadata().getName() + (status == null ? "" : " " + status.phase());
    }

    List<Condition> conditions() {
        return ClusterWording.conditions(client.resources(DatabasePortPolicy.class)
                .inNamespace(namespace)
                .withName("shop")
                .require());
    }
}
