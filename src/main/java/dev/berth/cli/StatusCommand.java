package dev.berth.cli;

import dev.berth.cycle.Cycle;
import dev.berth.cycle.Site;
import dev.berth.observe.Observation;
import dev.berth.observe.Snapshot;
import dev.berth.plan.Decision;
import dev.berth.plan.Mooring;
import dev.berth.plan.Planner;
import dev.berth.report.DecisionReport;
import dev.berth.report.ExitCode;
import dev.berth.report.StatusReport;
import picocli.CommandLine.Command;

/** Prints where a policy stands. */
@Command(
        name = "status",
        description = "Show conditions, berths and open migrations.",
        footer = {"", "Exit codes: 0 told, 2 invalid policy.", "Example: berth status -f policy.yaml -o json"})
final class StatusCommand extends SiteCommand {
    StatusCommand(Workplace workplace, Console console) {
        super(workplace, console);
    }

    @Override
    boolean onlyLooks() {
        return true;
    }

    @Override
    ExitCode run(Site site, Cycle cycle) {
        var observation = cycle.observe();
        if (!(observation instanceof Observation.Seen<Snapshot> seen)) {
            return blind(observation);
        }
        var decision = Planner.decide(site.policy(), seen.facts());
        var moorings = Mooring.of(site.policy(), seen.facts());
        var open = cycle.open();
        var lost = lost(cycle);
        text(StatusReport.text(site.policy(), decision, moorings, open, lost));
        document(StatusReport.document(site.policy(), decision, moorings, open, lost));
        if (decision instanceof Decision.Invalid) {
            console().say(DecisionReport.complaint(decision).stripTrailing());
            return ExitCode.INVALID;
        }
        return ExitCode.OK;
    }
}
