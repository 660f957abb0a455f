package dev.berth.app;

import static java.net.HttpURLConnection.HTTP_CONFLICT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.adapter.kube.Cluster;
import dev.berth.adapter.kube.PolicyText;
import dev.berth.adapter.kube.ServiceText;
import dev.berth.operator.DatabasePortPolicy;
import dev.berth.operator.LastStable;
import dev.berth.operator.LossyApi;
import dev.berth.operator.PolicyStatus;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** An operator whose write of a policy's status comes after somebody else's to the same policy, on a real API server. */
@ExtendWith(Cluster.Given.class)
@Timeout(120)
class StatusConflictIT {
    private static final PolicyText POLICY = PolicyText.of("main").mode("Plan");
    private static final String WRITE = "PUT .*/databaseportpolicies/shop/status";
    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");
    private static final LastStable STABLE =
            new LastStable(1L, LONG_AGO.toString(), List.of(new LastStable.Place("main.sql", 7042)));

    private final Cluster cluster;
    private final ShopPolicy shop;
    private final LossyApi api;
    private final ClusterWatch operator;

    StatusConflictIT(Cluster cluster) {
        this.cluster = cluster;
        this.shop = new ShopPolicy(cluster, cluster.namespace());
        cluster.apply(shop.namespace(), ServiceText.of("main", "sql 5432"));
        this.api = new LossyApi(cluster.client(), cluster.kubeconfig());
        this.operator = Podless.operator(api.client(), shop.namespace(), shop.namespace());
    }

    @AfterEach
    void end() {
        operator.close();
        api.close();
        shop.delete();
    }

    @Test
    void whatSomebodyWantsMeanwhileIsKeptAndPassedOver() {
        api.overtake(WRITE, () -> {
            shop.want(7001);
            shop.signal("example.com/owner=ann");
        });

        shop.apply(POLICY);

        var told = shop.await("Ready", "main.sql 5432 → 7001");
        assertThat(api.overtaken()).isEqualTo(HTTP_CONFLICT);
        assertThat(told.status().observedGeneration()).isEqualTo(2);
        assertThat(told.policy().getSpec().at("/databases/0/ports/0/port").asInt())
                .isEqualTo(7001);
        assertThat(told.policy().getMetadata().getAnnotations()).containsEntry("example.com/owner", "ann");
    }

    @Test
    void whatSomebodyElseSaysMeanwhileIsWhatIsGoneOnFrom() {
        api.overtake(WRITE, this::sayThatItWasReadyLongAgo);

        shop.apply(POLICY);

        var told = shop.await("Ready", "main.sql 5432 → 7000");
        assertThat(api.overtaken()).isEqualTo(HTTP_CONFLICT);
        assertThat(told.since("Ready")).isEqualTo(LONG_AGO);
        assertThat(told.since("Stalled")).isAfter(LONG_AGO);
        assertThat(told.status().lastStable()).isEqualTo(STABLE);
    }

    /** As an operator before this one might have. */
    private void sayThatItWasReadyLongAgo() {
        var unready = new ConditionBuilder()
                .withType("Ready")
                .withStatus("False")
                .withReason("ChangesPending")
                .withMessage("main.sql 7042 → 7000")
                .withObservedGeneration(1L)
                .withLastTransitionTime(LONG_AGO.toString())
                .build();
        cluster.client()
                .resources(DatabasePortPolicy.class)
                .inNamespace(shop.namespace())
                .withName("shop")
                .editStatus(policy -> {
                    policy.setStatus(
                            new PolicyStatus(1L, PolicyStatus.Phase.PENDING, 1, 0, null, List.of(unready), STABLE));
                    return policy;
                });
    }
}
