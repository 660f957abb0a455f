package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.adapter.kube.Cluster;
import dev.berth.operator.DatabasePortPolicy;
import dev.berth.operator.MigrationEntry;
import dev.berth.operator.PlanStatus;
import dev.berth.operator.PolicyStatus.Phase;
import dev.berth.operator.PortMigration;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** How people, windows and other policies steer the operator, on a real API server. */
@ExtendWith(Cluster.Given.class)
@Timeout(120)
class RolloutIT {
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
    private static final String SERVICE = """
            apiVersion: v1
            kind: Service
            metadata: {name: main}
            spec: {ports: [{name: sql, port: 5432, targetPort: 5432}]}
            """;

    private final Cluster cluster;
    private final String dev;
    private final String staging;
    private final ShiftedClock clock = new ShiftedClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final Podless effects = new Podless();
    private ClusterWatch operator;

    RolloutIT(Cluster cluster) {
        this.cluster = cluster;
        this.dev = cluster.namespace();
        this.staging = cluster.namespace();
        List.of(dev, staging).forEach(namespace -> cluster.apply(namespace, SERVICE));
        this.operator = ClusterHarbour.open(cluster.client(), clock, effects);
    }

    @AfterEach
    void end() {
        operator.close();
        List.of(dev, staging)
                .forEach(namespace -> cluster.client()
                        .resources(DatabasePortPolicy.class)
                        .inNamespace(namespace)
                        .delete());
    }

    @Test
    void theCommandThatThePolicyNamesApprovesItsPlanOnce() throws IOException {
        cluster.apply(dev, inMode("Plan"));
        var waiting = await(dev, Phase.WAITING);
        var hash = hash(waiting);
        assertThat(message(waiting, "Waiting"))
                .isEqualTo("shop: the plan wants an approval — kubectl -n " + dev
                        + " annotate dpp shop --overwrite berth.dev/approve=" + hash);

        cluster.kubectl("-n", dev, "annotate", "dpp", "shop", "--overwrite", "berth.dev/approve=" + hash);

        var ready = await(dev, Phase.IN_SYNC);
        assertThat(ports(dev)).containsExactly(5432, 7000);
        assertThat(ready.getStatus().plan()).isNull();
        assertThat(named(dev).get().getMetadata().getAnnotations()).containsOnlyKeys("berth.dev/approved");
        assertThat(entries(dev, "shop-1"))
                .filteredOn(entry -> entry.entry().equals("Approved"))
                .extracting(MigrationEntry::detail)
                .containsExactly("berth.dev/approve, by kubectl-annotate");
    }

    @Test
    void aPlanIsThereToBeLookedAtAndCommitted() throws IOException {
        cluster.apply(dev, inMode("Plan"));
        await(dev, Phase.WAITING);

        var patch = cluster.kubectl("-n", dev, "get", "dpp", "shop", "-o", "jsonpath={.status.plan.moves[*].patch}");

        assertThat(patch).isEqualTo("""
                apiVersion: v1
                kind: Service
                metadata: {name: main, namespace: NAMESPACE}
                spec:
                  ports:
                    - {name: sql, port: 5432, protocol: TCP, targetPort: 5432}
                    - {name: sql-7000, port: 7000, protocol: TCP, targetPort: 5432}
                """.replace("NAMESPACE", dev));
        assertThat(cluster.kubectl("-n", dev, "get", "dpp", "shop", "-o", "jsonpath={.status.plan.steps[2]}"))
                .isEqualTo(
                        "SWITCH main/03-add-ports: add to Service " + dev + "/main (sql 5432, sql-7000 7000 → 5432)");
    }

    @Test
    void anApprovalIsVoidOnceThePlanChanges() throws IOException {
        cluster.apply(dev, inMode("Plan"));
        var old = hash(await(dev, Phase.WAITING));
        signal("berth.dev/suspend=true", "berth.dev/approve=" + old);
        await(dev, Phase.SUSPENDED);
        cluster.kubectl(
                "-n",
                dev,
                "patch",
                "dpp",
                "shop",
                "--type=json",
                "-p=[{\"op\": \"replace\", \"path\": \"/spec/databases/0/ports/0/port\", \"value\": 7001}]");

        signal("berth.dev/suspend-");

        var policy = await(
                dev,
                one -> phase(one, Phase.WAITING)
                        && one.getMetadata()
                                .getGeneration()
                                .equals(one.getStatus().observedGeneration()));
        assertThat(message(policy, "Waiting"))
                .startsWith("shop: the approval names plan " + old + ", this one is " + hash(policy));
        assertThat(ports(dev)).containsExactly(5432);
    }

