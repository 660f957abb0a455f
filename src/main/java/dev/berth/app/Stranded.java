package dev.berth.app;

import dev.berth.adapter.file.FileRecords;
import dev.berth.adapter.file.Locking;
import dev.berth.adapter.file.StateFolder;
import dev.berth.cycle.Tiers;
import dev.berth.journal.DamagedJournal;
import dev.berth.journal.Journal;
import dev.berth.journal.Progress;
import dev.berth.plan.Decision.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Migrations that stopped half-way and whose policy the daemon does not have, since its file is gone or bad: nobody goes on with
 * them, nor back, and a database may be down. And state folders whose records can't be read, of which nobody can tell.
 */
final class Stranded {
    private final Map<StateFolder, FileRecords> records;
    private final EventLog log;
    private final Clock clock;
    private List<Halt> found = List.of();

    Stranded(List<StateFolder> states, EventLog log, Clock clock) {
        this.records = states.stream().collect(Collectors.toMap(Function.identity(), FileRecords::new));
        this.log = log;
        this.clock = clock;
    }

    /** Why one stopped there. */
    private sealed interface Halt {
        Refusal refusal();

        /** Its policy is not here. */
        record Orphan(Tiers.Name policy, String migration, Refusal refusal) implements Halt {}

        /** Which one it is nobody can tell. */
        record Unreadable(Refusal refusal) implements Halt {}
    }

    /**
     * Looks at the records. What is found is logged once, and given with what to do, the first of it.
     *
     * @param kept the policies that the daemon has, and where the records of each are
     */
    Optional<String> look(Map<Tiers.Name, StateFolder> kept) {
        var now = records.keySet().stream()
                .flatMap(state -> in(state, kept).stream())
                .toList();
        now.stream().filter(one -> !found.contains(one)).forEach(this::warn);
        found = now;
        return found.stream().map(one -> one.refusal().toString()).findFirst();
    }

    private void warn(Halt one) {
        if (one instanceof Halt.Orphan orphan) {
            var words = orphan.refusal().reason() + " — " + orphan.refusal().remedy();
            log.warn("MigrationStranded", orphan.policy(), orphan.migration(), words);
        } else {
            log.warn("MigrationStranded", one.refusal().toString());
        }
    }

    private List<Halt> in(StateFolder state, Map<Tiers.Name, StateFolder> kept) {
        try {
            return half(state, kept).isEmpty() ? List.of() : settled(state, kept);
        } catch (DamagedJournal | UncheckedIOException unreadable) {
            return List.of(new Halt.Unreadable(new Refusal(
                    state.path().toString(),
                    String.valueOf(unreadable.getMessage()),
                    "nobody can tell whether a migration stopped half-way there, and its policies are not kept")));
        }
    }

    /** The same while nobody is at work: what is under way, by a command with other policies, is not stranded. */
    private List<Halt> settled(StateFolder state, Map<Tiers.Name, StateFolder> kept) {
        var locking = state.lock(clock);
        if (locking instanceof Locking.Busy) {
            return List.of();
        }
        try {
            return half(state, kept);
        } finally {
            if (locking instanceof Locking.Held held) {
                StateRun.release(held);
            }
        }
    }

    /** Reads those that are over, too, as every turn does: one that can't be read blinds all policies of the folder. */
    private List<Halt> half(StateFolder state, Map<Tiers.Name, StateFolder> kept) {
        return Optional.ofNullable(records.get(state)).stream()
                .flatMap(journals -> journals.all().stream())
                .flatMap(journal -> half(journal, state, kept).stream())
                .toList();
    }

    private static Optional<Halt> half(Journal journal, StateFolder state, Map<Tiers.Name, StateFolder> kept) {
        var progress = Progress.of(journal.entries());
        var policy = new Tiers.Name(progress.plan().namespace(), progress.plan().policy());
        boolean ours = Optional.ofNullable(kept.get(policy))
                .filter(home -> same(state, home))
                .isPresent();
        return ours || !progress.underWay()
                ? Optional.empty()
                : Optional.of(new Halt.Orphan(
                        policy,
                        journal.name(),
                        new Refusal(
                                policy + " " + journal.name(),
                                "stopped half-way, and the file of its policy is gone or bad, so nobody goes on with it"
                                        + " or back",
                                "put the policy back as it was, or mend it, at "
                                        + progress.plan().root())));
    }

    private static boolean same(StateFolder one, StateFolder other) {
        try {
            return one.equals(other) || Files.isSameFile(one.path(), other.path());
        } catch (IOException e) {
            return false;
        }
    }
}
