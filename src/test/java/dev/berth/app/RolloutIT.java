package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.adapter.kube.Cluster;
import dev.berth.adapter.kube.PolicyText;
import dev.berth.adapter.kube.ServiceText;
import dev.berth.operator.PolicyStatus.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** How people, windows and other policies steer the operator, on a real API server. */
@ExtendWith(Cluster.Given.class)
@Timeout(120)
class RolloutIT {
    private static final PolicyText POLICY = PolicyText.of("main");
    private static final String OLD = "sql 5432";
    private static final String[] BOTH = {OLD, "sql-7000 7000"};

    private final Cluster cluster;
    private final ShopPolicy dev;
    private final ShopPolicy staging;
    private final ShiftedClock clock = new ShiftedClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final Podless effects = new Podless();
    private ClusterWatch operator;

    RolloutIT(Cluster cluster) {
        this.cluster = cluster;
        this.dev = new ShopPolicy(cluster, cluster.namespace());
        this.staging = new ShopPolicy(cluster, cluster.namespace());
        List.of(dev, staging).forEach(this::service);
        this.operator = ClusterHarbour.open(cluster.client(), clock, effects);
    }

    private void service(ShopPolicy tier) {
        cluster.apply(tier.namespace(), ServiceText.of("main", OLD));
    }

    @AfterEach
    void end() {
        operator.close();
        List.of(dev, staging).forEach(ShopPolicy::delete);
    }

    @Test
    void theCommandThatThePolicyNamesApprovesItsPlanOnce() {
        dev.apply(POLICY.mode("Plan"));
        var waiting = dev.await(Phase.WAITING);
        assertThat(waiting.message("Waiting"))
                .isEqualTo("shop: the plan wants an approval — kubectl -n " + dev.namespace()
                        + " annotate dpp shop --overwrite berth.dev/approve=" + waiting.hash());

        dev.signal("berth.dev/approve=" + waiting.hash());

        var ready = dev.await(Phase.IN_SYNC);
        assertThat(dev.ports()).containsExactly(BOTH);
        assertThat(ready.status().plan()).isNull();
        assertThat(dev.told().policy().getMetadata().getAnnotations()).containsOnlyKeys("berth.dev/approved");
        assertThat(dev.entries())
                .filteredOn(entry -> entry.startsWith("Approved"))
                .containsExactly("Approved berth.dev/approve, by kubectl-annotate");
    }

    @Test
    void aPlanIsThereToBeLookedAtAndCommitted() {
        dev.apply(POLICY.mode("Plan"));
        dev.await(Phase.WAITING);

        var patch = got(".status.plan.moves[*].patch");

        assertThat(patch).isEqualTo("""
                apiVersion: v1
                kind: Service
                metadata: {name: main, namespace: NAMESPACE}
                spec:
                  ports:
                    - {name: sql, port: 5432, protocol: TCP, targetPort: 5432}
                    - {name: sql-7000, port: 7000, protocol: TCP, targetPort: 5432}
                """.replace("NAMESPACE", dev.namespace()));
        assertThat(got(".status.plan.steps[2]"))
                .isEqualTo("SWITCH main/03-add-ports: add to Service " + dev.namespace()
                        + "/main (sql 5432, sql-7000 7000 → 5432)");
    }

    @Test
    void anApprovalIsVoidOnceThePlanChanges() {
        dev.apply(POLICY.mode("Plan"));
        var old = dev.await(Phase.WAITING).hash();
        dev.signal("berth.dev/suspend=true", "berth.dev/approve=" + old);
        dev.await(Phase.SUSPENDED);
        dev.want(7001);

        dev.signal("berth.dev/suspend-");

        var changed = dev.await(Phase.WAITING);
        assertThat(changed.message("Waiting"))
                .startsWith("shop: the approval names plan " + old + ", this one is " + changed.hash());
        assertThat(dev.ports()).containsExactly(OLD);
    }

    @Test
    void aSuspendedPolicyMovesOnceItIsResumed() {
        dev.apply(POLICY.marked("annotations: {berth.dev/suspend: \"true\"}"));
        var suspended = dev.await(Phase.SUSPENDED);
        assertThat(suspended.condition("Waiting").getReason()).isEqualTo("Suspended");
        assertThat(dev.ports()).containsExactly(OLD);

        dev.signal("berth.dev/suspend-");

        dev.await(Phase.IN_SYNC);
        assertThat(dev.ports()).containsExactly(BOTH);
    }

    @Test
    void aFailureFreezesWhatComesAfterUntilItIsMended() {
        effects.fail(dev.namespace());
        staging.apply(after("1s"));
        dev.apply(POLICY);

        var frozen = staging.await("Waiting", "went back");
        assertThat(frozen.message("Waiting"))
                .isEqualTo("shop: waits for " + dev.namespace()
                        + "/shop, which is not Ready: its last migration went back: planted" + " — see to "
                        + dev.namespace() + "/shop first");
        assertThat(staging.ports()).containsExactly(OLD);
        effects.mend(dev.namespace());
        dev.apply(POLICY.at(7001));

        staging.await(Phase.IN_SYNC);
        assertThat(dev.ports()).containsExactly(OLD, "sql-7001 7001");
        assertThat(opened(staging)).isAfterOrEqualTo(dev.told().since("Ready").plusSeconds(1));
    }

