package dev.berth.app;

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
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * A backup of a database was taken, and proved where that is wanted; there is never one already, since it is to hold what
 * the database holds now.
 *
 * @param policy as it is now; it may want no backup any more, or not know the database, and the step still goes back
 */
record TakenBackup(Policy policy, BiFunction<Backup, Consumer<String>, Backups> backups, TakeBackup step)
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
        // What a migration may need is not to go while the migration is open.
        var taken = its.take(database, true);
        if (taken instanceof Taken.Kept kept) {
            return kept(kept.manifest(), BackupReport.left(kept.left()));
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

    private Attempt kept(Manifest manifest, String left) {
        if (manifest.proof() instanceof Proof.Failed
                || step.proved() && !manifest.proof().proved()) {
            return new Attempt.Untouched(BackupReport.unproved(manifest) + left);
        }
        return new Attempt.Done("backup " + manifest.name()
                + (manifest.proof().proved() ? ", restored and compared" : ", NOT PROVED by a restore")
                + manifest.lacking().map(what -> "; " + what).orElse("")
                + left);
    }

    @Override
    public Attempt undo() {
        return Attempt.done();
    }
}
