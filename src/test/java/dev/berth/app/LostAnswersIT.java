package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.adapter.kube.Cluster;
import dev.berth.adapter.kube.PolicyText;
import dev.berth.adapter.kube.ServiceText;
import dev.berth.operator.LossyApi;
import dev.berth.operator.PolicyStatus.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An operator whose connection to a real API server is cut after a write got through. */
@ExtendWith(Cluster.Given.class)
@Timeout(120)
class LostAnswersIT {
    private static final PolicyText POLICY = PolicyText.of("main").mode("Plan");
    private static final String FINALIZER = "PATCH .*/databaseportpolicies/shop(\\?\\S*)? application/json-patch";

    private final Cluster cluster;
    private final ShopPolicy shop;
    private final LossyApi api;
    private final ClusterWatch operator;

    LostAnswersIT(Cluster cluster) {
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
        cluster.client().resource(shop.told().policy()).edit(policy -> {
            policy.getMetadata().setFinalizers(List.of());
            return policy;
        });
        shop.delete();
    }

    /** In the order in which they are made: approval, finalizer, record, entries, status, ports, events. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "PATCH .*/databaseportpolicies/shop(\\?\\S*)? application/json-patch",
                "PATCH .*/databaseportpolicies/shop(\\?\\S*)? application/apply-patch",
                "POST .*/portmigrations ",
                "PUT .*/portmigrations/shop-1/status ",
                "PUT .*/databaseportpolicies/shop/status ",
                "PATCH .*/services/main\\?(?!.*dryRun)",
                "POST .*/events "
            })
    void whicheverAnswerIsLostAnApprovedPlanRunsOnce(String call) {
        shop.apply(POLICY);
        var hash = awaited(Phase.WAITING).hash();
        api.lose(call);

        approve(hash);

        awaited(Phase.IN_SYNC);
        await().atMost(Duration.ofSeconds(30)).until(api::wasCut);
        assertThat(shop.ports()).containsExactlyInAnyOrder("sql 5432", "sql-7000 7000");
        assertThat(shop.migrations()).containsExactly("shop-1 SOAKING");
        assertThat(shop.entries())
                .filteredOn(entry -> entry.startsWith("Approved"))
                .containsExactly("Approved berth.dev/approve, by kubectl-annotate");
        assertThat(annotations()).containsOnlyKeys("berth.dev/approved");
    }

    @Test
    void aPolicyWhoseLastAnswerIsLostGoesAllTheSame() {
        shop.apply(POLICY);
        approve(awaited(Phase.WAITING).hash());
        awaited(Phase.IN_SYNC);
        api.lose(FINALIZER);

        cluster.kubectl("-n", shop.namespace(), "delete", "dpp", "shop", "--timeout=30s");

        assertThat(api.wasCut()).isTrue();
        assertThat(shop.isThere()).isFalse();
        shop.apply(POLICY);
    }

    private void approve(String hash) {
        shop.signal("berth.dev/approve=" + hash);
    }

    private Told awaited(Phase phase) {
        return await(phase.name())
                .atMost(Duration.ofSeconds(60))
                .until(shop::told, told -> told.isNew() && told.status().phase() == phase);
    }

    private Map<String, String> annotations() {
        return Optional.ofNullable(shop.told().policy().getMetadata().getAnnotations())
                .orElse(Map.of());
    }
}
