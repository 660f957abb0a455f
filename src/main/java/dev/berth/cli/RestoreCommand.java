package dev.berth.cli;

import dev.berth.backup.BackupName;
import dev.berth.backup.Backups;
import dev.berth.backup.Gap;
import dev.berth.backup.Manifest;
import dev.berth.backup.Restored;
import dev.berth.backup.Takeover;
import dev.berth.cycle.Cycle;
import dev.berth.cycle.Site;
import dev.berth.cycle.Tiers;
import dev.berth.plan.Decision.Refusal;
import dev.berth.report.BackupReport;
import dev.berth.report.Document;
import dev.berth.report.ExitCode;
import dev.berth.report.RestoreReport;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Restores a backup into a new container and volume beside the live database, or over it. */
@Command(
        name = "restore",
        description = "Restore a backup into a new container on a new volume, beside the live database.",
        footer = {
            "",
            "What the live database has beyond the backup is told first. It is left as it is, but with --over,",
            "which wants its clients stopped, and keeps what it takes the place of.",
            "Exit codes: 0 restored, 3 refused, 20 broken off; what is left, if anything, is named;",
            "  21 stuck, with --over alone: what to do stands in the output.",
            "Example: berth restore -f policy.yaml orders/2026-11-28T030000Z",
            "         berth restore -f policy.yaml orders/2026-11-28T030000Z --over orders"
        })
final class RestoreCommand extends SiteCommand {
    @Option(
            names = "--over",
            paramLabel = "DATABASE",
            description = "Over the live database, which is named so that it is the right one; on a terminal, twice.")
    private @Nullable String over;

    @Parameters(index = "0", paramLabel = "BACKUP", description = "As berth backup --list names it.")
    private String name = "";

    RestoreCommand(Workplace workplace, Console console) {
        super(workplace, console);
    }

    @Override
    List<Site> turns(List<Site> sites) {
        return Named.among(sites, site -> Named.backup(workplace(), site, name));
    }

    /** It would take the place of what the one holds, or of what the other does. */
    @Override
    Optional<Refusal> against(List<Site> turns) {
        return Named.several(turns, name, site -> Named.backup(workplace(), site, name));
    }

    @Override
    ExitCode run(Site site, Cycle cycle) {
        var wish = site.policy().backup();
        if (wish.isEmpty()) {
            return refuse(NoBackups.wanted(site));
        }
        var backups = workplace().backups(site, wish.get(), console()::say);
        try {
            var found = BackupName.of(name).flatMap(backups.shelf()::find);
            if (found.isEmpty()) {
                return refuse(NoBackups.named(site, name));
            }
            return over == null ? beside(site, backups, found.get()) : over(site, backups, found.get(), over);
        } catch (IOException e) {
            return refuse(NoBackups.readable(site, e));
        }
    }

    private ExitCode over(Site site, Backups backups, Manifest manifest, String typed) {
        var database = site.policy().database(typed);
        if (database.isEmpty() || !typed.equals(manifest.name().database())) {
            return refuse(new Refusal(
                    typed,
                    manifest.name() + " is a backup of another database",
                    "type the name of the database that it is to take the place of: --over "
                            + manifest.name().database()));
        }
        var unable = Takeover.unable(manifest);
        if (unable.isPresent()) {
            return refuse(manifest, unable.get());
        }
        var gap = told(backups, manifest);
        var no = new Assent(workplace(), console())
                .typed(
                        typed,
                        "This takes the place of what " + typed + " of " + Tiers.Name.of(site.policy())
                                + " holds now.");
        return no.isPresent() ? refuse(no.get()) : told(site, manifest, gap, backups.over(manifest, database.get()));
    }

    private ExitCode beside(Site site, Backups backups, Manifest manifest) {
        var gap = told(backups, manifest);
        return told(site, manifest, gap, backups.restore(manifest));
    }

    /** What the live database has beyond the backup. */
    private Gap told(Backups backups, Manifest manifest) {
        var gap = backups.gap(manifest);
        console().say(RestoreReport.text(manifest, gap).stripTrailing());
        return gap;
    }

    private ExitCode told(Site site, Manifest manifest, Gap gap, Restored outcome) {
        if (outcome instanceof Restored.Beside beside) {
            text(RestoreReport.text(manifest, beside.kept()));
            document(RestoreReport.document(manifest, gap, beside.kept()));
            return ExitCode.OK;
        }
        if (outcome instanceof Restored.Over done) {
            text(RestoreReport.text(site.policy(), manifest, done.done()));
            document(RestoreReport.document(site.policy(), manifest, gap, done.done()));
            return ExitCode.OK;
        }
        if (outcome instanceof Restored.Refused refused) {
            return refuse(manifest, refused);
        }
        return outcome instanceof Restored.Stuck stuck
                ? stuck(manifest, stuck)
                : broken(manifest, (Restored.BrokenOff) outcome);
    }

    private ExitCode refuse(Manifest manifest, Restored.Refused refused) {
        return refuse(new Refusal(manifest.name().toString(), refused.reason(), refused.remedy()));
    }

    private ExitCode stuck(Manifest manifest, Restored.Stuck stuck) {
        console().say(RestoreReport.text(manifest, stuck));
        document(Document.of("state", "stuck", "backup", manifest.name().toString(), "reason", stuck.reason()));
        return ExitCode.STUCK;
    }

    private ExitCode broken(Manifest manifest, Restored.BrokenOff off) {
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
