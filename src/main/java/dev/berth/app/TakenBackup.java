package dev.berth.app;

import dev.berth.backup.Backups;
import dev.berth.backup.Manifest;
import dev.berth.backup.Proof;
import dev.berth.backup.Taken;
import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;
import dev.berth.policy.Database;
import dev.berth.report.BackupReport;
import java.util.List;
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
            return kept(kept.manifest(), left(kept.left()));
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
        return "the backup of " + database.name() + " broke off: " + off.reason() + left(off.left());
    }

    private static String left(List<String> rest) {
        return rest.isEmpty() ? "" : "; " + BackupReport.left(String.join("; ", rest));
    }

    private Attempt kept(Manifest manifest, String left) {
        if (manifest.proof() instanceof Proof.Failed failed) {
            return new Attempt.Untouched(
                    "backup " + manifest.name() + " was taken and can't be restored: " + failed.reason() + left);
        }
        if (proved && !manifest.proof().proved()) {
            return new Attempt.Untouched(
                    "backup " + manifest.name() + " was taken, and its restore was not tried to its end" + left);
        }
        return new Attempt.Done("backup " + manifest.name()
                + (manifest.proof().proved() ? ", restored and compared" : ", NOT PROVED by a restore")
                + left);
    }

    @Override
    public Attempt undo() {
        return Attempt.done();
    }
}
