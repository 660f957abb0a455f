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
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The migrations of one policy of a cluster, each a PortMigration of its namespace: {@code POLICY-N}. They belong to the
 * policy and go with it; those of an earlier policy of its name that somebody kept are none of this one's. Each pass has its
 * own of these, which knows what that pass has read.
 */
public final class ClusterRecords implements Records {
    private final Logbook book;

    /** The number after all that were there when they were last read; empty before that. */
    private volatile OptionalInt next = OptionalInt.empty();

    public ClusterRecords(Logbook book) {
        this.book = book;
    }

    Logbook book() {
        return book;
    }

    @Override
    public List<Journal> all() {
        MigrationShelf.Look look = shelf().look();
        next = OptionalInt.of(look.next());
        return look.ours().stream().flatMap(book::counted).toList();
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

    /** The same, but for one that can't be read and is over: nothing of that goes on or back. */
    static Stream<Journal> counted(KubernetesClient client, PortMigration object, Function<String, Plan> read) {
        try {
            return Stream.of(journal(client, object, read));
        } catch (UnreadableMigration unreadable) {
            if (EntryText.isClosed(object)) {
                return Stream.empty();
            }
            throw unreadable;
        }
    }

    /**
     * Whoever decided by the same records wants the same name, and one of them is refused, however long that takes: the name
     * follows what was read, and not what is there by now.
     */
    @Override
    public Journal open(Instant at, Plan plan) {
        int number = next.orElseGet(() -> shelf().look().next());
        Journal opened = book.open(shelf(), number, plan, null);
        next = OptionalInt.of(number + 1);
        return opened;
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
