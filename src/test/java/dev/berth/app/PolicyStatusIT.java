package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.berth.adapter.kube.Cluster;
import dev.berth.adapter.kube.PolicyText;
import dev.berth.adapter.kube.ServiceText;
import dev.berth.operator.PolicyStatus.Phase;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the operator says of policies on a real API server; the pods' side, which needs a node, is written by the test. */
@ExtendWith(Cluster.Given.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PolicyStatusIT {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);
    private static final PolicyText POLICY = PolicyText.of("main").mode("Plan");
    private static final String OLD = ServiceText.of("main", "sql 5432");
    private static final String BOTH = ServiceText.of("main", "sql 5432", "berth-7000 7000");

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
    private ShopPolicy shop;

    PolicyStatusIT(Cluster cluster) {
        this.cluster = cluster;
        this.operator = ClusterHarbour.open(cluster.client(), NOON);
    }

    @BeforeEach
    void begin() {
        shop = new ShopPolicy(cluster, cluster.namespace());
    }

    @AfterAll
    void stop() {
        operator.close();
    }

    @Test
    void kubectlWaitsForAPolicyWhoseBerthsAreTaken() {
        service(BOTH);
        shop.apply(POLICY);

        cluster.kubectl("-n", shop.namespace(), "wait", "--for=condition=Ready", "dpp/shop", "--timeout=20s");

        assertThat(cluster.kubectl("-n", shop.namespace(), "get", "dpp", "shop"))
                .matches("NAME +READY +BERTHS +MIGRATED +PHASE +AGE\nshop +True +1 +1 +InSync +\\d+s\n");
    }

    @Test
    void everyConditionTellsWhichSpecItIsAbout() {
        service(OLD);
        shop.apply(POLICY);

        var told = shop.await("Ready", "ChangesPending");

        assertThat(told.conditions())
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
        assertThat(told.message("Ready")).isEqualTo("main.sql 5432 → 7000");
        assertThat(told.since("Ready")).isEqualTo("2026-03-01T12:00:00Z");
    }

    @Test
    void aChangeOfTheServiceIsSeen() {
        service(OLD);
        shop.apply(POLICY);
        shop.await("Ready", "ChangesPending");

        service(BOTH);

        assertThat(shop.await("Ready", "InSync").status().migrated()).isEqualTo(1);
    }

    @Test
    void aChangeOfThePolicyIsSeen() {
        service(BOTH);
        shop.apply(POLICY);
        shop.await("Ready", "InSync");

        shop.apply(POLICY.at(7001));

        var told = shop.await("Ready", "ChangesPending");
        assertThat(told.status().observedGeneration()).isEqualTo(2);
        assertThat(told.message("Ready")).isEqualTo("main.sql 7000 → 7001");
    }

    @Test
    void whatTheApiServerCannotCheckStallsThePolicyWithTheViolation() {
        shop.apply(POLICY.with("rollout: {window: {from: \"22:00\", to: \"02:00\", timeZone: Mars/Olympus}}"));

        var told = shop.await("Ready", "InvalidPolicy");

        assertThat(told.said("Stalled"))
                .isEqualTo(
                        "True InvalidPolicy spec.rollout.window.timeZone: “Mars/Olympus” — a name of the IANA time zone"
                                + " database, such as Europe/Lisbon or UTC");
    }

    @Test
    void aPortOfPodsThatHasANameIsFoundOncePodsTell() {
        service(BOTH.replace("targetPort: 5432", "targetPort: postgres"));
        shop.apply(POLICY);
        shop.await("Ready", "Missing");

        cluster.apply(shop.namespace(), SLICE);

        assertThat(shop.await("Ready", "InSync").status().migrated()).isEqualTo(1);
    }

    @Test
    void aPolicyWithoutItsServiceIsStalledUntilItComes() {
        shop.apply(POLICY);
        shop.await("Ready", "Missing");

        service(BOTH);

        shop.await(Phase.IN_SYNC);
    }

    @Test
    void nothingIsWrittenWhereNothingChanged() {
        service(BOTH);
        shop.apply(POLICY);
        var before = shop.await("Ready", "InSync").version();

        service(BOTH.replace("name: main}", "name: main, labels: {touched: again}}"));
        shop.apply(POLICY.named("other"));
        cluster.kubectl("-n", shop.namespace(), "wait", "--for=condition=Ready", "dpp/other", "--timeout=20s");

        assertThat(shop.told().version()).isEqualTo(before);
    }

    private void service(String text) {
        cluster.apply(shop.namespace(), text);
    }
}
