package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.adapter.kube.Cluster;
import dev.berth.adapter.kube.PolicyText;
import dev.berth.adapter.kube.ServiceText;
import dev.berth.operator.PolicyEvents;
import dev.berth.operator.PolicyOperator.Terms;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A policy that goes while a migration of it can't be read, on a real API server. */
@ExtendWith(Cluster.Given.class)
@Timeout(180)
class UnreadableRecordIT {
    private static final PolicyText POLICY =
            PolicyText.of("main").mode("Observe").marked("finalizers: [berth.dev/migrations]");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final NotedLog log = new NotedLog();
    private final List<String> said = new ArrayList<>();
    private final Cluster cluster;
    private final ShopPolicy shop;
    private final ClusterWatch operator;

    UnreadableRecordIT(Cluster cluster) {
        this.cluster = cluster;
        this.shop = new ShopPolicy(cluster, cluster.namespace());
        cluster.apply(shop.namespace(), ServiceText.of("main", "5432"));
        var clock = Clock.systemUTC();
        var events = new PolicyEvents(cluster.client(), clock, "berth");
        this.operator = ClusterHarbour.open(
                cluster.client(),
                shop.namespace(),
                clock,
                new Podless(),
                new ClusterNotes(new EventLog(log), new ClusterTally(), events),
                new Terms(Set.of(shop.namespace()), Optional.empty(), () -> {}));
    }

    @AfterEach
    void end() {
        operator.close();
        shop.delete();
    }

    @Test
    @Tag("slow")
    void aPolicyThatIsDeletedSaysWhyItStaysAndGoesOnceTheRecordIsGone() {
        shop.apply(POLICY);
        cluster.apply(shop.namespace(), UnreadableRecord.of(shop.await("Ready", "ChangesPending")));

        shop.delete();

        awaitLine("PolicyGone " + shop.namespace()
                + "/shop: it was deleted, and stays: PortMigration shop-1 can't be read");
        assertThat(said).noneMatch(line -> line.contains("PassFailed"));
        assertThat(shop.isThere()).isTrue();
        cluster.kubectl("-n", shop.namespace(), "delete", "portmigration", "shop-1");
        Awaitility.await("the policy goes").atMost(PATIENCE).until(() -> !shop.isThere());
    }

    private void awaitLine(String words) {
        Awaitility.await(words).atMost(PATIENCE).until(() -> {
            said.addAll(log.news());
            return said.stream().anyMatch(line -> line.contains(words));
        });
    }
}
