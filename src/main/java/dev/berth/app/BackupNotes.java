package dev.berth.app;

import dev.berth.backup.Manifest;
import dev.berth.backup.Taken;
import dev.berth.backup.Verified;
import dev.berth.cycle.Tiers;
import dev.berth.report.BackupReport;
import java.time.Duration;
import java.util.List;

/** What came of the backups of one database, for the log of the daemon. */
record BackupNotes(EventLog log, Tiers.Name policy, String database) {
    /**
     * Whether all is well; otherwise it is to be tried again.
     *
     * @param proof whether it was to be proved
     */
    boolean taken(Taken taken, boolean proof) {
        if (taken instanceof Taken.Kept kept) {
            return kept(kept.manifest(), proof, BackupReport.left(kept.left()), BackupRests.FIRST);
        }
        if (taken instanceof Taken.Nothing nothing) {
            log.say("NothingToBackUp", policy, database + ": " + nothing.reason());
            return false;
        }
        return failed(reason(taken) + "; tried again in an hour");
    }

    /**
     * The same of one whose restore was tried once more.
     *
     * @param again when it is tried next, where it failed
     */
    boolean tried(Verified verified, List<String> left, Duration again) {
        return verified instanceof Verified.Untried untried
                ? failed(
                        "the restore of backup " + untried.manifest().name() + ", which is not proved, can't be tried: "
                                + untried.reason() + BackupReport.left(left) + "; tried again in " + hours(again))
                : kept(verified.manifest(), true, BackupReport.left(left), again);
    }

    /** Before another one is taken: the newest is of later than now. */
    void ahead(Manifest newest) {
        log.warn(
                "ClockWrong",
                policy,
                database + ": the clock is behind, or was ahead once: there is a backup of "
                        + newest.name().taken() + "; the next one is named after it, and the schedule goes by others");
    }

    private boolean kept(Manifest manifest, boolean proof, String left, Duration again) {
        boolean proved = manifest.proof().proved();
        if (proof && !proved) {
            return failed(BackupReport.unproved(manifest) + left + "; its restore is tried again in " + hours(again));
        }
        log.say(
                "BackedUp",
                policy,
                "backup " + manifest.name() + (proved ? ", restored and compared" : ", NOT PROVED by a restore")
                        + manifest.lacking().map(what -> "; " + what).orElse("")
                        + manifest.uncompared().map(what -> "; " + what).orElse("") + left);
        return true;
    }

    private boolean failed(String reason) {
        log.warn("BackupFailed", policy, database + ": " + reason);
        return false;
    }

    private static String hours(Duration wait) {
        return wait.toHours() == 1 ? "an hour" : wait.toHours() + " hours";
    }

    private static String reason(Taken taken) {
        return taken instanceof Taken.Refused refused
                ? refused.reason() + " — " + refused.remedy()
                : ((Taken.BrokenOff) taken).reason() + BackupReport.left(((Taken.BrokenOff) taken).left());
    }
}
