package dev.berth.cli;

import dev.berth.backup.BackupName;
import dev.berth.backup.Backups;
import dev.berth.backup.Manifest;
import dev.berth.backup.Restored;
import dev.berth.cycle.Cycle;
import dev.berth.cycle.Site;
import dev.berth.plan.Decision.Refusal;
import dev.berth.report.BackupReport;
import dev.berth.report.Document;
import dev.berth.report.ExitCode;
import dev.berth.report.RestoreReport;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Restores a backup into a new container and volume beside the live database. */
@Command(
        name = "restore",
        description = "Restore a backup into a new container on a new volume, beside the live database.",
        footer = {
            "",
            "The live database is left as it is. What it has beyond the backup is told first.",
            "Exit codes: 0 restored, 3 refused, 20 broken off; what is left, if anything, is named.",
            "Example: berth restore -f policy.yaml orders/2026-11-28T030000Z"
        })
final class RestoreCommand extends SiteCommand {
    @Option(
            names = "--over",
            paramLabel = "DATABASE",
            description = "Over the live database: not by this version, which says so.")
    private @Nullable String over;

    @Parameters(index = "0", paramLabel = "BACKUP", description = "As berth backup --list names it.")
    private String name = "";

    RestoreCommand(Workplace workplace, Console console) {
        super(workplace, console);
    }

    @Override
    ExitCode run(Site site, Cycle cycle) {
        var wish = site.policy().backup();
        if (wish.isEmpty()) {
            return refuse(NoBackups.wanted(site));
        }
        if (over != null) {
            return refuse(new Refusal(
                    over,
                    "this version restores over no live database",
                    "restore beside it, look at what is there, and let the clients follow or copy it over yourself"));
        }
        var backups = workplace().backups(site, wish.get(), console()::say);
        try {
            var found = BackupName.of(name).flatMap(backups.shelf()::find);
            return found.isPresent() ? restore(backups, found.get()) : refuse(NoBackups.named(site, name));
        } catch (IOException e) {
            return refuse(NoBackups.readable(site, e));
        }
    }

    private ExitCode restore(Backups backups, Manifest manifest) {
        var gap = backups.gap(manifest);
        console().say(RestoreReport.text(manifest, gap).stripTrailing());
        var outcome = backups.restore(manifest);
        if (outcome instanceof Restored.Beside beside) {
            text(RestoreReport.text(manifest, beside.kept()));
            document(RestoreReport.document(manifest, gap, beside.kept()));
            return ExitCode.OK;
        }
        if (outcome instanceof Restored.Refused refused) {
            return refuse(new Refusal(manifest.name().toString(), refused.reason(), refused.remedy()));
        }
        var off = (Restored.BrokenOff) outcome;
        console().say(manifest.name() + ": " + BackupReport.brokenOff("the restore", off.reason(), off.left()));
        document(Document.of(
                "state",
                "brokenOff",
                "backup",
                manifest.name().toString(),
                "reason",
                off.reason(),
                "left",
                off.left()));
        return ExitCode.ROLLED_BACK;
    }
}
