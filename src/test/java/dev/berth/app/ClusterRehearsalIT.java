package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.adapter.kube.Cluster;
import dev.berth.adapter.kube.PolicyText;
import dev.berth.adapter.kube.ServiceText;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rehearsals of an operator on a real API server: Services are copied and changed for real, pods there are none. */
@ExtendWith(Cluster.Given.class)
@Timeout(120)
class ClusterRehearsalIT {
    private static final PolicyText POLICY = PolicyText.of("main");
    private static final PolicyText REQUIRED = POLICY.with("rollout: {rehearse: Required}");
    private static final String SERVICE = ServiceText.of("main", "5432");

    private final Cluster cluster;
    private final ShopPolicy shop;
    private final ShiftedClock clock = new ShiftedClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final Podless effects = new Podless();
    private final ClusterWatch operator;

    ClusterRehearsalIT(Cluster cluster) {
        this.cluster = cluster;
        this.shop = new ShopPolicy(cluster, cluster.namespace());
        this.operator = ClusterHarbour.open(cluster.client(), clock, effects);
    }

    @AfterEach
    void end() {
        operator.close();
        shop.delete();
    }

    @Test
    void aPolicyThatWantsARehearsalMovesOnceItsPlanWentForthAndBackOnACopy() {
        service(SERVICE);
        shop.apply(REQUIRED);

        shop.await("Ready", "True InSync");

        assertThat(shop.ports()).containsExactly("sql-5432 5432", "sql-7000 7000");
        assertThat(shop.migration("shop.rehearsal-1").getSpec().rehearses())
                .isEqualTo(shop.migration("shop-1").getSpec().hash());
        assertThat(shop.entries("shop.rehearsal-1"))
                .anyMatch(entry -> entry.matches("Applied berth-rehearsal-main-.{4}/05-add-ports"))
                .anyMatch(entry -> entry.matches("Undone berth-rehearsal-main-.{4}/05-add-ports"))
                .endsWith("Closed rehearsed forth and back: 0 calls at the old ports, the slowest took 0 ms");
        awaitServices("main");
        assertThat(events()).contains("Rehearsed", "MigrationStarted");
    }

    @Test
    void whoApprovesAPlanSeesThatItWasRehearsed() {
        service(SERVICE);
        shop.apply(REQUIRED.mode("Plan"));

        var rehearsed = shop.await("Rehearsed", "True RehearsalPassed");

        assertThat(rehearsed.said("Rehearsed"))
                .containsSubsequence(rehearsed.hash(), "went forth and back on copies", "shop.rehearsal-1");
        shop.await(
                "nothing but an approval",
                told -> told.said("Waiting").contains("the plan wants an approval")
                        && !told.said("Waiting").contains("rehearsed"));
        assertThat(shop.ports()).containsExactly("5432");
        shop.signal("berth.dev/approve=" + rehearsed.hash());
        shop.await("Ready", "True");
        assertThat(shop.migrations()).containsExactly("shop-1 SOAKING", "shop.rehearsal-1 ROLLED_BACK");
    }

    @Test
    void aChangedPlanWantsARehearsalOfItsOwn() {
        service(SERVICE);
        shop.apply(REQUIRED.mode("Plan"));
        var first = shop.await("Rehearsed", "RehearsalPassed").hash();

        shop.want(7001);

        var second = shop.await(
                "a rehearsal of another plan",
                told -> told.said("Rehearsed").contains("RehearsalPassed")
                        && !told.said("Rehearsed").contains(first));
        assertThat(shop.migration("shop.rehearsal-2").getSpec().rehearses()).isEqualTo(second.hash());
    }

    @Test
    void whatFailsInARehearsalMovesNothingAndIsRehearsedAgain() {
        effects.fail(shop.namespace());
        service(SERVICE);
        shop.apply(REQUIRED);
        var failed = shop.await("Rehearsed", "False RehearsalFailed");
        assertThat(failed.said("Rehearsed"))
                .contains("add-ports: planted — lift that; it is rehearsed again at 2026-03-01T12:01");
        assertThat(failed.said("Waiting")).contains("this plan was not rehearsed");
        assertThat(shop.migrations()).containsExactly("shop.rehearsal-1 ROLLED_BACK");
        awaitServices("main");
        effects.mend(shop.namespace());

        clock.forward(Duration.ofMinutes(1));
        cluster.kubectl("-n", shop.namespace(), "label", "service", "main", "touched=again");

        shop.await("Ready", "True");
        assertThat(shop.migrations())
                .containsExactly("shop-1 SOAKING", "shop.rehearsal-1 ROLLED_BACK", "shop.rehearsal-2 ROLLED_BACK");
    }

    @Test
    void aPersonHasAPlanRehearsedThoughThePolicyDoesNotAskForIt() {
        service(SERVICE);
        shop.apply(POLICY.mode("Plan"));
        var hash = shop.await("Waiting", "approval").hash();
        assertThat(shop.told().said("Rehearsed")).isEmpty();

        shop.signal("berth.dev/rehearse=" + hash);

        shop.await("Rehearsed", "True RehearsalPassed");
        assertThat(shop.ports()).containsExactly("5432");
    }

    @Test
    void aServiceWithoutASelectorIsNeitherCopiedNorMoved() {
        service(SERVICE.replace("selector: {app: main}, ", ""));
        shop.apply(REQUIRED);

        var stalled = shop.await("Stalled", "True Unsupported");

        assertThat(stalled.said("Stalled")).contains("Service main has no selector");
        assertThat(shop.migrations()).isEmpty();
    }

    @Test
    void whatTheServiceItselfWouldNotTakeFailsBeforeACopyIsChanged() {
        service(SERVICE.replace("{port: 5432, targetPort: 5432}", """
                {name: a, port: 5432, targetPort: 5432}, {name: sql-7000, port: 80, targetPort: 80}"""));
        shop.apply(REQUIRED);

        var failed = shop.await("Rehearsed", "RehearsalFailed");

        assertThat(failed.said("Rehearsed")).contains("add-ports: the API server says: Service \"main\" is invalid");
        assertThat(shop.ports()).containsExactly("a 5432", "sql-7000 80");
    }

    @Test
    void aValueOfAClientIsTriedAndStaysAsItIs() {
        service(SERVICE);
        cluster.kubectl("-n", shop.namespace(), "create", "configmap", "web", "--from-literal=PORT=5432");
        var before = value();
        shop.apply(REQUIRED.mode("Plan")
                .with("clients: [{name: web, uses: [main], values: [{configMap: web, key: PORT}]}]"));

        shop.await("Rehearsed", "True RehearsalPassed");

        assertThat(shop.entries("shop.rehearsal-1"))
                .anyMatch(entry -> entry.matches("Applied berth-rehearsal-main-.{4}/\\d+-patch-value"));
        assertThat(value()).isEqualTo(before);
    }

    private void service(String text) {
        cluster.apply(shop.namespace(), text);
    }

    private ConfigMap value() {
        return cluster.client()
                .configMaps()
                .inNamespace(shop.namespace())
                .withName("web")
                .require();
    }

    private void awaitServices(String... names) {
        await().untilAsserted(
                        () -> assertThat(cluster.services(shop.namespace())).containsExactly(names));
    }

    private List<String> events() {
        return cluster.client().events().v1().events().inNamespace(shop.namespace()).list().getItems().stream()
                .map(event -> event.getReason())
                .toList();
    }
}
