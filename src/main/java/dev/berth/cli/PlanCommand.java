package dev.berth.cli;

import dev.berth.cycle.Cycle;
import dev.berth.cycle.Site;
import dev.berth.observe.Observation;
import dev.berth.plan.Decision;
import dev.berth.plan.LostAlias;
import dev.berth.plan.Plan;
import dev.berth.report.AliasReport;
import dev.berth.report.DecisionReport;
import dev.berth.report.ExitCode;
import dev.berth.report.PlanReport;
import dev.berth.report.SessionReport;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints what {@code apply} would do, and does none of it. */
@Command(
        name = "plan",
        description = "Show what apply would do; do none of it.",
        footer = {
            "",
            SiteCommand.ENDS_FIRST,
            "Exit codes: 0 in sync, 10 changes pending or old ports lost, 2 invalid policy, 3 refused.",
            "Example: berth plan -f policy.yaml --steps"
        })
final class PlanCommand extends SiteCommand {
    @Option(names = "--steps", description = "Show every step with its cause.")
    private boolean steps;

    PlanCommand(Workplace workplace, Console console) {
        super(workplace, console);
    }

    @Override
    boolean onlyLooks() {
        return true;
    }

    @Override
    ExitCode run(Site site, Cycle cycle) {
        var observation = cycle.decide();
        if (!(observation instanceof Observation.Seen<Decision> seen)) {
            return blind(observation);
        }
        var lost = groundwork().lost(cycle);
        if (seen.facts() instanceof Decision.Pending pending) {
            return pending(cycle, pending.plan(), lost);
        }
        if (seen.facts() instanceof Decision.InSync inSync) {
            text(DecisionReport.text(site.policy(), inSync) + AliasReport.text(lost));
            document(AliasReport.beside(DecisionReport.document(site.policy(), inSync), lost));
            return AliasReport.pending(lost) ? ExitCode.PENDING : ExitCode.OK;
        }
        text(AliasReport.text(lost));
        return tell(site, seen.facts());
    }

    private ExitCode pending(Cycle cycle, Plan plan, List<LostAlias> lost) {
        var sessions = cycle.turnout(plan).before();
        text(PlanReport.text(plan)
                + AliasReport.text(lost)
                + SessionReport.text(sessions)
                + (steps ? PlanReport.steps(plan) : ""));
        document(AliasReport.beside(SessionReport.beside(PlanReport.document(plan), sessions), lost));
        return ExitCode.PENDING;
    }
}
