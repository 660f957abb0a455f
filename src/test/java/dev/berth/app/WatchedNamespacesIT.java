package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.adapter.kube.Cluster;
import dev.berth.adapter.kube.PolicyText;
import dev.berth.adapter.kube.ServiceText;
import dev.berth.install.Helm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** An operator with the rights that the chart's values leave it, on a real API server. */
@ExtendWith(Cluster.Given.class)
@Timeout(120)
class WatchedNamespacesIT {
    private static final PolicyText POLICY = PolicyText.of("main").engine("TCP");
    private static final String CLIENT = "clients: [{name: web, uses: [main], values: [{secret: web, key: DB_PORT}]}]";
    private static final String COPY = "berth-rehearsal-main-0000";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Cluster cluster;
    private final Helm helm;
    private final String own;
    private final String watched;
    private final String other;

    WatchedNamespacesIT(Cluster cluster) {
        this.cluster = cluster;
        this.helm = Helm.of(cluster.kubeconfig());
        this.own = cluster.namespace();
        this.watched = cluster.namespace();
        this.other = cluster.namespace();
    }

    @AfterEach
    void uninstall() {
        helm.attempt("uninstall", "berth", "-n", own);
    }

    @Test
    void itMovesWhereItWatchesAndLeavesTheRestAlone() {
        install();
        List.of(other, watched).forEach(namespace -> cluster.apply(namespace, ServiceText.of("main", "sql 5432")));
        try (var account = cluster.as(own, "berth");
                var operator = Podless.operator(account, own, watched)) {
            List.of(other, watched).forEach(namespace -> cluster.apply(namespace, POLICY));

            new ShopPolicy(cluster, watched).await("Ready", "True InSync");

            assertThat(operator.unwell()).isEmpty();
            assertThat(cluster.ports(watched, "main")).containsExactlyInAnyOrder("sql 5432", "sql-7000 7000");
            assertThat(cluster.ports(other, "main")).containsExactly("sql 5432");
            assertThat(new ShopPolicy(cluster, other).told().conditions()).isEmpty();
        }
    }

    @Test
    void aTierInANamespaceThatItDoesNotWatchIsWaitedForWithTheReason() {
        install();
        List.of(other, watched).forEach(namespace -> cluster.apply(namespace, ServiceText.of("main", "sql 5432")));
        try (var account = cluster.as(own, "berth");
                var operator = Podless.operator(account, own, watched)) {
            cluster.apply(other, POLICY);
            cluster.apply(
                    watched, POLICY.with("rollout: {after: [{namespace: " + other + ", policy: shop, soak: 1s}]}"));

            var told = new ShopPolicy(cluster, watched).await("Waiting", "does not watch");

            assertThat(operator.unwell()).isEmpty();
            assertThat(told.message("Waiting"))
                    .startsWith("shop: waits for " + other + "/shop, which is not Ready: this operator does not watch"
                            + " namespace " + other);
            assertThat(cluster.ports(watched, "main")).containsExactly("sql 5432");
        }
    }

    @Test
    void aSecretThatItMayNotReadStallsThePolicyThatNamesItAndNoOther() {
        install("--set", "secrets.access=None");
        List.of("main", "stock").forEach(name -> cluster.apply(watched, ServiceText.of(name, "sql 5432")));
        try (var account = cluster.as(own, "berth");
                var operator = Podless.operator(account, own, watched)) {
            cluster.apply(watched, POLICY.with(CLIENT));
            cluster.apply(watched, PolicyText.of("stock").engine("TCP").named("stock"));

            var told = new ShopPolicy(cluster, watched).await("Stalled", "True Unsupported");

            assertThat(told.message("Stalled")).startsWith("web: Secret/web can't be read (code 403)");
            assertThat(new ClusterDesk(() -> Optional.of(operator)).policies().toString())
                    .contains("policy=shop", "policy=stock");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(cluster.ports(watched, "stock"))
                            .containsExactlyInAnyOrder("sql 5432", "sql-7000 7000"));
        }
    }

    @Test
    void whatItMayNotRemoveStaysAndThePolicyGoesOn() {
        install();
        cluster.apply(watched, ServiceText.of("main", "sql 5432"));
        var copy = ServiceText.of(COPY, "5432");
        cluster.apply(
                watched, copy.replace("{name: " + COPY, "{name: " + COPY + ", labels: {berth.dev/made-for: shop}"));
        try (var account = cluster.as(own, "berth");
                var operator = Podless.operator(account, own, watched)) {
            cluster.apply(watched, POLICY);

            new ShopPolicy(cluster, watched).await("Ready", "True InSync");

            assertThat(operator.unwell()).isEmpty();
            assertThat(cluster.services(watched)).containsExactly(COPY, "main");
        }
    }

    private void install(String... settings) {
        var words = new ArrayList<>(
                List.of("install", "berth", "helm/berth", "-n", own, "--set", "watchNamespaces={" + watched + "}"));
        words.addAll(List.of(settings));
        helm.run(words.toArray(String[]::new));
    }
}
