package dev.berth.operator;

import dev.berth.journal.Journal;
import dev.berth.journal.Records;
import dev.berth.plan.Decision.Refusal;
import dev.berth.plan.Plan;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The migrations of one policy of a cluster, each a PortMigration of its namespace: {@code POLICY-N}. They belong to the
 * policy and go with it; those of an earlier policy of its name that somebody kept are none of this one's.
 */
public record ClusterRecords(Logbook book) implements Records {
    @Override
    public List<Journal> all() {
        return shelf().ours().map(book::journal).toList();
    }

    /**
     * @param read a plan as text, back
     * @throws UnreadableMigration where another version of berth wrote it, or somebody else
     */
    public static Journal journal(KubernetesClient client, PortMigration object, Function<String, Plan> read) {
        try {
            return new ClusterJournal(
                    client, object, read.apply(object.getSpec().plan()));
        } catch (UncheckedIOException | IllegalArgumentException | DateTimeException unknown) {
            throw new UnreadableMigration(object, unknown);
        }
    }

    /** Two who open one at the same time want the same name, and one of them is refused. */
    @Override
    public Journal open(Instant at, Plan plan) {
        return book.open(shelf(), plan, null);
    }

    @Override
    public Optional<Refusal> objection(Plan plan) {
        return book.objection(plan);
    }

    @Override
    public void forget(Journal ended) {
        shelf().remove(ended.name());
    }

    private MigrationShelf shelf() {
        return book.shelf("-");
    }
}
