package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.adapter.kube.Cluster;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Operators that end in the middle of a move, and those that come after them, over a real API server and database. */
@Timeout(300)
@ExtendWith(Cluster.Given.class)
class OperatorLeadersIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String WAITING = "Began main/06-await-ports";

    @ParameterizedTest
    @ValueSource(strings = {"KILL", "TERM"})
    void ofTwoReplicasTheOtherGoesOn(String signal, Cluster cluster) throws Exception {
        try (var database = new LoopbackService(cluster);
                var one = replica(cluster, database, "one");
                var two = replica(cluster, database, "two")) {
            // Whoever waits for the database goes back after half a minute, whether the other has started or not.
            Stream.of(one, two).forEach(replica -> replica.awaitReady(200));
            database.secret();
            var shop = database.policy();
            shop.awaitEntry(WAITING);
            boolean oneLeads = leader(cluster, database).equals("one");
            var first = oneLeads ? one : two;
            var second = oneLeads ? two : one;
            assertThat(second.get("/q/health/ready").body()).contains("\"leads\": \"false\"");

            first.signal(signal);
            if (signal.equals("KILL")) {
                assertThat(first.ends()).isEqualTo(137);
                awaitLeader(cluster, database, oneLeads ? "two" : "one");
            }
            database.follow();
            if (signal.equals("TERM")) {
                assertThat(first.ends()).as(first.said()).isEqualTo(143);
            }

            shop.await("Ready", "True InSync");
            assertThat(leader(cluster, database)).isEqualTo(oneLeads ? "two" : "one");
            assertThat(database.ports()).containsExactlyInAnyOrder("sql-5432 5432", "sql-7000 7000");
            assertThat(shop.migrations()).containsExactly("shop-1 SOAKING");
            assertThat(shop.entries()).noneMatch(entry -> entry.startsWith("Failed"));
        }
    }

    @Test
    void whoEndsByTermGivesTheLeaseAway(Cluster cluster) throws Exception {
        try (var database = new LoopbackService(cluster);
                var only = replica(cluster, database, "only")) {
            awaitLeader(cluster, database, "only");

            only.signal("TERM");

            assertThat(only.ends()).as(only.said()).isEqualTo(143);
            assertThat(leader(cluster, database)).isEmpty();
        }
    }

    @Test
    @Tag("slow")
    void aLoginIsReadWhereItIsUsedAndShownNowhere(Cluster cluster) throws IOException {
        try (var database = new LoopbackService(cluster);
                var operator = replica(cluster, database, "only")) {
            var shop = database.policy();
            assertThat(shop.await("Stalled", "True Missing").message("Stalled"))
                    .isEqualTo("main: Secret main of namespace " + database.namespace()
                            + " is not there — put it there, or correct credentials");
            assertThat(shop.migrations()).isEmpty();

            database.secret();
            shop.awaitEntry(WAITING);
            database.follow();
            shop.await("Ready", "True InSync");
            await("the last event")
                    .atMost(PATIENCE)
                    .until(() -> cluster.kubectl("-n", database.namespace(), "get", "events")
                            .contains("InSync"));

            var shown = Stream.of(
                            cluster.kubectl(
                                    "-n",
                                    database.namespace(),
                                    "get",
                                    "dpp,pmig,svc,endpointslices,events",
                                    "-o",
                                    "yaml",
                                    "--show-managed-fields"),
                            operator.said(),
                            operator.get("/q/metrics").body(),
                            operator.get("/q/health").body(),
                            operator.get("/api/v1/policies").body(),
                            operator.get("/api/v1/migrations").body(),
                            operator.get("/api/v1/berths").body())
                    .toList();
            assertThat(shown)
                    .allMatch(text -> !text.isEmpty())
                    .noneMatch(text -> text.contains(LoopbackService.PASSWORD));
            assertThat(shown.get(5)).contains("shop-1", "await-answer");
            assertThat(shown.get(0)).contains("MigrationStarted", "Migrated", "Stalled");
            assertThat(new Described(operator).holds("migrations")).hasSize(1);
        }
    }

    @Test
    void aPolicyThatIsDeletedInTheMiddleGoesOnceItsMoveIsTakenBack(Cluster cluster) throws Exception {
        try (var database = new LoopbackService(cluster)) {
            database.secret();
            var shop = database.policy();
            try (var first = replica(cluster, database, "one")) {
                shop.awaitEntry(WAITING);
                first.signal("KILL");
                assertThat(first.ends()).isEqualTo(137);
            }
            cluster.kubectl("-n", database.namespace(), "delete", "dpp", "shop", "--wait=false");
            assertThat(database.ports()).containsExactlyInAnyOrder("sql-5432 5432", "sql-7000 7000");

            try (var second = replica(cluster, database, "two")) {
                await().atMost(PATIENCE)
                        .untilAsserted(() ->
                                assertThat(shop.isThere()).as(second.said()).isFalse());
            }

            assertThat(database.ports()).containsExactly("5432");
            assertThat(shop.migrations()).containsExactly("shop-1 ROLLED_BACK");
        }
    }

    private static Daemon replica(Cluster cluster, LoopbackService database, String name) {
        return Daemon.overCluster(
                Map.of("KUBECONFIG", cluster.kubeconfig(), "POD_NAMESPACE", database.namespace(), "POD_NAME", name),
                "--namespace",
                database.namespace());
    }

    private static String leader(Cluster cluster, LoopbackService database) {
        return cluster.leader(database.namespace());
    }

    private static void awaitLeader(Cluster cluster, LoopbackService database, String name) {
        await("leader " + name)
                .atMost(PATIENCE)
                .until(() -> leader(cluster, database).equals(name));
    }
}
