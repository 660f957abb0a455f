package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.adapter.kube.Cluster;
import dev.berth.operator.DatabasePortPolicy;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two policies of one namespace that name the same Service, on a real API server. */
@ExtendWith(Cluster.Given.class)
@Timeout(120)
class SharedServiceIT {
    private static final String SERVICE = """
            apiVersion: v1
            kind: Service
            metadata: {name: NAME}
            spec: {ports: [{port: 5432, targetPort: 5432}]}
            """;
    private static final String FIRST = """
            apiVersion: berth.dev/v1alpha1
            kind: DatabasePortPolicy
            metadata: {name: first}
            spec:
              mode: Enforce
              kubernetes: {}
              databases:
                - {name: main, engine: PostgreSQL, service: main, ports: [{name: sql, target: 5432, port: 7000}]}
            """;
    private static final String SECOND =
            FIRST.replace("{name: first}", "{name: second}").replace("7000", "7001");

    private final Cluster cluster;
    private final String namespace;
    private final ClusterWatch operator;

    SharedServiceIT(Cluster cluster) {
        this.cluster = cluster;
        this.namespace = cluster.namespace();
        cluster.apply(namespace, SERVICE.replace("NAME", "main"));
        cluster.apply(namespace, SERVICE.replace("NAME", "other"));
        this.operator = Podless.operator(cluster.client(), namespace, namespace);
    }

    @AfterEach
    void end() {
        operator.close();
        cluster.client()
                .resources(DatabasePortPolicy.class)
                .inNamespace(namespace)
                .delete();
    }

    @Test
    void theSecondIsRefusedUntilTheFirstIsGone() throws IOException {
        cluster.apply(namespace, FIRST);
        await("first", isReady("InSync"));

        cluster.apply(namespace, SECOND);

        var refused = await("second", isReady("Conflicting"));
        assertThat(condition(refused, "Stalled").getMessage())
                .isEqualTo("main.sql: policy first moves Service main, and came first — have one policy name all"
                        + " databases behind that Service, or name another Service");
        assertThat(ports()).containsExactlyInAnyOrder("sql-5432 5432", "sql-7000 7000");
        cluster.kubectl("-n", namespace, "delete", "dpp", "first", "--timeout=30s");
        await("second", isReady("InSync"));
        assertThat(ports()).containsExactlyInAnyOrder("sql-5432 5432", "sql-7000 7000", "sql-7001 7001");
    }

    @Test
    void ofTwoThatComeAtOnceOneMoves() {
        cluster.apply(namespace, SECOND);
        cluster.apply(namespace, FIRST);

        var policies = List.of(
                await("first", isReady("InSync").or(isReady("Conflicting"))),
                await("second", isReady("InSync").or(isReady("Conflicting"))));

        assertThat(policies)
                .extracting(policy -> condition(policy, "Ready").getReason())
                .containsExactlyInAnyOrder("InSync", "Conflicting");
        assertThat(ports()).hasSize(2);
    }

    /** Who came first to the cluster need not be the first who moves a Service. */
    @Test
    void aServiceIsNotMovedWhileTheMigrationOfAnotherIsNotOver() throws IOException {
        cluster.apply(namespace, FIRST.replace("service: main", "service: other"));
        await("first", isReady("InSync"));
        cluster.apply(namespace, SECOND);
        await("second", isReady("InSync"));

        cluster.apply(namespace, FIRST);

        var refused = await("first", isReady("Conflicting"));
        assertThat(condition(refused, "Stalled").getMessage())
                .isEqualTo("main.sql: migration second-1 of policy second moves Service main, and is not over"
                        + " — let the old ports of that go, or take it back");
        assertThat(ports()).containsExactlyInAnyOrder("sql-5432 5432", "sql-7001 7001");
        cluster.kubectl("-n", namespace, "annotate", "dpp", "second", "berth.dev/rollback=second-1");
        await("first", isReady("InSync"));
        assertThat(ports()).containsExactlyInAnyOrder("sql-5432 5432", "sql-7000 7000");
        assertThat(condition(await("second", isReady("Conflicting")), "Stalled").getMessage())
                .contains("policy first moves Service main");
    }

    @Test
    void whoOnlyReportsKeepsNobodyFromMoving() {
        cluster.apply(namespace, FIRST.replace("Enforce", "Observe"));
        await("first", isReady("ChangesPending"));

        cluster.apply(namespace, SECOND);

        await("second", isReady("InSync"));
        assertThat(ports()).containsExactlyInAnyOrder("sql-5432 5432", "sql-7001 7001");
    }

    private List<String> ports() {
        return cluster.ports(namespace, "main");
    }

    private DatabasePortPolicy await(String name, Predicate<DatabasePortPolicy> wanted) {
        return policy(name)
                .waitUntilCondition(
                        policy -> policy != null
                                && policy.getStatus() != null
                                && policy.getMetadata()
                                        .getGeneration()
                                        .equals(policy.getStatus().observedGeneration())
                                && wanted.test(policy),
                        60,
                        TimeUnit.SECONDS);
    }

    private static Predicate<DatabasePortPolicy> isReady(String reason) {
        return policy -> condition(policy, "Ready").getReason().equals(reason);
    }

    private Resource<DatabasePortPolicy> policy(String name) {
        return cluster.client()
                .resources(DatabasePortPolicy.class)
                .inNamespace(namespace)
                .withName(name);
    }

    private static Condition condition(DatabasePortPolicy policy, String type) {
        return ClusterWording.conditions(policy).stream()
                .filter(condition -> condition.getType().equals(type))
                .findFirst()
                .orElseThrow();
    }
}
