package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.adapter.kube.PolicyText;
import dev.berth.execute.Attempt;
import dev.berth.execute.Effects;
import dev.berth.plan.WorkloadStep;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A PostgreSQL that clients reach by a port of its node gets its protected one, and loses nothing that it has acknowledged. */
@Timeout(240)
class HostPortE2E {
    private static final PolicyText POLICY =
            PolicyText.of("pg").ofPods("StatefulSet/pg").with("""
            clients:
              - name: web
                uses: [main]
                values: [{configMap: web, key: DB_PORT}]
                restart: Deployment/web
                probe: {http: "PROBE"}
            verify: {maxFailedClients: 0%}
            soak: {period: 1h}
            """);

    @TempDir
    private Path data;

    @Test
    void itComesBackAtItsNewPortWithEveryRowAndItsClientFollows() {
        try (var node = HostPortPod.start()) {
            var shop = new ShopPolicy(node, "default");
            var pod = HostPortPod.on(node, data, "");
            try (var writer = pod.writer(5432);
                    var operator = ClusterHarbour.open(node.client(), Clock.systemUTC())) {
                shop.apply(policy(pod));

                var moved = shop.await("Ready", "True");

                assertThat(operator.unwell()).isEmpty();
                assertThat(pod.hostPort()).isEqualTo(7000);
                assertThat(pod.rows(7000)).containsAll(writer.acknowledged());
                assertThat(pod.clientPort()).isEqualTo("7000");
                pod.awaitVisits(7000);
                assertThat(pod.losers(7000)).isZero();
                assertThat(pod.answers(5432)).isFalse();
                assertThat(moved.message("Retired"))
                        .isEqualTo("commit to the template of StatefulSet/pg: {name: pg, ports: [{containerPort: 5432,"
                                + " protocol: TCP, hostPort: 7000}]}");
                assertThat(shop.migrations()).containsExactly("shop-1 SOAKING");
            }
        }
    }

    @Test
    @Tag("slow")
    void aClientThatIsNotWellAtTheNewPortTakesItBackToTheOldOne() {
        try (var node = HostPortPod.start()) {
            var shop = new ShopPolicy(node, "default");
            var pod = HostPortPod.on(node, data, "7000");
            try (var writer = pod.writer(5432);
                    var operator = ClusterHarbour.open(node.client(), Clock.systemUTC())) {
                shop.apply(policy(pod));

                var back = shop.await("RolledBack", "True");

                assertThat(operator.unwell()).isEmpty();
                assertThat(back.message("RolledBack")).startsWith("1 of 1 clients do not answer (allowed: 0%): web");
                assertThat(pod.hostPort()).isEqualTo(5432);
                // It writes again by now: what comes after this moment need not be among the rows.
                var acknowledged = writer.acknowledged();
                assertThat(pod.rows(5432)).containsAll(acknowledged);
                assertThat(pod.clientPort()).isEqualTo("5432");
                pod.awaitVisits(5432);
                assertThat(pod.losers(5432)).isZero();
                assertThat(pod.answers(7000)).isFalse();
                assertThat(shop.migrations()).containsExactly("shop-1 ROLLED_BACK");
            }
        }
    }

    /** By the rights of the plain manifests, with which the pod that stands in the way is deleted. */
    @Test
    void aPodThatNoNodeTakesWithTheNewPortGivesWayToOneWithTheOldOne() {
        try (var node = HostPortPod.start()) {
            PlainManifests.apply(node.client(), "berth.yaml");
            var shop = new ShopPolicy(node, "default");
            var pod = HostPortPod.on(node, data, "");
            UnaryOperator<Effects> late = Plants.inPlaceOf(WorkloadStep.GrantHostPorts.class, () -> {
                pod.block(7000);
                return Attempt.done();
            });
            UnaryOperator<Effects> impatient = Plants.inPlaceOf(WorkloadStep.RollOut.class, () -> {
                pod.awaitNoPlace();
                return Attempt.notDone("no node takes it");
            });
            try (var account = node.as("berth-system", "berth");
                    var operator = ClusterHarbour.open(
                            account, Clock.systemUTC(), effects -> impatient.apply(late.apply(effects)))) {
                shop.apply(policy(pod));

                var back = shop.await("RolledBack", "True");

                assertThat(operator.unwell()).isEmpty();
                assertThat(back.message("RolledBack")).startsWith("no node takes it");
                assertThat(pod.hostPort()).isEqualTo(5432);
                pod.awaitVisits(5432);
                assertThat(pod.losers(5432)).isZero();
                assertThat(shop.await("Ready", "hostPort 7000 is of Pod default/blocker")
                                .said("Stalled"))
                        .startsWith("True Conflicting");
            }
        }
    }

    @Test
    @Tag("slow")
    void anOperatorThatEndsWhileThePodStartsIsFollowedByOneThatGoesOn() {
        try (var node = HostPortPod.start()) {
            var shop = new ShopPolicy(node, "default");
            var pod = HostPortPod.on(node, data, "");
            var hung = new AtomicBoolean();
            var first = ClusterHarbour.open(
                    node.client(),
                    Clock.systemUTC(),
                    Plants.inPlaceOf(WorkloadStep.RollOut.class, () -> Plants.hang(hung)));
            shop.apply(policy(pod));
            await().atMost(Duration.ofSeconds(60)).untilTrue(hung);
            first.close();

            try (var second = ClusterHarbour.open(node.client(), Clock.systemUTC())) {
                shop.await("Ready", "True");

                assertThat(second.unwell()).isEmpty();
                assertThat(pod.hostPort()).isEqualTo(7000);
                pod.awaitVisits(7000);
                assertThat(pod.losers(7000)).isZero();
                assertThat(shop.migrations()).containsExactly("shop-1 SOAKING");
            }
        }
    }

    private static PolicyText policy(HostPortPod pod) {
        return new PolicyText(POLICY.text().replace("PROBE", pod.health()));
    }
}
