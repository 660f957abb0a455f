package dev.berth.cli;

import dev.berth.cycle.Cycle;
import dev.berth.cycle.Finding.Ended;
import dev.berth.execute.Outcome;
import dev.berth.journal.Journal;
import dev.berth.observe.Debt;
import dev.berth.observe.Observation;
import dev.berth.plan.Decision.Refusal;
import dev.berth.plan.LostAlias;
import dev.berth.report.AliasReport;
import dev.berth.report.ExitCode;
import dev.berth.report.OutcomeReport;
import dev.berth.report.RetirementReport;
import java.time.Duration;
import java.util.List;

/** What comes before a command's own work: a migration that was interrupted ends, and old ports lead as the records say. */
final class Groundwork {
    private final Workplace workplace;
    private final Console console;
    private boolean beside;

    Groundwork(Workplace workplace, Console console) {
        this.workplace = workplace;
        this.console = console;
    }

    /** Somebody else's run is at work, and a command that only looks goes ahead all the same. */
    void beside(Refusal busy) {
        beside = true;
        console.say("note: " + busy.reason() + "; what follows may change under way");
    }

    /** From now on nobody else is known to be at work. */
    void alone() {
        beside = false;
    }

    Outcome recover(Cycle cycle, Journal journal) {
        console.say("going on with " + journal.name() + ", which was interrupted");
        var start = workplace.clock().instant();
        var outcome = cycle.recover(journal);
        var elapsed = Duration.between(start, workplace.clock().instant());
        if (console.terminal()) {
            console.say("");
        }
        console.say(OutcomeReport.text(outcome, journal, elapsed).stripTrailing());
        return outcome;
    }

    /** Takes away what no migration needs, opens again what was lost, and gives what is owed. */
    void keep(Cycle cycle) {
        var upkeep = cycle.upkeep();
        upkeep.sweep().forEach(alias -> console.say(AliasReport.swept(alias)));
        noted(upkeep.renew()).orElse(List.of()).forEach(lost -> console.say(AliasReport.renewed(lost)));
        upkeep.settle().forEach(settlement -> console.say(settlement.toString()));
    }

    /** Ends the soaks that are over, and says how that went; the code is of ends that are stuck. */
    ExitCode endSoaks(Cycle cycle) {
        var ends = cycle.settle();
        if (ends instanceof Observation.Blind<List<Ended>> blind) {
            console.say("note: no soak ends: " + blind.reason() + " — " + blind.remedy());
        }
        var code = ExitCode.OK;
        for (var end : ends.orElse(List.of())) {
            if (console.terminal()) {
                console.say("");
            }
            console.say(RetirementReport.text(end.outcome(), end.journal(), List.of())
                    .stripTrailing());
            code = code.or(OutcomeReport.code(end.outcome(), false));
        }
        return code;
    }

    /** What was lost, and what a command that only looks leaves as it is. */
    List<LostAlias> lost(Cycle cycle) {
        return oldPorts(cycle).orElse(List.of());
    }

    /** The same, with why nobody can tell. */
    Observation<List<LostAlias>> oldPorts(Cycle cycle) {
        return noted(cycle.upkeep().lost());
    }

    /** What databases are owed by runs that were killed; a run that is at work gives what it owes by itself. */
    List<Debt> owed(Cycle cycle) {
        return beside ? List.of() : cycle.upkeep().owed();
    }

    private Observation<List<LostAlias>> noted(Observation<List<LostAlias>> observation) {
        if (observation instanceof Observation.Blind<List<LostAlias>> blind) {
            console.say("note: " + AliasReport.unseen(blind));
        }
        return observation;
    }
}
