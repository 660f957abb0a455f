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
                .flatMap(this::begun)
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

    /** With those that took no backup: one that succeeded is the end of the tries before it all the same. */
    private Stream<Try> begun(Progress progress) {
        return progress.plan().moves().stream()
                .filter(move -> move.berths().stream()
                        .anyMatch(berth -> berth.database().equals(database)))
                .filter(move ->
                        move.steps().stream().anyMatch(step -> progress.began().containsKey(step.id())))
                .map(move -> new Try(progress, move, database));
    }

    /** One move of the database by another migration, which began it. */
    private record Try(Progress progress, Move move, String database) {
        boolean failed() {
            return progress.reversal()
                            .filter(way -> !way.step().isEmpty() && way.moves().contains(move.name()))
                            .isPresent()
                    && progress.touched().noneMatch(move.steps()::contains);
        }

        Stream<BackupName> backups() {
            return move.steps().stream()
                    .filter(step -> step instanceof TakeBackup backup
                            && backup.database().equals(database))
                    .flatMap(step -> told(step.id()));
        }

        /** A step that was applied tells of it, and where it failed since its backup is not proved, the reason does. */
        private Stream<BackupName> told(String step) {
            var reason =
                    progress.reversal().filter(way -> way.step().equals(step)).map(Reversal::reason);
            return Stream.concat(Stream.ofNullable(progress.evidence().get(step)), reason.stream())
                    .flatMap(words -> BackupName.told(words).stream());
        }
    }
}
