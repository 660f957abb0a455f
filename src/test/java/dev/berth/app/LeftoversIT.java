package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.adapter.kube.Cluster;
import dev.berth.adapter.kube.PolicyText;
import dev.berth.adapter.kube.ServiceEffects;
import dev.berth.adapter.kube.ServiceText;
import dev.berth.execute.Attempt;
import dev.berth.plan.ServiceStep;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a leader left behind that was cut off, and woke up after others had gone on, on a real API server. */
@ExtendWith(Cluster.Given.class)
@Timeout(60)
class LeftoversIT {
    private static final PolicyText POLICY = PolicyText.of("main").mode("Plan");

    private static final String SLICE = """
            apiVersion: discovery.k8s.io/v1
            kind: EndpointSlice
            metadata: {name: main-1, labels: {kubernetes.io/service-name: main}}
            addressType: IPv4
            ports: [{name: '', port: 5432}]
            endpoints: [{addresses: [10.1.0.1]}]
            """;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Cluster cluster;
    private final String namespace;
    private Optional<ClusterWatch> operator = Optional.empty();

    LeftoversIT(Cluster cluster) {
        this.cluster = cluster;
        this.namespace = cluster.namespace();
        cluster.apply(namespace, ServiceText.of("main", "5432"));
        cluster.apply(namespace, SLICE);
        cluster.apply(namespace, POLICY);
    }

    @AfterEach
    void end() {
        operator.ifPresent(ClusterWatch::close);
    }

    @Test
    void aBridgeThatIsMadeTooLateIsRemoved() {
        start();
        await().atMost(PATIENCE)
                .until(() -> operator.orElseThrow()
                        .policies()
                        .anyMatch(policy ->
                                policy.getMetadata().getNamespace().equals(namespace) && policy.getStatus() != null));

        bridge();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(slices()).containsExactly("main-1"));
    }

    @Test
    void whoBeginsToLeadRemovesWhatWasLeftBefore() {
        bridge();
        cluster.apply(namespace, copy("berth-rehearsal-main-0000"));
        cluster.apply(namespace, copy("somebodys"));

        start();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(slices()).containsExactly("main-1"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(cluster.services(namespace)).containsExactly("main", "somebodys"));
    }

    @Test
    void whatAnotherPolicyHasUnderWayStays() {
        bridge();
        cluster.client()
                .discovery()
                .v1()
                .endpointSlices()
                .inNamespace(namespace)
                .withName("berth-main-1")
                .edit(slice -> {
                    slice.getMetadata().getLabels().put("berth.dev/made-for", "other");
                    return slice;
                });
        cluster.apply(namespace, copy("berth-rehearsal-main-0000"));

        start();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(cluster.services(namespace)).containsExactly("main"));
        assertThat(slices()).containsExactly("berth-main-1", "main-1");
    }

    private void start() {
        operator = Optional.of(ClusterHarbour.open(cluster.client(), Clock.systemUTC(), new Podless()));
    }

    /** As the leader makes it. */
    private void bridge() {
        var plan = POLICY.decided(cluster.client(), namespace).plan().orElseThrow();
        var step = plan.steps()
                .filter(ServiceStep.BridgePorts.class::isInstance)
                .findFirst()
                .orElseThrow();
        assertThat(new ServiceEffects(cluster.client(), Optional::empty)
                        .of("shop", (ServiceStep) step)
                        .apply())
                .isEqualTo(Attempt.done());
    }

    private static String copy(String name) {
        return ServiceText.of(name, "5432")
                .replace("name: " + name, "name: " + name + ", labels: {berth.dev/made-for: shop}");
    }

    private List<String> slices() {
        return cluster.client().discovery().v1().endpointSlices().inNamespace(namespace).list().getItems().stream()
                .map(slice -> slice.getMetadata().getName())
                .toList();
    }
}
