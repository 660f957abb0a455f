package dev.berth.operator;

import dev.berth.journal.Journal;
import dev.berth.journal.Records;
import dev.berth.journal.UnwritableJournal;
import dev.berth.plan.Decision.Refusal;
import dev.berth.plan.Plan;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The migrations of one policy, which can't go from the cluster from before its first one is opened. */
public record TetheredRecords(ClusterRecords records) implements Records {
    @Override
    public List<Journal> all() {
        return records.all();
    }

    @Override
    public Journal open(Instant at, Plan plan) {
        var book = records.book();
        try {
            new Tether(book.client()).tie(book.namespace(), book.policy(), book.uid());
        } catch (KubernetesClientException refused) {
            throw new UnwritableJournal("no PortMigration can be begun: " + refused.getMessage(), refused);
        }
        return records.open(at, plan);
    }

    @Override
    public Optional<Refusal> objection(Plan plan) {
        return records.objection(plan);
    }

    @Override
    public void forget(Journal ended) {
        records.forget(ended);
    }
}
