package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.adapter.kube.Cluster;
import dev.berth.operator.DatabasePortPolicy;
import dev.berth.operator.MigrationEntry;
import dev.berth.operator.PortMigration;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rehearsals of an operator on a real API server: Services are copied and changed for real, pods there are none. */
@ExtendWith(Cluster.Given.class)
@Timeout(120)
class ClusterRehearsalIT {
    private static final String POLICY = """
            apiVersion: berth.dev/v1alpha1
            kind: DatabasePortPolicy
            metadata: {name: shop}
            spec:
              mode: Enforce
              kubernetes: {}
              databases:
                - {name: main, engine: PostgreSQL, service: main, ports: [{name: sql, target: 5432, port: 7000}]}
            """;
    private static final String REQUIRED = POLICY + "  rollout: {rehearse: Required}\n";
    private static final String SERVICE = """
            apiVersion: v1
            kind: Service
            metadata: {name: main}
            spec: {selector: {app: main}, ports: [{port: 5432, targetPort: 5432}]}
            """;

    private final Cluster cluster;
    private final String namespace;
    private final ShiftedClock clock = new ShiftedClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final Podless effects = new Podless();
    private final ClusterWatch operator;

    ClusterRehearsalIT(Cluster cluster) {
        this.cluster = cluster;
        this.namespace = cluster.namespace();
        this.operator = ClusterHarbour.open(cluster.client(), clock, effects);
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
    void aPolicyThatWantsARehearsalMovesOnceItsPlanWentForthAndBackOnACopy() {
        cluster.apply(namespace, SERVICE);
        cluster.apply(namespace, REQUIRED);

        await(policy -> said(policy, "Ready").contains("True InSync"));

        assertThat(ports()).containsExactly(5432, 7000);
        var rehearsal = migration("shop.rehearsal-1");
        assertThat(rehearsal.getSpec().rehearses())
                .isEqualTo(migration("shop-1").getSpec().hash());
        assertThat(entries(rehearsal))
                .anyMatch(entry -> entry.matches("Applied berth-rehearsal-main-.{4}/05-add-ports "))
                .anyMatch(entry -> entry.matches("Undone berth-rehearsal-main-.{4}/05-add-ports "))
                .endsWith("Closed null rehearsed forth and back: 0 calls at the old ports, the slowest took 0 ms");
        awaitServices("main");
        assertThat(events()).contains("Rehearsed", "MigrationStarted");
    }

    @Test
    void whoApprovesAPlanSeesThatItWasRehearsed() throws IOException {
        cluster.apply(namespace, SERVICE);
        cluster.apply(namespace, REQUIRED.replace("Enforce", "Plan"));

        var policy = await(one -> said(one, "Rehearsed").contains("True RehearsalPassed"));

        var hash = hash(policy);
        assertThat(said(policy, "Rehearsed"))
                .containsSubsequence(hash, "went forth and back on copies", "shop.rehearsal-1");
        await(one -> said(one, "Waiting").contains("the plan wants an approval")
                && !said(one, "Waiting").contains("rehearsed"));
        assertThat(ports()).containsExactly(5432);
        cluster.kubectl("-n", namespace, "annotate", "dpp", "shop", "berth.dev/approve=" + hash);
        await(one -> said(one, "Ready").contains("True"));
        assertThat(migrations()).containsExactlyInAnyOrder("shop-1", "shop.rehearsal-1");
    }

    @Test
    void aChangedPlanWantsARehearsalOfItsOwn() throws IOException {
        cluster.apply(namespace, SERVICE);
        cluster.apply(namespace, REQUIRED.replace("Enforce", "Plan"));
        var first = hash(await(one -> said(one, "Rehearsed").contains("RehearsalPassed")));

        cluster.kubectl(
                "-n",
                namespace,
                "patch",
                "dpp",
                "shop",
                "--type=json",
                "-p=[{\"op\": \"replace\", \"path\": \"/spec/databases/0/ports/0/port\", \"value\": 7001}]");

        var second = await(one -> said(one, "Rehearsed").contains("RehearsalPassed")
                && !said(one, "Rehearsed").contains(first));
        assertThat(migration("shop.rehearsal-2").getSpec().rehearses()).isEqualTo(hash(second));
    }

    @Test
    void whatFailsInARehearsalMovesNothingAndIsRehearsedAgain() throws IOException {
        effects.fail(namespace);
        cluster.apply(namespace, SERVICE);
        cluster.apply(namespace, REQUIRED);
        var failed = await(one -> said(one, "Rehearsed").contains("False RehearsalFailed"));
        assertThat(said(failed, "Rehearsed"))
                .contains("add-ports: planted — lift that; it is rehearsed again at 2026-03-01T12:01");
        assertThat(said(failed, "Waiting")).contains("this plan was not rehearsed");
        assertThat(migrations()).containsExactly("shop.rehearsal-1");
        awaitServices("main");
        effects.mend(namespace);

        clock.forward(Duration.ofMinutes(1));
        cluster.kubectl("-n", namespace, "label", "service", "main", "touched=again");

        await(one -> said(one, "Ready").contains("True"));
        assertThat(migrations()).containsExactlyInAnyOrder("shop-1", "shop.rehearsal-1", "shop.rehearsal-2");
    }

    @Test
    void aPersonHasAPlanRehearsedThoughThePolicyDoesNotAskForIt() throws IOException {
        cluster.apply(namespace, SERVICE);
        cluster.apply(namespace, POLICY.replace("Enforce", "Plan"));
        var hash = hash(await(one -> said(one, "Waiting").contains("approval")));
        assertThat(said(named().get(), "Rehearsed")).isEmpty();

        cluster.kubectl("-n", namespace, "annotate", "dpp", "shop", "berth.dev/rehearse=" + hash);

        await(one -> said(one, "Rehearsed").contains("True RehearsalPassed"));
        assertThat(ports()).containsExactly(5432);
    }

    @Test
    void aServiceWithoutASelectorHasNoCopy() {
        cluster.apply(namespace, SERVICE.replace("selector: {app: main}, ", ""));
        cluster.apply(namespace, REQUIRED);

        var failed = await(one -> said(one, "Rehearsed").contains("RehearsalFailed"));

        assertThat(said(failed, "Rehearsed")).contains("Service main has no selector");
        assertThat(migrations()).isEmpty();
    }

    @Test
    void whatTheServiceItselfWouldNotTakeFailsBeforeACopyIsChanged() {
        cluster.apply(namespace, SERVICE.replace("{port: 5432, targetPort: 5432}", """
                {name: a, port: 5432, targetPort: 5432}, {name: sql-7000, port: 80, targetPort: 80}"""));
        cluster.apply(namespace, REQUIRED);

        var failed = await(one -> said(one, "Rehearsed").contains("RehearsalFailed"));

        assertThat(said(failed, "Rehearsed")).contains("add-ports: the API server says: Service \"main\" is invalid");
        assertThat(ports()).containsExactly(5432, 80);
    }

    @Test
    void aValueOfAClientIsTriedAndStaysAsItIs() throws IOException {
        cluster.apply(namespace, SERVICE);
        cluster.kubectl("-n", namespace, "create", "configmap", "web", "--from-literal=PORT=5432");
        var before = value();
        cluster.apply(
                namespace,
                REQUIRED.replace("Enforce", "Plan")
                        + "  clients: [{name: web, uses: [main], values: [{configMap: web, key: PORT}]}]\n");

        await(one -> said(one, "Rehearsed").contains("True RehearsalPassed"));

        assertThat(entries(migration("shop.rehearsal-1")))
                .anyMatch(entry -> entry.matches("Applied berth-rehearsal-main-.{4}/\\d+-patch-value "));
        assertThat(value()).isEqualTo(before);
    }

    private ConfigMap value() {
        return cluster.client()
                .configMaps()
                .inNamespace(namespace)
                .withName("web")
                .require();
    }

    private DatabasePortPolicy await(Predicate<DatabasePortPolicy> wanted) {
        return named().waitUntilCondition(
                        policy -> policy != null && policy.getStatus() != null && wanted.test(policy),
                        30,
                        TimeUnit.SECONDS);
    }

    /** A condition as its status, reason and message; empty where it is not there. */
    private static String said(DatabasePortPolicy policy, String type) {
        var conditions = policy.getStatus().conditions();
        return (conditions == null ? List.<Condition>of() : conditions)
                .stream()
                        .filter(one -> one.getType().equals(type))
                        .map(one -> one.getStatus() + " " + one.getReason() + " " + one.getMessage())
                        .findFirst()
                        .orElse("");
    }

    private static String hash(DatabasePortPolicy policy) {
        return Objects.requireNonNull(policy.getStatus().plan()).hash();
    }

    private Resource<DatabasePortPolicy> named() {
        return cluster.client()
                .resources(DatabasePortPolicy.class)
                .inNamespace(namespace)
                .withName("shop");
    }

    private List<Integer> ports() {
        return cluster
                .client()
                .services()
                .inNamespace(namespace)
                .withName("main")
                .require()
                .getSpec()
                .getPorts()
                .stream()
                .map(ServicePort::getPort)
                .toList();
    }

    private void awaitServices(String... names) {
        Awaitility.await()
                .untilAsserted(() -> assertThat(cluster.client()
                                .services()
                                .inNamespace(namespace)
                                .list()
                                .getItems())
                        .extracting(one -> one.getMetadata().getName())
                        .containsExactly(names));
    }

    private List<String> migrations() {
        return all().map(one -> one.getMetadata().getName()).toList();
    }

    private Stream<PortMigration> all() {
        return cluster.client().resources(PortMigration.class).inNamespace(namespace).list().getItems().stream();
    }

    private PortMigration migration(String name) {
        return all().filter(one -> one.getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> entries(PortMigration migration) {
        var entries = migration.getStatus().entries();
        return (entries == null ? List.<MigrationEntry>of() : entries)
                .stream()
                        .map(entry -> entry.entry() + " " + entry.step() + " "
                                + Objects.requireNonNullElse(entry.detail(), ""))
                        .toList();
    }

    private List<String> events() {
        return cluster.client().events().v1().events().inNamespace(namespace).list().getItems().stream()
                .map(event -> event.getReason())
                .toList();
    }
}
