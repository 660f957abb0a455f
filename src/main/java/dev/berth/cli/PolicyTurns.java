package dev.berth.cli;

import dev.berth.cycle.Cycle;
import dev.berth.cycle.Site;
import dev.berth.execute.Outcome;
import dev.berth.journal.DamagedJournal;
import dev.berth.journal.UnwritableJournal;
import dev.berth.plan.Decision.Refusal;
import dev.berth.report.ExitCode;
import dev.berth.report.OutcomeReport;
import java.time.Duration;

/** A command's turns at policies: under their locks, after what was interrupted, and refused where their journals can't be used. */
final class PolicyTurns {
    private final SiteCommand command;
    private final Results results;
    private boolean begun;

    PolicyTurns(SiteCommand command, Results results) {
        this.command = command;
        this.results = results;
    }

    ExitCode taken(Site site) {
        if (begun && command.workplace().interrupted()) {
            return command.refuse(NotBegun.refusal(site.policy().name()));
        }
        begun = true;
        try {
            return locked(site);
        } catch (UnwritableJournal unwritten) {
            return command.refuse(new Refusal("state", String.valueOf(unwritten.getMessage()), unwritten.remedy()));
        } catch (DamagedJournal damaged) {
            return results.refuse(site.policy(), damaged);
        }
    }

    private ExitCode locked(Site site) {
        var locking = command.workplace().lock(site);
        if (locking instanceof Workplace.Locking.Busy busy) {
            return command.onlyLooks() ? beside(site, busy.refusal()) : command.refuse(busy.refusal());
        }
        try {
            return recoveredFirst(site, command.cycle(site));
        } finally {
            ((Workplace.Locking.Held) locking).release().run();
        }
    }

    private ExitCode beside(Site site, Refusal busy) {
        command.groundwork().beside(busy);
        try {
            return command.run(site, command.cycle(site));
        } finally {
            command.groundwork().alone();
        }
    }

    private ExitCode recoveredFirst(Site site, Cycle cycle) {
        var half = command.endsFirst(cycle);
        if (half.isPresent() && command.groundwork().recover(cycle, half.get()) instanceof Outcome.Stuck stuck) {
            results.document(OutcomeReport.document(stuck, half.get(), Duration.ZERO));
            return ExitCode.STUCK;
        }
        if (!command.onlyLooks()) {
            command.groundwork().keep(cycle);
        }
        return command.run(site, cycle);
    }
}
