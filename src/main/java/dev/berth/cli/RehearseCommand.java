package dev.berth.cli;

import dev.berth.cycle.Cycle;
import dev.berth.cycle.Site;
import dev.berth.execute.Outcome;
import dev.berth.observe.Observation;
import dev.berth.plan.Decision;
import dev.berth.plan.Plan;
import dev.berth.report.DecisionReport;
import dev.berth.report.Durations;
import dev.berth.report.ExitCode;
import java.time.Duration;
import java.util.LinkedHashMap;
import picocli.CommandLine.Command;

/** Applies the plan to throwaway copies, takes it back, and records that both worked. */
@Command(
        name = "rehearse",
        description = "Try the plan, forth and back, on throwaway copies of the containers and files.",
        footer = {
            "",
            "Exit codes: 0 passed or nothing to do, 3 refused, 20 the copies could not be moved, 21 nor taken back.",
            "Example: berth rehearse -f policy.yaml"
        })
final class RehearseCommand extends SiteCommand {
    RehearseCommand(Workplace workplace, Console console) {
        super(workplace, console);
    }

    @Override
    ExitCode run(Site site, Cycle cycle) {
        var observation = cycle.decide();
        if (!(observation instanceof Observation.Seen<Decision> seen)) {
            return blind(observation);
        }
        if (seen.facts() instanceof Decision.Pending pending) {
            return rehearse(site, pending.plan());
        }
        text(DecisionReport.text(site.policy(), seen.facts()));
        document(DecisionReport.document(site.policy(), seen.facts()));
        var complaint = DecisionReport.complaint(seen.facts());
        if (!complaint.isEmpty()) {
            console().say(complaint.stripTrailing());
        }
        return DecisionReport.code(seen.facts());
    }

    private ExitCode rehearse(Site site, Plan plan) {
        var rehearsing = workplace().rehearsal(site, plan);
        if (rehearsing instanceof Workplace.Rehearsing.Unable unable) {
            return refuse(unable.refusal());
        }
        var ready = (Workplace.Rehearsing.Ready) rehearsing;
        try {
            return perform(site, ready.site(), plan);
        } finally {
            ready.takeDown().run();
        }
    }

    private ExitCode perform(Site site, Site stage, Plan plan) {
        var start = now();
        var cycle = cycle(stage);
        var observation = cycle.decide();
        if (!(observation instanceof Observation.Seen<Decision> seen)) {
            return blind(observation);
        }
        if (!(seen.facts() instanceof Decision.Pending pending)) {
            console().say(DecisionReport.complaint(seen.facts()).stripTrailing());
            return fail("the copies could not be planned for");
        }
        var forth = cycle.migrate(pending.plan());
        if (!(forth instanceof Outcome.Migrated)) {
            return fail("the copies could not be moved: " + forth);
        }
        var back = cycle.rollBack(cycle.newest().orElseThrow(), "rehearsed");
        if (!(back instanceof Outcome.RolledBack)) {
            fail("the copies could not be taken back: " + back);
            return ExitCode.STUCK;
        }
        site.rehearsals().passed(now(), plan.hash());
        var elapsed = Duration.between(start, now());
        text(site.policy().name() + ": rehearsed forth and back in " + Durations.words(elapsed) + "\n  plan "
                + plan.hash() + "\n");
        document(outcome("passed", plan.hash(), elapsed));
        return ExitCode.OK;
    }

    private ExitCode fail(String reason) {
        console().say("the rehearsal failed: " + reason + "; nothing real was touched");
        document(outcome("failed", reason, Duration.ZERO));
        return ExitCode.ROLLED_BACK;
    }

    private static LinkedHashMap<String, Object> outcome(String state, String detail, Duration elapsed) {
        var document = new LinkedHashMap<String, Object>();
        document.put("rehearsal", state);
        document.put("detail", detail);
        document.put("elapsedMs", elapsed.toMillis());
        return document;
    }
}
