package dev.berth.adapter.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.policy.Client;
import dev.berth.policy.Reading;
import dev.berth.policy.ValuePlace;
import dev.berth.policy.Workload;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients of a cluster as a policy names them. */
class ClientReadingTest {
    private static final String POLICY = """
            apiVersion: berth.dev/v1alpha1
            kind: DatabasePortPolicy
            metadata: {name: shop, namespace: dev}
            spec:
              kubernetes: {}
              databases:
                - {name: main, engine: PostgreSQL, service: main, ports: [{name: sql, target: 5432, port: 7000}]}
                - {name: cache, engine: Redis, service: cache, ports: [{name: redis, target: 6379, port: 7001}]}
              clients: [CLIENT]
            """;

    @Test
    void aValueWithoutATextIsTheOnlyPortThatItsClientUses() {
        var client =
                client("{name: web, uses: [main], values: [{configMap: web, key: PORT}], restart: Deployment/web}");

        assertThat(client.values()).singleElement().satisfies(rule -> {
            assertThat(rule.place()).isEqualTo(new ValuePlace("ConfigMap", "web", "PORT"));
            assertThat(rule.replace()).isEqualTo("{{main.sql}}");
            assertThat(rule.find()).isEmpty();
        });
        assertThat(client.workloads()).containsExactly(new Workload("Deployment", "web"));
    }

    @Test
    void theWorkloadOfAVariableRestartsToo() {
        var client = client("{name: web, uses: [main], values:"
                + " [{env: {workload: DaemonSet/web, name: PORT}}, {secret: web, key: URL, find: a5432,"
                + " replace: \"a{{main.sql}}\"}]}");

        assertThat(client.workloads()).containsExactly(new Workload("DaemonSet", "web"));
        assertThat(client.values().get(1).find()).isEqualTo(Optional.of("a5432"));
        assertThat(client.values().get(1).times()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "uses: [main, cache], values: [{configMap: web, key: PORT}]"
                        + " | spec.clients[0].values[0].replace: — required, to say which port it is: {{DATABASE.PORT}}"
                        + " of a database that the client uses: cache.redis, main.sql",
                "uses: [main], values: [{configMap: web, key: PORT, find: a}]"
                        + " | spec.clients[0].values[0].replace: — required with find: {{DATABASE.PORT}} of a database"
                        + " that the client uses: main.sql",
                "uses: [main], values: [{configMap: web, key: PORT, replace: \"{{cache.redis}}\"}]"
                        + " | spec.clients[0].values[0].replace: “{{cache.redis}}” — {{DATABASE.PORT}} of a database"
                        + " that the client uses: main.sql",
                "uses: [main], values: [{configMap: web}]"
                        + " | spec.clients[0].values[0]: — required: exactly one of key, env",
                "uses: [main], restart: web"
                        + " | spec.clients[0].restart: “web” — Deployment/NAME, StatefulSet/NAME or DaemonSet/NAME;"
                        + " in a cluster a workload restarts"
            })
    void whatIsUnclearIsAViolation(String client, String violation) {
        assertThat(violations("{name: web, " + client + "}")).containsExactly("dev/shop:1: " + violation);
    }

    private static Client client(String text) {
        return ((Reading.Valid) read(text)).policies().get(0).clients().get(0);
    }

    private static List<String> violations(String text) {
        return ((Reading.Invalid) read(text))
                .violations().stream().map(Object::toString).toList();
    }

    private static Reading read(String client) {
        return PolicyObjects.read(
                Serialization.unmarshal(POLICY.replace("CLIENT", client), GenericKubernetesResource.class));
    }
}