    @Test
    void aSuspendedPolicyMovesOnceItIsResumed() throws IOException {
        cluster.apply(dev, POLICY.replace("{name: shop}", "{name: shop, annotations: {berth.dev/suspend: \"true\"}}"));
        var suspended = await(dev, Phase.SUSPENDED);
        assertThat(condition(suspended, "Waiting").getReason()).isEqualTo("Suspended");
        assertThat(ports(dev)).containsExactly(5432);

        signal("berth.dev/suspend-");

        await(dev, Phase.IN_SYNC);
        assertThat(ports(dev)).containsExactly(5432, 7000);
    }

    @Test
    void aFailureFreezesWhatComesAfterUntilItIsMended() {
        effects.fail(dev);
        cluster.apply(staging, after("1s"));
        cluster.apply(dev, POLICY);

        var frozen = await(staging, policy -> waits(policy, "went back"));
        assertThat(message(frozen, "Waiting"))
                .isEqualTo("shop: waits for " + dev + "/shop, which is not Ready: its last migration went back: planted"
                        + " — see to " + dev + "/shop first");
        assertThat(ports(staging)).containsExactly(5432);
        effects.mend(dev);
        cluster.apply(dev, POLICY.replace("7000", "7001"));

        await(staging, Phase.IN_SYNC);
        assertThat(ports(dev)).containsExactly(5432, 7001);
        assertThat(opened(staging)).isAfterOrEqualTo(readySince(dev).plusSeconds(1));
    }

    @Test
    void aPolicyWhoseTierIsNotThereWaitsForIt() {
        cluster.apply(staging, after("0s"));
        var waiting = await(staging, Phase.WAITING);
        assertThat(message(waiting, "Waiting"))
                .isEqualTo("shop: waits for " + dev + "/shop, which is not here — add that policy, or leave it out");

        cluster.apply(dev, POLICY);

        await(staging, Phase.IN_SYNC);
    }

    @Test
    void whoTakesOverKnowsSinceWhenATierIsReady() {
        cluster.apply(staging, after("48h"));
        cluster.apply(dev, POLICY);
        await(staging, policy -> waits(policy, "and soaks"));
        operator.close();
        clock.forward(Duration.ofHours(48));

        operator = ClusterHarbour.open(cluster.client(), clock, effects);

        await(staging, Phase.IN_SYNC);
    }

    @Test
    void aTierThatLostItsPortMeanwhileIsNotTakenAtItsWord() {
        cluster.apply(staging, after("48h"));
        cluster.apply(dev, POLICY);
        await(staging, policy -> waits(policy, "and soaks"));
        operator.close();
        effects.fail(dev);
        cluster.apply(dev, SERVICE);
        clock.forward(Duration.ofHours(49));

        operator = ClusterHarbour.open(cluster.client(), clock, effects);

        await(staging, policy -> waits(policy, "went back"));
        assertThat(ports(staging)).containsExactly(5432);
    }

    @Test
    void aPolicyMovesAsSoonAsItsWindowOpens() {
        clock.forward(Duration.ofHours(10).minusSeconds(10));
        cluster.apply(
                dev,
                POLICY
                        + "  rollout: {window: {days: [Sun], from: \"23:00\", to: \"01:00\", timeZone: Europe/Berlin}}\n");
        var waiting = await(dev, Phase.WAITING);
        assertThat(message(waiting, "Waiting"))
                .isEqualTo("shop: outside the window [SUNDAY] 23:00–01:00 Europe/Berlin — wait for it, from"
                        + " 2026-03-01T22:00:00Z on, or change rollout.window");

        await(dev, Phase.IN_SYNC);

        assertThat(opened(dev)).isAfterOrEqualTo(Instant.parse("2026-03-01T22:00:00Z"));
    }

    @Test
    void whatAPersonTakesBackStaysBackUntilThePolicyChanges() throws IOException {
        cluster.apply(dev, POLICY);
        await(dev, Phase.IN_SYNC);

        signal("berth.dev/rollback=shop-1");

        var back = await(dev, policy -> waits(policy, "a person took its last migration back, and it stays back"));
        assertThat(condition(back, "RolledBack").getReason()).isEqualTo("Asked");
        assertThat(ports(dev)).containsExactly(5432);
        cluster.kubectl("-n", dev, "label", "service", "main", "touched=again");
        cluster.apply(dev, POLICY.replace("7000", "7001"));
        await(dev, Phase.IN_SYNC);
        assertThat(ports(dev)).containsExactly(5432, 7001);
        assertThat(migrations(dev)).isEqualTo(2);
    }

