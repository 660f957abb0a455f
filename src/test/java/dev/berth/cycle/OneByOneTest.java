package dev.berth.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.plan.PolicyWith;
import dev.berth.policy.Policy;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who waits while a policy begins a migration. */
@Timeout(30)
class OneByOneTest {
    private static final Policy PODS = ClusterPods.policy(List.of());

    private final OneByOne turns = new OneByOne();

    @Test
    void anotherPolicyOfItsNamespaceDoes() {
        assertThat(waits(ClusterPolicy.SHOP, PolicyWith.name(ClusterPolicy.SHOP, "second")))
                .isTrue();
    }

    @Test
    void ofServicesAnotherNamespaceDoesNot() {
        assertThat(waits(ClusterPolicy.SHOP, PolicyWith.namespace(ClusterPolicy.SHOP, "stock")))
                .isFalse();
    }

    @Test
    void ofPortsOfTheNodesEveryNamespaceDoes() {
        assertThat(waits(PODS, PolicyWith.namespace(PODS, "stock"))).isTrue();
    }

    @Test
    void whoFailsLetsTheNextBegin() {
        CompletableFuture.runAsync(() -> turns.begin(ClusterPolicy.SHOP, () -> {
                    throw new IllegalStateException("planted");
                }))
                .exceptionally(planted -> null)
                .join();

        assertThat(turns.begin(ClusterPolicy.SHOP, () -> "begun")).isEqualTo("begun");
    }

    private boolean waits(Policy first, Policy second) {
        var begun = new AtomicBoolean();
        var other = new Thread(() -> turns.begin(second, () -> {
            begun.set(true);
            return "";
        }));

        boolean waited = turns.begin(first, () -> {
            other.start();
            await().until(() -> begun.get() || other.getState() == Thread.State.WAITING);
            return !begun.get();
        });

        await().untilTrue(begun);
        return waited;
    }
}
