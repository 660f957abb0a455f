package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.berth.adapter.kube.Cluster;
import dev.berth.operator.DatabasePortPolicy;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the operator says of policies on a real API server; the pods' side, which needs a node, is written by the test. */
@ExtendWith(Cluster.Given.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PolicyStatusIT {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);
    private static final String POLICY = """
            apiVersion: berth.dev/v1alpha1
            kind: DatabasePortPolicy
            metadata: {name: shop}
            spec:
              mode: Plan
              kubernetes: {}
              databases:
                - {name: main, engine: PostgreSQL, service: main, ports: [{name: sql, target: 5432, port: 7000}]}
            """;
    private static final String OLD = """
            apiVersion: v1
            kind: Service
            metadata: {name: main}
            spec:
              ports:
                - {name: sql, port: 5432, targetPort: 5432}
            """;
    private static final String BOTH = OLD + "    - {name: berth-7000, port: 7000, targetPort: 5432}\n";

    private static final String SLICE = """
            apiVersion: discovery.k8s.io/v1
            kind: EndpointSlice
            metadata: {name: main-1, labels: {kubernetes.io/service-name: main}}
            addressType: IPv4
            ports: [{name: sql, port: 5432}, {name: berth-7000, port: 5432}]
            endpoints: [{addresses: [10.1.0.1]}]
            """;

    private final Cluster cluster;
    private final ClusterWatch operator;

    PolicyStatusIT(Cluster cluster) {
        this.cluster = cluster;
        this.operator = ClusterHarbour.open(cluster.client(), NOON);
    }

    @AfterAll
    void stop() {
        operator.close();
    }

    @Test
    void kubectlWaitsForAPolicyWhoseBerthsAreTaken() throws IOException {
        var namespace = cluster.namespace();
        cluster.apply(namespace, BOTH);
        cluster.apply(namespace, POLICY);

        cluster.kubectl("-n", namespace, "wait", "--for=condition=Ready", "dpp/shop", "--timeout=20s");

        assertThat(cluster.kubectl("-n", namespace, "get", "dpp", "shop").lines())
                .element(0)
                .asString()
                .matches("NAME +READY +BERTHS +MIGRATED +PHASE +AGE");
        assertThat(cluster.kubectl("-n", namespace, "get", "dpp", "shop").lines())
                .element(1)
                .asString()
                .matches("shop +True +1 +1 +InSync +\\d+s");
    }

    @Test
    void everyConditionTellsWhichSpecItIsAbout() {
        var namespace = cluster.namespace();
        cluster.apply(namespace, OLD);
        cluster.apply(namespace, POLICY);

        var policy = await(namespace, "ChangesPending");

        assertThat(conditions(policy))
                .extracting(
                        Condition::getType,
                        Condition::getStatus,
                        Condition::getReason,
                        Condition::getObservedGeneration)
                .containsExactly(
                        tuple("Ready", "False", "ChangesPending", 1L),
                        tuple("Stalled", "False", "ChangesPending", 1L),
                        tuple("Reconciling", "False", "NoMigration", 1L),
                        tuple("RolledBack", "False", "NoMigration", 1L),
                        tuple("Waiting", "True", "ChangesWait", 1L),
                        tuple("Protected", "False", "NotGuarded", 1L),
                        tuple("Retired", "True", "NoOldPort", 1L));
        assertThat(conditions(policy).get(0).getMessage()).isEqualTo("main.sql 5432 → 7000");
        assertThat(conditions(policy).get(0).getLastTransitionTime()).isEqualTo("2026-03-01T12:00:00Z");
    }

    @Test
    void aChangeOfTheServiceIsSeen() {
        var namespace = cluster.namespace();
        cluster.apply(namespace, OLD);
        cluster.apply(namespace, POLICY);
        await(namespace, "ChangesPending");

        cluster.apply(namespace, BOTH);

        assertThat(await(namespace, "InSync").getStatus().migrated()).isEqualTo(1);
    }

    @Test
    void aChangeOfThePolicyIsSeen() {
        var namespace = cluster.namespace();
        cluster.apply(namespace, BOTH);
        cluster.apply(namespace, POLICY);
        await(namespace, "InSync");

        cluster.apply(namespace, POLICY.replace("7000", "7001"));

        var policy = await(namespace, "ChangesPending");
        assertThat(policy.getStatus().observedGeneration()).isEqualTo(2);
        assertThat(policy.getSpec().at("/databases/0/ports/0/port").asInt()).isEqualTo(7001);
    }

    @Test
    void whatTheApiServerCannotCheckStallsThePolicyWithTheViolation() {
        var namespace = cluster.namespace();
        cluster.apply(
                namespace, POLICY + "  rollout: {window: {from: \"22:00\", to: \"02:00\", timeZone: Mars/Olympus}}\n");

        var policy = await(namespace, "InvalidPolicy");

        assertThat(conditions(policy).get(1))
                .extracting(Condition::getStatus, Condition::getMessage)
                .containsExactly(
                        "True",
                        "spec.rollout.window.timeZone: “Mars/Olympus” — a name of the IANA time zone database, such as"
                                + " Europe/Lisbon or UTC");
    }

    @Test
    void aPortOfPodsThatHasANameIsFoundOncePodsTell() {
        var namespace = cluster.namespace();
        cluster.apply(namespace, BOTH.replace("targetPort: 5432", "targetPort: postgres"));
        cluster.apply(namespace, POLICY);
        await(namespace, "Missing");

        cluster.apply(namespace, SLICE);

        assertThat(await(namespace, "InSync").getStatus().migrated()).isEqualTo(1);
    }

    @Test
    void aPolicyWithoutItsServiceIsStalledUntilItComes() {
        var namespace = cluster.namespace();
        cluster.apply(namespace, POLICY);
        await(namespace, "Missing");

        cluster.apply(namespace, BOTH);

        assertThat(await(namespace, "InSync").getStatus().phase()).hasToString("IN_SYNC");
    }

    @Test
    void nothingIsWrittenWhereNothingChanged() {
        var namespace = cluster.namespace();
        cluster.apply(namespace, BOTH);
        cluster.apply(namespace, POLICY);
        var before = await(namespace, "InSync").getMetadata().getResourceVersion();

        cluster.apply(namespace, BOTH.replace("name: main}", "name: main, labels: {touched: again}}"));
        cluster.apply(namespace, POLICY.replace("name: shop", "name: other"));
        named(namespace, "other").waitUntilCondition(is("InSync"), 20, TimeUnit.SECONDS);

        assertThat(named(namespace, "shop").get().getMetadata().getResourceVersion())
                .isEqualTo(before);
    }

    private DatabasePortPolicy await(String namespace, String reason) {
        return named(namespace, "shop").waitUntilCondition(is(reason), 20, TimeUnit.SECONDS);
    }

    private Resource<DatabasePortPolicy> named(String namespace, String name) {
        return cluster.client()
                .resources(DatabasePortPolicy.class)
                .inNamespace(namespace)
                .withName(name);
    }

    /** Ready has this reason, for the spec as it is now. */
    private static Predicate<DatabasePortPolicy> is(String reason) {
        return policy -> policy != null
                && policy.getStatus() != null
                && policy.getMetadata()
                        .getGeneration()
                        .equals(policy.getStatus().observedGeneration())
                && conditions(policy).get(0).getReason().equals(reason);
    }

    private static List<Condition> conditions(DatabasePortPolicy policy) {
        var conditions = policy.getStatus().conditions();
        return conditions == null ? List.of() : conditions;
    }
}
