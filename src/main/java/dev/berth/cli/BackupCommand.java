package dev.berth.cli;

import dev.berth.backup.BackupName;
import dev.berth.backup.Backups;
import dev.berth.backup.Manifest;
import dev.berth.cycle.Cycle;
import dev.berth.cycle.Site;
import dev.berth.journal.Journal;
import dev.berth.report.BackupReport;
import dev.berth.report.Document;
import dev.berth.report.ExitCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes backups, lists them, and proves them again. */
@Command(
        name = "backup",
        description = "Back databases up, and prove each backup by restoring it into a throwaway container.",
        footer = {
            "",
            "Exit codes: 0 done, 3 refused, 11 --verify found a flaw, 20 broken off,",
            "  21 taken but not proved.",
            "Example: berth backup -f policy.yaml",
            "         berth backup --verify orders/2026-11-28T030000Z -f policy.yaml"
        })
final class BackupCommand extends SiteCommand {
    @Option(names = "--list", description = "List the backups.")
    private boolean list;

    @Option(names = "--verify", description = "Compare a backup's files with its manifest, and restore it once more.")
    private boolean verify;

    @Parameters(
            arity = "0..*",
            paramLabel = "DATABASE-or-BACKUP",
            description =
                    "Databases to back up (default: all), or with --verify backups (default: the newest of each).")
    private List<String> names = new ArrayList<>();

    /** Those of them that some policy has. */
    private List<String> known = List.of();

    BackupCommand(Workplace workplace, Console console) {
        super(workplace, console);
    }

    @Override
    boolean onlyLooks() {
        return list;
    }

    /** A list is no reason to take up what somebody's end left half-way. */
    @Override
    Optional<Journal> endsFirst(Cycle cycle) {
        return list ? Optional.empty() : super.endsFirst(cycle);
    }

    @Override
    List<Site> turns(List<Site> sites) {
        if (!verify || names.isEmpty()) {
            return sites;
        }
        known = names.stream()
                .filter(name -> sites.stream().anyMatch(site -> Named.backup(workplace(), site, name)))
                .toList();
        return Named.among(sites, site -> known.stream().anyMatch(name -> Named.backup(workplace(), site, name)));
    }

    @Override
    ExitCode run(Site site, Cycle cycle) {
        var wish = site.policy().backup();
        if (wish.isEmpty()) {
            return refuse(NoBackups.wanted(site));
        }
        var backups = workplace().backups(site, wish.get(), console()::say);
        try {
            if (list) {
                return list(site, backups);
            }
            return verify
                    ? verify(site, backups)
                    : new BackupRun(this, site, backups, report()).take(names, wish.get());
        } catch (IOException e) {
            return refuse(NoBackups.readable(site, e));
        }
    }

    private ExitCode list(Site site, Backups backups) throws IOException {
        var shelf = backups.shelf();
        text(site.policy().namespace() + "/" + site.policy().name() + "\n" + report().list(shelf));
        document(Document.of(
                "policy", site.policy().name(),
                "namespace", site.policy().namespace(),
                "backups", shelf.backups().stream().map(BackupReport::document).toList(),
                "unreadable", shelf.unreadable()));
        return ExitCode.OK;
    }

    private ExitCode verify(Site site, Backups backups) throws IOException {
        var wanted = new ArrayList<Manifest>();
        for (var name : chosen(site, backups)) {
            var found = BackupName.of(name).flatMap(backups.shelf()::find);
            if (found.isEmpty() && !known.contains(name)) {
                return refuse(NoBackups.named(site, name));
            }
            found.ifPresent(wanted::add);
        }
        if (wanted.isEmpty()) {
            return refuse(NoBackups.taken(site));
        }
        return new VerifyRun(this, site, backups, report()).verify(wanted);
    }

    private List<String> chosen(Site site, Backups backups) throws IOException {
        if (!names.isEmpty()) {
            return names;
        }
        var shelf = backups.shelf();
        return site.policy().databases().stream()
                .flatMap(database -> newest(shelf.of(database.name())).stream())
                .map(backup -> backup.name().toString())
                .toList();
    }

    private static Optional<Manifest> newest(List<Manifest> oldestFirst) {
        return oldestFirst.isEmpty() ? Optional.empty() : Optional.of(oldestFirst.get(oldestFirst.size() - 1));
    }

    private BackupReport report() {
        return new BackupReport(console().terminal() ? BackupReport.Paint.RED : BackupReport.Paint.PLAIN);
    }
}
