package dev.berth.app;

import dev.berth.backup.Backups;
import dev.berth.backup.Manifest;
import dev.berth.backup.Proof;
import dev.berth.backup.Taken;
import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;
import dev.berth.policy.Database;
import dev.berth.report.BackupReport;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A backup of a database was taken, and proved where that is wanted; there is never one already, since it is to hold what
 * the database holds now.
 */
record TakenBackup(Function<Consumer<String>, Backups> backups, Database database, boolean proved) implements Effect {
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
        // What a migration may need is not to go while the migration is open.
        var taken = backups.apply(progress).take(database, true);
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
                        : broken((Taken.BrokenOff) taken));
    }

    private String broken(Taken.BrokenOff off) {
        return "the backup of " + database.name() + " broke off: " + off.reason() + BackupReport.left(off.left());
    }

    private Attempt kept(Manifest manifest, String left) {
        if (manifest.proof() instanceof Proof.Failed
                || proved && !manifest.proof().proved()) {
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
