package dev.berth.app;

import dev.berth.backup.BackupName;
import dev.berth.backup.Backups;
import dev.berth.backup.Manifest;
import dev.berth.backup.Proof;
import dev.berth.backup.Taken;
import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;
import dev.berth.plan.TakeBackup;
import dev.berth.policy.Backup;
import dev.berth.policy.Database;
import dev.berth.policy.Policy;
import dev.berth.report.BackupReport;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A backup of a database was taken, and proved where that is wanted; there is never one already, since it is to hold what
 * the database holds now.
 *
 * @param policy as it is now; it may want no backup any more, or not know the database, and the step still goes back
 */
record TakenBackup(
        Policy policy, BiFunction<Backup, Consumer<String>, Backups> backups, TakeBackup step, OtherMigrations others)
        implements Effect {
    @Override
    public boolean holds() {
        return false;
    }

    @Override
    public Attempt apply() {
        return apply(line -> {});
    }

    @Override
    public Attempt apply(Consumer<String> progress) {
        var wish = policy.backup();
        var database = policy.database(step.database());
        return wish.isPresent() && database.isPresent()
                ? taken(backups.apply(wish.get(), progress), database.get())
                : new Attempt.Untouched("the policy wants no backup of " + step.database() + " any more");
    }

    private Attempt taken(Backups its, Database database) {
        var tries = others.tries();
        // While tries fail, the first may be all that is from before them, whatever the policy keeps.
        var taken = its.take(database, tries.any() || others.mayReturn());
        if (taken instanceof Taken.Kept kept) {
            var removed = new ArrayList<>(kept.removed());
            removed.addAll(its.thin(kept.manifest(), tries));
            return kept(kept.manifest(), gone(removed) + BackupReport.left(kept.left()));
        }
        if (taken instanceof Taken.Nothing nothing) {
            return new Attempt.Done("nothing to back up: " + nothing.reason());
        }
        return new Attempt.Untouched(
                taken instanceof Taken.Refused refused
                        ? "no backup of " + database.name() + " can be taken: " + refused.reason() + " — "
                                + refused.remedy()
                        : broken(database, (Taken.BrokenOff) taken));
    }

    private static String broken(Database database, Taken.BrokenOff off) {
        return "the backup of " + database.name() + " broke off: " + off.reason() + BackupReport.left(off.left());
    }

    private static String gone(List<BackupName> older) {
        return older.isEmpty()
                ? ""
                : older.stream().map(BackupName::toString).collect(Collectors.joining(", ", "; removed ", ""));
    }

    private Attempt kept(Manifest manifest, String rest) {
        if (manifest.proof() instanceof Proof.Failed
                || step.proved() && !manifest.proof().proved()) {
            return new Attempt.Untouched(BackupReport.unproved(manifest) + rest);
        }
        return new Attempt.Done("backup " + manifest.name()
                + (manifest.proof().proved() ? ", restored and compared" : ", NOT PROVED by a restore")
                + manifest.lacking().map(what -> "; " + what).orElse("")
                + rest);
    }

    @Override
    public Attempt undo() {
        return Attempt.done();
    }
}
