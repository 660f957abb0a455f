package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.adapter.kube.Cluster;
import dev.berth.adapter.kube.PolicyText;
import dev.berth.adapter.kube.ServiceText;
import dev.berth.operator.DatabasePortPolicy;
import dev.berth.operator.PortMigration;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two policies of one namespace that name the same Service, on a real API server. */
@ExtendWith(Cluster.Given.class)
@Timeout(300)
class SharedServiceIT {
    private static final PolicyText FIRST = PolicyText.of("main").named("first").mode("Enforce");
    private static final PolicyText SECOND =
            PolicyText.of("main").named("second").mode("Enforce").at(7001);

    private final Cluster cluster;
    private final String namespace;
    private final ClusterWatch operator;

    SharedServiceIT(Cluster cluster) {
        this.cluster = cluster;
        this.namespace = cluster.namespace();
        cluster.apply(namespace, ServiceText.of("main", "5432"));
        cluster.apply(namespace, ServiceText.of("other", "5432"));
        cluster.apply(namespace, ServiceText.of("free", "5432"));
        this.operator = Podless.operator(cluster.client(), namespace, namespace);
    }

    @AfterEach
    void end() {
        operator.close();
        cluster.client()
                .resources(DatabasePortPolicy.class)
                .inNamespace(namespace)
                .delete();
    }

    @Test
    void theSecondIsRefusedUntilTheFirstIsGone() {
        cluster.apply(namespace, FIRST);
        await("first", isReady("InSync"));

        cluster.apply(namespace, SECOND);

        var refused = await("second", isReady("Conflicting"));
        assertThat(refused.message("Stalled"))
                .isEqualTo("main.sql: policy first moves Service main, and came first — have one policy name all"
                        + " databases behind that Service, or name another Service");
        assertThat(ports()).containsExactlyInAnyOrder("sql-5432 5432", "sql-7000 7000");
        cluster.kubectl("-n", namespace, "delete", "dpp", "first", "--timeout=30s");
        await("second", isReady("InSync"));
        assertThat(ports()).containsExactlyInAnyOrder("sql-5432 5432", "sql-7000 7000", "sql-7001 7001");
    }

    @Test
    void ofTwoThatComeAtOnceOneMoves() {
        cluster.apply(namespace, SECOND);
        cluster.apply(namespace, FIRST);

        var policies = List.of(
                await("first", isReady("InSync").or(isReady("Conflicting"))),
                await("second", isReady("InSync").or(isReady("Conflicting"))));

        assertThat(policies)
                .extracting(told -> told.condition("Ready").getReason())
                .containsExactlyInAnyOrder("InSync", "Conflicting");
        assertThat(ports()).hasSize(2);
    }

    /** Who came first to the cluster need not be the first who moves a Service. */
    @Test
    void aServiceIsNotMovedWhileTheMigrationOfAnotherIsNotOver() {
        cluster.apply(namespace, PolicyText.of("other").named("first").mode("Enforce"));
        await("first", isReady("InSync"));
        cluster.apply(namespace, SECOND);
        await("second", isReady("InSync"));

        cluster.apply(namespace, FIRST);

        var refused = await("first", isReady("Conflicting"));
        assertThat(refused.message("Stalled"))
                .isEqualTo("main.sql: migration second-1 of policy second moves Service main, and is not over"
                        + " — let the old ports of that go, or take it back");
        assertThat(ports()).containsExactlyInAnyOrder("sql-5432 5432", "sql-7001 7001");
        cluster.kubectl("-n", namespace, "annotate", "dpp", "second", "berth.dev/rollback=second-1");
        await("first", isReady("InSync"));
        assertThat(ports()).containsExactlyInAnyOrder("sql-5432 5432", "sql-7000 7000");
        assertThat(await("second", isReady("Conflicting")).message("Stalled"))
                .contains("policy first moves Service main");
    }

    @Test
    void norWhereThePolicyOfThatNamesTheServiceNoLonger() {
        cluster.apply(namespace, FIRST);
        await("first", isReady("InSync"));
        cluster.apply(namespace, PolicyText.of("other").named("first").mode("Enforce"));
        await("first", isReady("InSync"));

        cluster.apply(namespace, SECOND);

        var refused = await("second", isReady("Conflicting"));
        assertThat(refused.message("Stalled"))
                .isEqualTo("main.sql: migration first-1 of policy first moves Service main, and is not over"
                        + " — let the old ports of that go, or take it back");
        assertThat(ports()).containsExactlyInAnyOrder("sql-5432 5432", "sql-7000 7000");
        cluster.kubectl("-n", namespace, "delete", "dpp", "first", "--timeout=30s");
        await("second", isReady("InSync"));
        assertThat(ports()).contains("sql-7001 7001");
    }

