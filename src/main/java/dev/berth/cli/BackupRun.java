package dev.berth.cli;

import dev.berth.backup.Backups;
import dev.berth.backup.Taken;
import dev.berth.cycle.Site;
import dev.berth.plan.Decision.Refusal;
import dev.berth.policy.Backup;
import dev.berth.policy.Database;
import dev.berth.report.BackupReport;
import dev.berth.report.Document;
import dev.berth.report.ExitCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Backs up databases of one policy, one after the other. */
final class BackupRun {
    private final SiteCommand command;
    private final Site site;
    private final Backups backups;
    private final BackupReport report;
    private final List<Map<String, Object>> taken = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();
    private final List<Refusal> refusals = new ArrayList<>();
    private ExitCode code = ExitCode.OK;

    BackupRun(SiteCommand command, Site site, Backups backups, BackupReport report) {
        this.command = command;
        this.site = site;
        this.backups = backups;
        this.report = report;
    }

    /** @param names of databases; none for all */
    ExitCode take(List<String> names, Backup wish) {
        boolean begun = false;
        for (var database : databases(names)) {
            if (begun && command.workplace().interrupted()) {
                refusals.add(NotBegun.refusal(database.name()));
            } else {
                take(database, wish);
            }
            begun = true;
        }
        if (!refusals.isEmpty()) {
            code = code.or(command.refuse(refusals));
        }
        if (!taken.isEmpty() || refusals.isEmpty()) {
            command.document(Document.of(
                    "policy",
                    site.policy().name(),
                    "namespace",
                    site.policy().namespace(),
                    "state",
                    code == ExitCode.OK ? "backedUp" : "incomplete",
                    "backups",
                    taken,
                    "skipped",
                    skipped));
        }
        return code;
    }

    private List<Database> databases(List<String> names) {
        names.stream()
                .filter(name -> site.policy().database(name).isEmpty())
                .forEach(name -> refuse(name, "the policy names no such database", "one of " + all()));
        return site.policy().databases().stream()
                .filter(database -> names.isEmpty() || names.contains(database.name()))
                .toList();
    }

    private String all() {
        return site.policy().databases().stream().map(Database::name).collect(Collectors.joining(", "));
    }

    private void take(Database database, Backup wish) {
        var start = command.now();
        var outcome = backups.take(database, site.returning().contains(database.name()));
        if (outcome instanceof Taken.Kept kept) {
            command.text(report.kept(kept, Duration.between(start, command.now())));
            taken.add(BackupReport.document(kept.manifest()));
            if (wish.restoreTest() && !kept.manifest().proof().proved()) {
                code = code.or(ExitCode.STUCK);
            }
        } else if (outcome instanceof Taken.Nothing nothing) {
            skipped.add(database.name());
            command.console().say("note: there is nothing to back up of " + database.name() + ": " + nothing.reason());
        } else if (outcome instanceof Taken.Refused refused) {
            refuse(database.name(), refused.reason(), refused.remedy());
        } else {
            var off = (Taken.BrokenOff) outcome;
            command.console()
                    .say(database.name() + ": " + BackupReport.brokenOff("the backup", off.reason(), off.left()));
            taken.add(Document.of(
                    "database", database.name(), "proved", false, "reason", off.reason(), "left", off.left()));
            code = code.or(ExitCode.ROLLED_BACK);
        }
    }

    private void refuse(String subject, String reason, String remedy) {
        refusals.add(new Refusal(subject, reason, remedy));
    }
}
