package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.adapter.kube.PolicyText;
import dev.berth.execute.Attempt;
import dev.berth.plan.ProbeStep;
import dev.berth.plan.ServiceStep;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The operator moves a database of a real node by itself, and back when something goes wrong. */
@Tag("alone")
@Timeout(180)
class OperatorMoveE2E {
    private static final PolicyText POLICY = PolicyText.of("pg");

    @Test
    void anOperatorThatEndsInTheMiddleIsFollowedByOneThatGoesOn() {
        try (var node = PostgresPod.alone("iptables", "{port: 5432}");
                var visitors = new ServiceVisitors(node.address("pg"), 5432)) {
            var shop = new ShopPolicy(node, "default");
            var hung = new AtomicBoolean();
            var first = ClusterHarbour.open(
                    node.client(),
                    Clock.systemUTC(),
                    Plants.inPlaceOf(ServiceStep.AwaitPorts.class, () -> Plants.hang(hung)));
            shop.apply(POLICY);
            await().atMost(Duration.ofSeconds(30)).untilTrue(hung);
            first.close();

            try (var second = ClusterHarbour.open(node.client(), Clock.systemUTC())) {
                var moved = shop.await("Ready", "True");
                assertThat(second.unwell()).isEmpty();
                assertThat(moved.status().migrated()).isEqualTo(1);
            }

            visitors.awaitMore();
            assertThat(visitors.failed()).isEmpty();
            assertThat(shop.ports()).containsExactlyInAnyOrder("sql-5432 5432", "sql-7000 7000");
            assertThat(node.slices("pg")).hasSize(1);
            assertThat(shop.migrations()).containsExactly("shop-1 SOAKING");
        }
    }

    @Test
    void aMoveThatFailsGoesBackAndIsNotTriedAgainAtOnce() {
        try (var node = PostgresPod.alone("nftables", "{port: 5432}");
                var visitors = new ServiceVisitors(node.address("pg"), 5432);
                var operator = ClusterHarbour.open(
                        node.client(),
                        Clock.systemUTC(),
                        Plants.inPlaceOf(ProbeStep.AwaitAnswer.class, () -> Attempt.notDone("planted")))) {
            var shop = new ShopPolicy(node, "default");
            shop.apply(POLICY);

            var back = shop.await("RolledBack", "True");

            assertThat(operator.unwell()).isEmpty();
            assertThat(back.message("Waiting"))
                    .startsWith("shop: its last migration went back (planted), 1 in a row — it is tried again at ");
            assertThat(back.message("RolledBack")).isEqualTo("planted");
            node.client().services().inNamespace("default").withName("pg").edit(service -> {
                service.getMetadata().setLabels(Map.of("touched", "again"));
                return service;
            });
            visitors.awaitMore();
            assertThat(visitors.failed()).isEmpty();
            assertThat(shop.ports()).containsExactly("5432");
            assertThat(shop.migrations()).containsExactly("shop-1 ROLLED_BACK");
        }
    }
}
