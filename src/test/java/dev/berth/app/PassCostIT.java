package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.adapter.kube.Cluster;
import dev.berth.adapter.kube.PolicyText;
import dev.berth.adapter.kube.ServiceText;
import dev.berth.operator.DatabasePortPolicy;
import dev.berth.operator.PolicyOperator.Terms;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What passes over policies cost a real API server, call by call. */
@ExtendWith(Cluster.Given.class)
@Timeout(120)
class PassCostIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final PolicyText POLICY = PolicyText.of("main");
    private static final String OLD = ServiceText.of("main", "sql 5432");
    private static final String BOTH = ServiceText.of("main", "sql 5432", "sql-7000 7000");

    private final Cluster cluster;
    private final String namespace;
    private final ApiCalls calls;
    private final ClusterTally tally = new ClusterTally();
    private Optional<ClusterWatch> operator = Optional.empty();

    PassCostIT(Cluster cluster) {
        this.cluster = cluster;
        this.namespace = cluster.namespace();
        this.calls = new ApiCalls(cluster);
    }

    @AfterEach
    void end() {
        stop();
        calls.close();
        cluster.client()
                .resources(DatabasePortPolicy.class)
                .inNamespace(namespace)
                .delete();
    }

    @Test
    void atTheStartAPolicyInSyncCostsItsOwnWritesAlone() {
        cluster.apply(namespace, BOTH);
        cluster.apply(namespace, POLICY);
        cluster.apply(namespace, POLICY.named("other"));

        start();
        awaitReady("shop");
        awaitReady("other");

        assertThat(of("shop")).containsExactly("PUT shop/status");
        assertThat(of("other")).containsExactly("PUT other/status");
        assertThat(calls.made()).noneMatch(call -> call.endsWith("/events"));
        assertThat(calls.made())
                .filteredOn(call -> call.endsWith("/portmigrations"))
                .hasSize(1);
        assertThat(calls.made()).noneMatch(call -> call.contains("/services/"));
    }

    @Test
    void aPassOverAPolicyInSyncAsksNobody() {
        cluster.apply(namespace, BOTH);
        cluster.apply(namespace, POLICY);
        start();
        awaitReady("shop");
        calls.forget();

        twoPasses();

        assertThat(calls.made()).isEmpty();
    }

    @Test
    void aPassOverAPolicyThatSoaksAsksNobody() {
        cluster.apply(namespace, OLD);
        cluster.apply(namespace, POLICY);
        start();
        awaitReady("shop");
        awaitEvents(2);
        calls.forget();

        twoPasses();

        assertThat(calls.made()).isEmpty();
    }

    @Test
    void whoBeginsAnewListsOnceAndWritesNothing() {
        cluster.apply(namespace, OLD);
        cluster.apply(namespace, POLICY);
        start();
        awaitReady("shop");
        awaitEvents(2);
        stop();
        calls.forget();

        start();
        twoPasses();

        assertThat(calls.made()).allMatch(call -> call.startsWith("GET "));
        assertThat(calls.made())
                .filteredOn(call -> call.endsWith("/portmigrations"))
                .hasSize(1);
        assertThat(calls.made()).noneMatch(call -> call.contains("/services/"));
    }

    private void start() {
        var terms = new Terms(Set.of(namespace), Optional.empty(), () -> {});
        operator = Optional.of(Podless.operator(calls.client(), namespace, terms, tally));
    }

    private void stop() {
        operator.ifPresent(ClusterWatch::close);
        operator = Optional.empty();
    }

    private void awaitReady(String policy) {
        cluster.kubectl("-n", namespace, "wait", "--for=condition=Ready", "dpp/" + policy, "--timeout=30s");
    }

    /** The last that is made of a policy's change. */
    private void awaitEvents(int number) {
        await().atMost(PATIENCE)
                .until(() -> calls.made().stream()
                                .filter(call -> call.startsWith("POST") && call.endsWith("/events"))
                                .count()
                        == number);
    }

    /** A pass begins once the one before has come to its end. */
    private void twoPasses() {
        for (int pass = 1; pass <= 2; pass++) {
            long before = tally.passesDone();
            touch();
            await().atMost(PATIENCE).until(() -> tally.passesDone() > before);
        }
    }

    private void touch() {
        cluster.client().services().inNamespace(namespace).withName("main").edit(service -> {
            service.getMetadata().setLabels(Map.of("touched", String.valueOf(tally.passesDone())));
            return service;
        });
    }

    /** What was asked of one policy by its name. */
    private List<String> of(String policy) {
        return calls.made().stream()
                .filter(call -> call.contains("/databaseportpolicies/" + policy))
                .map(call -> call.replaceAll("/.*/databaseportpolicies/", ""))
                .toList();
    }
}
