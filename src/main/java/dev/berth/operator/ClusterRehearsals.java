package dev.berth.operator;

import dev.berth.cycle.RehearsalRecords;
import dev.berth.journal.Journal;
import dev.berth.plan.Plan;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * The rehearsals of one policy of a cluster, each a PortMigration of its namespace: {@code POLICY.rehearsal-N}, which no
 * migration of any policy is called.
 *
 * @param uid the policy's
 * @param write a plan as text
 * @param read the same, back
 */
public record ClusterRehearsals(
        KubernetesClient client,
        String namespace,
        String policy,
        String uid,
        Function<Plan, String> write,
        Function<String, Plan> read)
        implements RehearsalRecords {
    @Override
    public List<Kept> all() {
        return shelf().ours()
                .map(object -> new Kept(
                        Objects.requireNonNullElse(object.getSpec().rehearses(), ""),
                        ClusterRecords.journal(client, object, read)))
                .toList();
    }

    @Override
    public Journal open(Instant at, Plan copied, String plan) {
        return new ClusterJournal(client, shelf().open(copied, write.apply(copied), plan), copied);
    }

    @Override
    public void forget(Journal ended) {
        shelf().remove(ended.name());
    }

    private MigrationShelf shelf() {
        return new MigrationShelf(client, namespace, policy, uid, policy + ".rehearsal-");
    }
}
