package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.adapter.kube.Cluster;
import dev.berth.operator.DatabasePortPolicy;
import dev.berth.operator.MigrationStatus.Phase;
import dev.berth.operator.PortMigration;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Edits the ports of one Service beside berth, one edit at a time: none is made before the one before it was put right or
 * reported, so that each has to be seen by itself.
 */
final class Intruder {
    private static final int PATIENCE_SECONDS = 60;
    private static final int STRAY = 7500;

    /** Beside the one that soaks. */
    private static final int OTHERS_ON_RECORD = 10;

    private final Cluster cluster;
    private final String namespace;
    private final int number;
    private final boolean enforced;
    private int taken;

    Intruder(Cluster cluster, String namespace, int number, boolean enforced) {
        this.cluster = cluster;
        this.namespace = namespace;
        this.number = number;
        this.enforced = enforced;
    }

    void prepare() {
        cluster.apply(namespace, """
                apiVersion: v1
                kind: Service
                metadata: {name: main-N}
                spec:
                  selector: {app: main}
                  ports:
                    - {name: sql, port: 5432, targetPort: 5432}
                    - {name: sql-7000, port: 7000, targetPort: 5432}
                """.replace("main-N", service()));
        cluster.apply(
                namespace, """
                apiVersion: berth.dev/v1alpha1
                kind: DatabasePortPolicy
                metadata: {name: shop-N}
                spec:
                  mode: MODE
                  kubernetes: {}
                  databases:
                    - {name: main, engine: TCP, service: main-N, ports: [{name: sql, target: 5432, port: 7000}]}
                """.replace("MODE", enforced ? "Enforce" : "Plan").replace("-N", "-" + number));
    }

    void awaitReady() {
        awaitReady("InSync");
    }

    /** @return how many were seen: all of them, or this fails */
    int edit(int edits) {
        var round = Stream.of(Edit.values())
                .filter(edit -> !enforced || edit != Edit.GIVE_BACK)
                .toList();
        int seen = 0;
        while (seen < edits) {
            edit(round.get(seen % round.size()));
            seen++;
        }
        return seen;
    }

    /** Its policy had a migration for each time that the port was taken, and no other; the newest are on record. */
    void assertPutRightOnceEach() {
        var migrations =
                cluster.client().resources(PortMigration.class).inNamespace(namespace).list().getItems().stream()
                        .filter(migration -> migration.getSpec().policy().equals(policy()))
                        .toList();
        int first = Math.max(1, taken - OTHERS_ON_RECORD);
        assertThat(migrations)
                .extracting(migration -> migration.getMetadata().getName())
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(first, enforced ? taken : 0)
                        .mapToObj(n -> policy() + "-" + n)
                        .toList());
        assertThat(migrations)
                .extracting(migration -> migration.getStatus().phase())
                .allMatch(Phase.SOAKING::equals);
    }

    /** What is done to the Service. */
    private enum Edit {
        TAKE,
        /** Where berth only reports. */
        GIVE_BACK,
        ADD_STRAY,
        REMOVE_STRAY,
        LEAD_ASTRAY,
        LEAD_BACK
    }

    private void edit(Edit edit) {
        switch (edit) {
            case TAKE -> {
                ports("");
                taken++;
                awaitTakenSeen();
            }
            case GIVE_BACK, LEAD_BACK -> {
                ports(port("sql-7000", 7000, 5432));
                awaitReady("InSync");
            }
            case ADD_STRAY -> {
                ports(port("sql-7000", 7000, 5432) + port("stray", STRAY + number, 5432));
                awaitStray(true);
            }
            case REMOVE_STRAY -> {
                ports(port("sql-7000", 7000, 5432));
                awaitStray(false);
            }
            case LEAD_ASTRAY -> {
                ports(port("sql-7000", 7000, 9999));
                awaitReady("Conflicting");
            }
        }
    }

    private void awaitTakenSeen() {
        if (enforced) {
            cluster.client()
                    .resources(PortMigration.class)
                    .inNamespace(namespace)
                    .withName(policy() + "-" + taken)
                    .waitUntilCondition(Intruder::arrived, PATIENCE_SECONDS, TimeUnit.SECONDS);
            awaitReady("InSync");
        } else {
            awaitReady("ChangesPending");
        }
    }

    private static boolean arrived(@Nullable PortMigration migration) {
        return migration != null
                && migration.getStatus() != null
                && migration.getStatus().phase() == Phase.SOAKING;
    }

    private void awaitReady(String reason) {
        awaitPolicy("Ready", condition -> condition.getReason().equals(reason));
    }

    private void awaitStray(boolean there) {
        awaitPolicy("Protected", condition -> condition.getMessage().contains(String.valueOf(STRAY + number)) == there);
    }

    private void awaitPolicy(String type, Predicate<Condition> wanted) {
        cluster.client()
                .resources(DatabasePortPolicy.class)
                .inNamespace(namespace)
                .withName(policy())
                .waitUntilCondition(
                        policy -> policy != null
                                && ClusterWording.conditions(policy).stream()
                                        .anyMatch(one -> one.getType().equals(type) && wanted.test(one)),
                        PATIENCE_SECONDS,
                        TimeUnit.SECONDS);
    }

    private String service() {
        return "main-" + number;
    }

    private String policy() {
        return "shop-" + number;
    }

    private static String port(String name, int port, int target) {
        return ", {\"name\": \"" + name + "\", \"port\": " + port + ", \"targetPort\": " + target + "}";
    }

    private void ports(String beside) {
        cluster.client()
                .services()
                .inNamespace(namespace)
                .withName(service())
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.JSON_MERGE)
                                .withFieldManager("intruder")
                                .build(),
                        "{\"spec\": {\"ports\": [{\"name\": \"sql\", \"port\": 5432, \"targetPort\": 5432}" + beside
                                + "]}}");
    }
}
