package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.adapter.kube.Cluster;
import dev.berth.operator.DatabasePortPolicy;
import dev.berth.operator.MigrationEntry;
import dev.berth.operator.MigrationStatus.Phase;
import dev.berth.operator.PortMigration;
import io.fabric8.kubernetes.api.model.Condition;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
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
            database.secret();
            database.policy();
            awaitEntry(cluster, database, WAITING);
            boolean oneLeads = leader(cluster, database).equals("one");
            var first = oneLeads ? one : two;
            var second = oneLeads ? two : one;
            assertThat(second.get("/q/health/ready").status()).isEqualTo(200);
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

            awaitCondition(cluster, database, "Ready", "InSync");
            assertThat(leader(cluster, database)).isEqualTo(oneLeads ? "two" : "one");
            assertThat(database.ports()).containsExactlyInAnyOrder("sql-5432 5432", "sql-7000 7000");
            assertThat(migrations(cluster, database)).singleElement().satisfies(migration -> {
                assertThat(migration.getStatus().phase()).isEqualTo(Phase.SOAKING);
                assertThat(entries(migration)).noneMatch(entry -> entry.startsWith("Failed"));
            });
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
    void aLoginIsReadWhereItIsUsedAndShownNowhere(Cluster cluster) throws IOException {
        try (var database = new LoopbackService(cluster);
                var operator = replica(cluster, database, "only")) {
            database.policy();
            awaitCondition(cluster, database, "Stalled", "Missing");
            assertThat(message(cluster, database, "Stalled"))
                    .isEqualTo("main.sql: Secret main of namespace " + database.namespace()
                            + " is not there — put it there, or correct credentials");
            assertThat(migrations(cluster, database)).isEmpty();

            database.secret();
            awaitEntry(cluster, database, WAITING);
            database.follow();
            awaitCondition(cluster, database, "Ready", "InSync");
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
            database.policy();
            try (var first = replica(cluster, database, "one")) {
                awaitEntry(cluster, database, WAITING);
                first.signal("KILL");
                assertThat(first.ends()).isEqualTo(137);
            }
            cluster.kubectl("-n", database.namespace(), "delete", "dpp", "shop", "--wait=false");
            assertThat(database.ports()).containsExactlyInAnyOrder("sql-5432 5432", "sql-7000 7000");

            try (var second = replica(cluster, database, "two")) {
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(policy(cluster, database))
                                .as(second.said())
                                .isNull());
            }

            assertThat(database.ports()).containsExactly("5432");
            assertThat(migrations(cluster, database))
                    .singleElement()
                    .satisfies(migration ->
                            assertThat(migration.getStatus().phase()).isEqualTo(Phase.ROLLED_BACK));
        }
    }

    private static Daemon replica(Cluster cluster, LoopbackService database, String name) {
        return Daemon.overCluster(
                Map.of("KUBECONFIG", cluster.kubeconfig(), "POD_NAMESPACE", database.namespace(), "POD_NAME", name),
                "--namespace",
                database.namespace());
    }

    private static String leader(Cluster cluster, LoopbackService database) {
        var lease = cluster.client()
                .leases()
                .inNamespace(database.namespace())
                .withName("berth")
                .get();
        return lease == null ? "" : Objects.requireNonNullElse(lease.getSpec().getHolderIdentity(), "");
    }

    private static void awaitLeader(Cluster cluster, LoopbackService database, String name) {
        await("leader " + name)
                .atMost(PATIENCE)
                .until(() -> leader(cluster, database).equals(name));
    }

    private static void awaitEntry(Cluster cluster, LoopbackService database, String entry) {
        await(entry)
                .atMost(PATIENCE)
                .until(() -> migrations(cluster, database).stream()
                        .flatMap(migration -> entries(migration).stream())
                        .anyMatch(entry::equals));
    }

    private static void awaitCondition(Cluster cluster, LoopbackService database, String type, String reason) {
        await(type + " " + reason)
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(conditions(cluster, database))
                        .extracting(one -> one.getType() + " " + one.getStatus() + " " + one.getReason())
                        .contains(type + " True " + reason));
    }

    private static String message(Cluster cluster, LoopbackService database, String type) {
        return conditions(cluster, database).stream()
                .filter(one -> one.getType().equals(type))
                .map(Condition::getMessage)
                .findFirst()
                .orElseThrow();
    }

    private static List<Condition> conditions(Cluster cluster, LoopbackService database) {
        return ClusterWording.conditions(policy(cluster, database));
    }

    private static DatabasePortPolicy policy(Cluster cluster, LoopbackService database) {
        return cluster.client()
                .resources(DatabasePortPolicy.class)
                .inNamespace(database.namespace())
                .withName("shop")
                .get();
    }

    private static List<PortMigration> migrations(Cluster cluster, LoopbackService database) {
        return cluster.client()
                .resources(PortMigration.class)
                .inNamespace(database.namespace())
                .list()
                .getItems();
    }

    private static List<String> entries(PortMigration migration) {
        var status = migration.getStatus();
        return status == null || status.entries() == null
                ? List.of()
                : status.entries().stream()
                        .map((MigrationEntry entry) -> entry.entry() + " " + entry.step())
                        .toList();
    }
}