    @Test
    void aPolicyWhoseTierIsNotThereWaitsForIt() {
        staging.apply(after("0s"));
        var waiting = staging.await(Phase.WAITING);
        assertThat(waiting.message("Waiting"))
                .isEqualTo("shop: waits for " + dev.namespace()
                        + "/shop, which is not here — add that policy, or leave it out");

        dev.apply(POLICY);

        staging.await(Phase.IN_SYNC);
    }

    @Test
    void whoTakesOverKnowsSinceWhenATierIsReady() {
        staging.apply(after("48h"));
        dev.apply(POLICY);
        staging.await("Waiting", "and soaks");
        operator.close();
        clock.forward(Duration.ofHours(48));

        operator = ClusterHarbour.open(cluster.client(), clock, effects);

        staging.await(Phase.IN_SYNC);
    }

    @Test
    void aTierThatLostItsPortMeanwhileIsNotTakenAtItsWord() {
        staging.apply(after("48h"));
        dev.apply(POLICY);
        staging.await("Waiting", "and soaks");
        operator.close();
        effects.fail(dev.namespace());
        service(dev);
        clock.forward(Duration.ofHours(49));

        operator = ClusterHarbour.open(cluster.client(), clock, effects);

        staging.await("Waiting", "went back");
        assertThat(staging.ports()).containsExactly(OLD);
    }

    @Test
    void aPolicyMovesAsSoonAsItsWindowOpens() {
        clock.forward(Duration.between(clock.instant(), Instant.parse("2026-03-01T21:59:40Z")));
        dev.apply(POLICY.with(
                "rollout: {window: {days: [Sun], from: \"23:00\", to: \"01:00\", timeZone: Europe/Berlin}}"));
        var waiting = dev.await(Phase.WAITING);
        assertThat(waiting.message("Waiting"))
                .isEqualTo("shop: outside the window [SUNDAY] 23:00–01:00 Europe/Berlin — wait for it, from"
                        + " 2026-03-01T22:00:00Z on, or change rollout.window");

        dev.await(Phase.IN_SYNC);

        assertThat(opened(dev)).isAfterOrEqualTo(Instant.parse("2026-03-01T22:00:00Z"));
    }

    @Test
    void whatAPersonTakesBackStaysBackUntilThePolicyChanges() {
        dev.apply(POLICY);
        dev.await(Phase.IN_SYNC);

        dev.signal("berth.dev/rollback=shop-1");

        var back = dev.await("Waiting", "a person took its last migration back, and it stays back");
        assertThat(back.condition("RolledBack").getReason()).isEqualTo("Asked");
        assertThat(dev.ports()).containsExactly(OLD);
        touch("again");
        dev.apply(POLICY.at(7001));
        dev.await(Phase.IN_SYNC);
        assertThat(dev.ports()).containsExactly(OLD, "sql-7001 7001");
        assertThat(dev.migrations()).containsExactly("shop-1 ROLLED_BACK", "shop-2 SOAKING");
    }

    @Test
    void whatCannotGoBackIsSaid() {
        dev.apply(POLICY);
        dev.await(Phase.IN_SYNC);

        dev.signal("berth.dev/rollback=shop-7");

        var refused = dev.await(
                "its refusal",
                told -> told.status().phase() == Phase.IN_SYNC
                        && told.said("RolledBack").contains(" Refused "));
        assertThat(refused.message("RolledBack")).contains("of its migrations only the newest goes back, shop-1");
        assertThat(dev.ports()).containsExactly(BOTH);
    }

    @Test
    void whatFailedIsTriedAgainAfterAMinute() {
        effects.fail(dev.namespace());
        dev.apply(POLICY);
        var failed = dev.await("Waiting", "1 in a row");
        assertThat(failed.message("Waiting")).startsWith("shop: its last migration went back (planted), 1 in a row");
        effects.mend(dev.namespace());
        touch("again");

        clock.forward(Duration.ofMinutes(1));
        touch("twice");

        dev.await(Phase.IN_SYNC);
        assertThat(dev.migrations()).containsExactly("shop-1 ROLLED_BACK", "shop-2 SOAKING");
    }

    private PolicyText after(String soak) {
        return POLICY.with(
                "rollout: {after: [{namespace: " + dev.namespace() + ", policy: shop, soak: " + soak + "}]}");
    }

    private void touch(String word) {
        cluster.kubectl("-n", dev.namespace(), "label", "service", "main", "touched=" + word, "--overwrite");
    }

    private String got(String path) {
        return cluster.kubectl("-n", dev.namespace(), "get", "dpp", "shop", "-o", "jsonpath={" + path + "}");
    }

    /** By the operator's clock. */
    private static Instant opened(ShopPolicy tier) {
        var first = ShopPolicy.entries(tier.migration("shop-1")).findFirst().orElseThrow();
        return Instant.parse(first.at());
    }
}
