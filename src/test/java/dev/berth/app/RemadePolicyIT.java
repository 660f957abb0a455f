package dev.berth.app;

import static java.net.HttpURLConnection.HTTP_CONFLICT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.adapter.kube.Cluster;
import dev.berth.adapter.kube.PolicyText;
import dev.berth.adapter.kube.ServiceText;
import dev.berth.operator.LossyApi;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A policy that is deleted and made again while a pass over it is under way, on a real API server. */
@ExtendWith(Cluster.Given.class)
@Timeout(120)
class RemadePolicyIT {
    private static final PolicyText POLICY = PolicyText.of("main").mode("Plan");

    private final ShopPolicy shop;
    private final LossyApi api;
    private final ClusterWatch operator;

    RemadePolicyIT(Cluster cluster) {
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
    void theNewOneIsPassedOverAndSaysNothingOfTheOldOne() {
        api.overtake("PUT .*/databaseportpolicies/shop/status", () -> {
            shop.delete();
            shop.apply(POLICY.at(7001));
            awaitHeard();
        });

        shop.apply(POLICY);

        assertThat(api.overtaken()).isEqualTo(HTTP_CONFLICT);
        var told = shop.awaitNews();
        assertThat(told.said("Ready")).contains("main.sql 5432 → 7001");
    }

    /** That the operator knows the new one: its watch has told of the end of the old one before. */
    private void awaitHeard() {
        var now = shop.told().policy().getMetadata().getUid();
        Awaitility.await()
                .until(() -> operator.policies()
                        .anyMatch(known -> known.getMetadata().getUid().equals(now)));
    }
}