    @Test
    void anOldPortStaysWhileAClientOfAnotherPolicyNamesItWhateverAPersonSays() {
        cluster.apply(namespace, FIRST.with("soak: {period: 1s}"));
        var kept = await("first", told -> told.said("Retired").contains("berth.dev/retire="));
        cluster.apply(namespace, "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web}\ndata: {DB_PORT: \"5432\"}\n");
        cluster.apply(
                namespace,
                PolicyText.of("main")
                        .named("second")
                        .mode("Plan")
                        .with("clients: [{name: web, uses: [main], values: [{configMap: web, key: DB_PORT}]}]"));
        await("second", told -> true);

        cluster.kubectl(
                "-n",
                namespace,
                "annotate",
                "dpp",
                "first",
                kept.message("Retired").replaceFirst(".* ", ""));

        await(
                "first",
                told -> told.said("Retired")
                        .equals(
                                "False OldPortsKept ConfigMap/web DB_PORT of client web of policy second names port 5432 of"
                                        + " Service main"));
        // The condition may have been so before the word; whoever obeyed it would act within seconds.
        Awaitility.await()
                .during(Duration.ofSeconds(5))
                .atMost(Duration.ofSeconds(20))
                .until(() -> Set.copyOf(ports()).equals(Set.of("sql-5432 5432", "sql-7000 7000")));
    }

    @Test
    void whoOnlyReportsKeepsNobodyFromMoving() {
        cluster.apply(namespace, FIRST.mode("Observe"));
        await("first", isReady("ChangesPending"));

        cluster.apply(namespace, SECOND);

        await("second", isReady("InSync"));
        assertThat(ports()).containsExactlyInAnyOrder("sql-5432 5432", "sql-7001 7001");
    }

    /** As after a downgrade. */
    @Test
    @Tag("slow")
    void whatCannotBeReadKeepsItsOwnPolicyAndWhatIsNamedInIt() {
        var first = PolicyText.of("other").named("first");
        cluster.apply(namespace, first.mode("Observe"));
        cluster.apply(namespace, UnreadableRecord.of(await("first", isReady("ChangesPending"))));

        cluster.apply(namespace, first.mode("Enforce"));
        cluster.apply(namespace, SECOND);
        cluster.apply(
                namespace, PolicyText.of("free").named("third").mode("Enforce").at(7002));

        await("third", isReady("InSync"));
        assertThat(await("first", isReady("Unsupported")).message("Stalled"))
                .startsWith("first: PortMigration first-1 can't be read: ")
                .contains(" — run the version of berth that wrote it; or kubectl -n " + namespace
                        + " delete portmigration first-1");
        assertThat(await("second", isReady("Conflicting")).message("Stalled"))
                .startsWith("main.sql: migration first-1, which this version of berth can't read, of policy first moves"
                        + " Service main");
        cluster.kubectl("-n", namespace, "delete", "portmigration", "first-1");
        await("first", isReady("InSync"));
        await("second", isReady("InSync"));
    }

    @Test
    void whatCannotBeReadIsToldBesideWhatCan() {
        cluster.apply(namespace, PolicyText.of("other").named("first").mode("Observe"));
        cluster.apply(namespace, UnreadableRecord.of(await("first", isReady("ChangesPending"))));
        cluster.apply(
                namespace, PolicyText.of("free").named("third").mode("Enforce").at(7002));
        await("third", isReady("InSync"));

        var told = operator.migrations();

        assertThat(told)
                .filteredOn(migration -> migration.containsKey("standing"))
                .extracting(migration -> migration.get("migration"))
                .containsExactly("third-1");
        assertThat(told)
                .filteredOn(migration -> migration.containsKey("unreadable"))
                .singleElement()
                .satisfies(migration -> {
                    assertThat(migration)
                            .containsEntry("namespace", namespace)
                            .containsEntry("policy", "first")
                            .containsEntry("migration", "first-1")
                            .hasSize(4);
                    assertThat(migration.get("unreadable"))
                            .asString()
                            .startsWith("PortMigration first-1 can't be read: ");
                });
    }

    @Test
    void whatCannotBeReadAndIsOverKeepsNobody() {
        var first = PolicyText.of("other").named("first");
        cluster.apply(namespace, first.mode("Observe"));
        cluster.apply(namespace, UnreadableRecord.of(await("first", isReady("ChangesPending"))));
        closed("first-1");

        cluster.apply(namespace, first.mode("Enforce"));

        await("first", isReady("InSync"));
        assertThat(cluster.ports(namespace, "other")).containsExactlyInAnyOrder("sql-5432 5432", "sql-7000 7000");
    }

    private void closed(String migration) {
        cluster.client()
                .resources(PortMigration.class)
                .inNamespace(namespace)
                .withName(migration)
                .subresource("status")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"status\": {\"entries\": [{\"at\": \"2026-03-01T12:00:00Z\", \"entry\": \"Closed\","
                                + " \"detail\": \"rolled back\"}]}}");
    }

    private List<String> ports() {
        return cluster.ports(namespace, "main");
    }

    private Told await(String name, Predicate<Told> wanted) {
        var policy = cluster.client()
                .resources(DatabasePortPolicy.class)
                .inNamespace(namespace)
                .withName(name)
                .waitUntilCondition(
                        one -> one != null && new Told(one).isNew() && wanted.test(new Told(one)),
                        100,
                        TimeUnit.SECONDS);
        return new Told(policy);
    }

    private static Predicate<Told> isReady(String reason) {
        return told -> told.condition("Ready").getReason().equals(reason);
    }
}
