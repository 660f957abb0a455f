package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.adapter.kube.Leftovers;
import dev.berth.operator.DatabasePortPolicy;
import dev.berth.operator.PolicyEvents;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClusterNotesTest {
    private final NotedLog log = new NotedLog();
    private final KubernetesClient nobody = new KubernetesClientBuilder().build();
    private final ClusterNotes notes = new ClusterNotes(
            new EventLog(log), new ClusterTally(), new PolicyEvents(nobody, Clock.systemUTC(), "berth"));
    private final DatabasePortPolicy policy = new DatabasePortPolicy();

    ClusterNotesTest() {
        policy.setMetadata(new ObjectMetaBuilder()
                .withNamespace("dev")
                .withName("shop")
                .withUid("one")
                .build());
    }

    @AfterEach
    void end() {
        notes.close();
        nobody.close();
    }

    @Test
    void whyADeletedPolicyStaysIsSaidOnceForEachReason() {
        notes.stays(policy, "one");
        notes.stays(policy, "one");
        notes.stays(policy, "another");

        assertThat(log.news()).containsExactly("INFO PolicyGone dev/shop: one", "INFO PolicyGone dev/shop: another");
    }

    @Test
    void whatCanNotBeRemovedIsSaidOnceForEachReason() {
        var removed = new Leftovers.Found("EndpointSlice/a", Optional.empty());

        notes.swept(policy, List.of(removed, kept("one")));
        notes.swept(policy, List.of(kept("one")));
        notes.swept(policy, List.of(kept("another")));

        assertThat(log.news())
                .containsExactly(
                        "INFO Swept dev/shop: EndpointSlice/a was left behind, and is removed",
                        "WARN NotSwept dev/shop: Service/b was left behind, and stays: one",
                        "WARN NotSwept dev/shop: Service/b was left behind, and stays: another");
    }

    private static Leftovers.Found kept(String reason) {
        return new Leftovers.Found("Service/b", Optional.of(reason));
    }
}
