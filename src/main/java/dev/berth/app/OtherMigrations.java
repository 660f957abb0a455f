package dev.berth.app;

import dev.berth.backup.BackupName;
import dev.berth.backup.Tries;
import dev.berth.journal.Journal;
import dev.berth.journal.Progress;
import dev.berth.journal.Progress.Reversal;
import dev.berth.journal.Records;
import dev.berth.plan.Move;
import dev.berth.plan.Plan;
import dev.berth.plan.TakeBackup;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the other migrations of a policy have to do with the backups of a database.
 *
 * @param migration the one beside which they are
 * @param plan its plan
 */
record OtherMigrations(Records records, String migration, Plan plan, String database) {
    /** Whether one that moves the database can still go back. */
    boolean mayReturn() {
        return others(records.unfinished())
                .flatMap(progress -> progress.plan().moves().stream())
                .flatMap(move -> move.berths().stream())
                .anyMatch(berth -> berth.database().equals(database));
    }

    /** The backups of the last of them, as long as each failed and went back; one that a person took back is no try. */
    Tries tries() {
        var newestFirst = new ArrayList<>(records.all());
        Collections.reverse(newestFirst);
        return new Tries(others(newestFirst)
                .flatMap(this::backedUp)
                .takeWhile(Try::failed)
                .flatMap(Try::backups)
                .collect(Collectors.toUnmodifiableSet()));
    }

    private Stream<Progress> others(List<Journal> journals) {
        return journals.stream()
                .filter(journal -> !journal.name().equals(migration))
                .map(journal -> Progress.of(journal.entries()))
                .filter(progress -> progress.plan().policy().equals(plan.policy())
                        && progress.plan().namespace().equals(plan.namespace()));
    }

    private Stream<Try> backedUp(Progress progress) {
        return progress.plan().moves().stream()
                .flatMap(move -> move.steps().stream()
                        .filter(step -> step instanceof TakeBackup backup
                                && backup.database().equals(database)
                                && progress.began().containsKey(step.id()))
                        .map(step -> new Try(progress, move, step.id())));
    }

    /** One move of another migration that began to take a backup. */
    private record Try(Progress progress, Move move, String step) {
        boolean failed() {
            return progress.reversal()
                            .filter(way -> !way.step().isEmpty() && way.moves().contains(move.name()))
                            .isPresent()
                    && progress.touched().noneMatch(move.steps()::contains);
        }

        /** A step that was applied tells of it, and where it failed since its backup is not proved, the reason does. */
        Stream<BackupName> backups() {
            var reason =
                    progress.reversal().filter(way -> way.step().equals(step)).map(Reversal::reason);
            return Stream.concat(Stream.ofNullable(progress.evidence().get(step)), reason.stream())
                    .flatMap(words -> BackupName.told(words).stream());
        }
    }
}