    @Test
    void whatCannotGoBackIsSaid() throws IOException {
        cluster.apply(dev, POLICY);
        await(dev, Phase.IN_SYNC);

        signal("berth.dev/rollback=shop-7");

        var refused = await(
                dev,
                policy -> phase(policy, Phase.IN_SYNC)
                        && condition(policy, "RolledBack").getReason().equals("Refused"));
        assertThat(message(refused, "RolledBack")).contains("of its migrations only the newest goes back, shop-1");
        assertThat(ports(dev)).containsExactly(5432, 7000);
    }

    @Test
    void whatFailedIsTriedAgainAfterAMinute() throws IOException {
        effects.fail(dev);
        cluster.apply(dev, POLICY);
        var failed = await(dev, policy -> waits(policy, "1 in a row"));
        assertThat(message(failed, "Waiting")).startsWith("shop: its last migration went back (planted), 1 in a row");
        effects.mend(dev);
        cluster.kubectl("-n", dev, "label", "service", "main", "touched=again");

        clock.forward(Duration.ofMinutes(1));
        cluster.kubectl("-n", dev, "label", "service", "main", "touched=twice", "--overwrite");

        await(dev, Phase.IN_SYNC);
        assertThat(migrations(dev)).isEqualTo(2);
    }

    private static String hash(DatabasePortPolicy policy) {
        return Optional.ofNullable(policy.getStatus().plan())
                .map(PlanStatus::hash)
                .orElseThrow();
    }

    private void signal(String... annotations) throws IOException {
        var words = new ArrayList<>(List.of("-n", dev, "annotate", "dpp", "shop", "--overwrite"));
        words.addAll(List.of(annotations));
        cluster.kubectl(words.toArray(String[]::new));
    }

    private static String inMode(String mode) {
        return POLICY.replace("Enforce", mode);
    }

    private String after(String soak) {
        return POLICY + "  rollout: {after: [{namespace: " + dev + ", policy: shop, soak: " + soak + "}]}\n";
    }

    private DatabasePortPolicy await(String namespace, Phase phase) {
        return await(namespace, policy -> phase(policy, phase));
    }

    private DatabasePortPolicy await(String namespace, Predicate<DatabasePortPolicy> wanted) {
        return named(namespace)
                .waitUntilCondition(
                        policy -> policy != null && policy.getStatus() != null && wanted.test(policy),
                        30,
                        TimeUnit.SECONDS);
    }

    private static boolean phase(DatabasePortPolicy policy, Phase phase) {
        return policy.getStatus().phase() == phase;
    }

    private static boolean waits(DatabasePortPolicy policy, String words) {
        return message(policy, "Waiting").contains(words);
    }

    private Resource<DatabasePortPolicy> named(String namespace) {
        return cluster.client()
                .resources(DatabasePortPolicy.class)
                .inNamespace(namespace)
                .withName("shop");
    }

    private List<Integer> ports(String namespace) {
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

    private int migrations(String namespace) {
        return cluster.client()
                .resources(PortMigration.class)
                .inNamespace(namespace)
                .list()
                .getItems()
                .size();
    }

    private List<MigrationEntry> entries(String namespace, String migration) {
        var entries = cluster.client()
                .resources(PortMigration.class)
                .inNamespace(namespace)
                .withName(migration)
                .require()
                .getStatus()
                .entries();
        return entries == null ? List.of() : entries;
    }

    /** By the operator's clock. */
    private Instant opened(String namespace) {
        return Instant.parse(entries(namespace, "shop-1").get(0).at());
    }

    private Instant readySince(String namespace) {
        return Instant.parse(condition(named(namespace).get(), "Ready").getLastTransitionTime());
    }

    private static String message(DatabasePortPolicy policy, String type) {
        return condition(policy, type).getMessage();
    }

    private static Condition condition(DatabasePortPolicy policy, String type) {
        var conditions = policy.getStatus().conditions();
        return (conditions == null ? List.<Condition>of() : conditions)
                .stream()
                        .filter(condition -> condition.getType().equals(type))
                        .findFirst()
                        .orElseThrow();
    }
}
