package dev.berth.operator;

import dev.berth.cycle.RehearsalRecords;
import dev.berth.journal.Journal;
import dev.berth.plan.Plan;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The rehearsals of one policy of a cluster, each a PortMigration of its namespace: {@code POLICY.rehearsal-N}, which no
 * migration of any policy is called.
 */
public record ClusterRehearsals(Logbook book) implements RehearsalRecords {
    @Override
    public List<Kept> all() {
        return shelf().look().ours().stream().flatMap(this::kept).toList();
    }

    /** One that can't be read lets no plan run, and what it left is swept: there is nothing to wait for. */
    private Stream<Kept> kept(PortMigration object) {
        try {
            return Stream.of(
                    new Kept(Objects.requireNonNullElse(object.getSpec().rehearses(), ""), book.journal(object)));
        } catch (UnreadableMigration unreadable) {
            return Stream.empty();
        }
    }

    @Override
    public Journal open(Instant at, Plan copied, String plan) {
        MigrationShelf shelf = shelf();
        return book.open(shelf, shelf.look().next(), copied, plan);
    }

    @Override
    public void forget(Journal ended) {
        shelf().remove(ended.name());
    }

    private MigrationShelf shelf() {
        return book.shelf(".rehearsal-");
    }
}
