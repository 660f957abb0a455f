package dev.berth.operator;

import dev.berth.journal.Journal;
import dev.berth.plan.Plan;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is written down of one policy of a cluster: PortMigrations of its namespace.
 *
 * @param uid the policy's
 * @param write a plan as text
 * @param read the same, back
 */
public record Logbook(
        KubernetesClient client,
        String namespace,
        String policy,
        String uid,
        Function<Plan, String> write,
        Function<String, Plan> read) {
    /** Those whose names go on like this after the policy's, and end in a number. */
    MigrationShelf shelf(String kind) {
        return new MigrationShelf(client, namespace, policy, uid, policy + kind);
    }

    Journal journal(PortMigration object) {
        return ClusterRecords.journal(client, object, read);
    }

    /** @param rehearses the plan that it rehearses, by its hash */
    Journal open(MigrationShelf shelf, Plan plan, @Nullable String rehearses) {
        return new ClusterJournal(client, shelf.open(plan, write.apply(plan), rehearses), plan);
    }
}
