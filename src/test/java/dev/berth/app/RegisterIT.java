package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.adapter.kube.Cluster;
import dev.berth.adapter.kube.PolicyText;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The register of grants that an operator keeps on a real API server. */
@ExtendWith(Cluster.Given.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegisterIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String LATER = "more:7300 extra";
    private static final String GIVEN = "cache:7001 shop\nmain:7000 shop";

    private final Cluster cluster;
    private final String own;
    private final ClusterWatch operator;
    private ShopPolicy shop;

    RegisterIT(Cluster cluster) {
        this.cluster = cluster;
        this.own = cluster.namespace();
        this.operator = ClusterHarbour.open(cluster.client(), own, Clock.systemUTC(), UnaryOperator.identity());
    }

    @BeforeEach
    void begin() {
        shop = new ShopPolicy(cluster, cluster.namespace());
    }

    @AfterAll
    void stop() {
        operator.close();
    }

    @Test
    void itSaysWhatEveryPolicyOfANamespaceGives() {
        shop.apply(Guarded.POLICY);
        shop.apply(one("more", 7300).named("extra"));

        await(shop.namespace(), "cache:7001 shop\nmain:7000 shop\nmore:7300 extra");

        assertThat(data())
                .containsEntry(shop.namespace() + ".policies", "extra, shop")
                .containsEntry(shop.namespace() + ".bands", "7000-7999");
    }

    @Test
    void itIsNotWrittenWhereNothingChanged() {
        shop.apply(Guarded.POLICY);
        await(shop.namespace(), GIVEN);
        var before = register().require().getMetadata().getResourceVersion();

        shop.apply(Guarded.POLICY.marked("labels: {touched: again}"));
        shop.apply(Guarded.POLICY.mode("Observe"));
        shop.awaitNews();

        Awaitility.await()
                .during(Duration.ofSeconds(1))
                .atMost(PATIENCE)
                .until(() ->
                        register().require().getMetadata().getResourceVersion().equals(before));
    }

    @Test
    void whatSomebodyElseWritesIntoItIsPutRight() {
        shop.apply(Guarded.POLICY);
        await(shop.namespace(), GIVEN);
        cluster.apply(shop.namespace(), Guarded.service("web", 7042));

        register().edit(object -> {
            object.getData().put(shop.namespace(), "web:7042 nobody");
            object.getData().put("forged", "web:7042 nobody");
            return object;
        });

        await(shop.namespace(), GIVEN);
        await("forged", "");
    }

    @Test
    void itComesBackWhenItIsDeleted() {
        shop.apply(Guarded.POLICY);
        await(shop.namespace(), GIVEN);

        register().delete();

        await(shop.namespace(), GIVEN);
    }

    @Test
    void aPolicyThatIsGoneGivesNothing() {
        shop.apply(Guarded.POLICY);
        await(shop.namespace(), GIVEN);

        shop.delete();

        await(shop.namespace(), "");
    }

    @Test
    void aGrantStaysUntilItsPortIsGone() {
        cluster.apply(shop.namespace(), Guarded.service("main", 7000));
        shop.apply(Guarded.POLICY);
        await(shop.namespace(), GIVEN);

        shop.apply(one("cache", 7001));
        shop.awaitNews();
        awaitALaterRound();
        cluster.client()
                .services()
                .inNamespace(shop.namespace())
                .withName("main")
                .delete();

        await(shop.namespace(), "cache:7001 shop\n" + LATER);
    }

    @Test
    void aPolicyThatIsNoLongerUnderstoodKeepsWhatItGave() {
        shop.apply(Guarded.POLICY);
        await(shop.namespace(), GIVEN);

        shop.apply(
                one("main", 7002).with("rollout: {window: {from: \"22:00\", to: \"02:00\", timeZone: Mars/Olympus}}"));
        shop.awaitNews();

        awaitALaterRound();
        assertThat(data()).containsEntry(shop.namespace() + ".policies", "extra, shop");
    }

    /** What another policy gives is written, and all else stays given. */
    private void awaitALaterRound() {
        shop.apply(one("more", 7300).named("extra"));
        await(shop.namespace(), GIVEN + "\n" + LATER);
    }

    private static PolicyText one(String service, int port) {
        return PolicyText.of(service).database("one").engine("TCP").at(port).mode("Plan");
    }

    private Map<String, String> data() {
        return Optional.ofNullable(register().get())
                .map(object -> Objects.requireNonNullElse(object.getData(), Map.<String, String>of()))
                .orElse(Map.of());
    }

    private void await(String key, String text) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> data().getOrDefault(key, "").equals(text));
    }

    private Resource<ConfigMap> register() {
        return cluster.client().configMaps().inNamespace(own).withName("berth-register");
    }
}
