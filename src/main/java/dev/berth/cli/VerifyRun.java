package dev.berth.cli;

import dev.berth.backup.Backups;
import dev.berth.backup.Manifest;
import dev.berth.backup.Verified;
import dev.berth.cycle.Site;
import dev.berth.plan.Decision.Refusal;
import dev.berth.report.BackupReport;
import dev.berth.report.Document;
import dev.berth.report.ExitCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Proves backups of one policy again, one after the other. */
final class VerifyRun {
    private final SiteCommand command;
    private final Site site;
    private final Backups backups;
    private final BackupReport report;
    private final List<Map<String, Object>> tried = new ArrayList<>();
    private final List<Refusal> unbegun = new ArrayList<>();
    private ExitCode code = ExitCode.OK;

    VerifyRun(SiteCommand command, Site site, Backups backups, BackupReport report) {
        this.command = command;
        this.site = site;
        this.backups = backups;
        this.report = report;
    }

    ExitCode verify(List<Manifest> wanted) throws IOException {
        for (var manifest : wanted) {
            if (!tried.isEmpty() && command.workplace().interrupted()) {
                unbegun.add(NotBegun.refusal(manifest.name().toString()));
            } else {
                verify(manifest);
            }
        }
        backups.left().forEach(rest -> command.console().say(BackupReport.left(rest)));
        command.document(Document.of(
                "policy",
                site.policy().name(),
                "namespace",
                site.policy().namespace(),
                "state",
                state(),
                "backups",
                tried));
        return unbegun.isEmpty() ? code : code.or(command.refuse(unbegun));
    }

    private void verify(Manifest manifest) throws IOException {
        var verified = backups.verify(manifest);
        command.text(report.verified(verified));
        tried.add(BackupReport.document(verified.manifest()));
        code = code.or(code(verified));
    }

    private String state() {
        if (code == ExitCode.FINDINGS) {
            return "flawed";
        }
        return code == ExitCode.OK && unbegun.isEmpty() ? "verified" : "incomplete";
    }

    private ExitCode code(Verified verified) {
        if (verified instanceof Verified.Tried done) {
            return done.sound() ? ExitCode.OK : ExitCode.FINDINGS;
        }
        return command.workplace().interrupted() ? ExitCode.ROLLED_BACK : ExitCode.REFUSED;
    }
}
