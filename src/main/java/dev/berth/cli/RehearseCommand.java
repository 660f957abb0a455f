package dev.berth.cli;

import dev.berth.cycle.Cycle;
import dev.berth.cycle.Site;
import dev.berth.execute.Outcome;
import dev.berth.observe.Observation;
import dev.berth.plan.Decision;
import dev.berth.plan.Plan;
import dev.berth.report.DecisionReport;
import dev.berth.report.Document;
import dev.berth.report.Durations;
import dev.berth.report.ExitCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
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
        return tell(site, seen.facts());
    }

    private ExitCode rehearse(Site site, Plan plan) {
        var start = now();
        var rehearsing = workplace().rehearsal(site, plan, console()::say);
        if (rehearsing instanceof Workplace.Rehearsing.Unable unable) {
            return refuse(unable.refusal());
        }
        var stage = ((Workplace.Rehearsing.Ready) rehearsing).stage();
        try {
            var code = perform(stage, start);
            if (code == ExitCode.OK) {
                site.rehearsals().passed(now(), plan.hash());
                passed(site, plan, Duration.between(start, now()));
            }
            return code;
        } finally {
            stage.takeDown()
                    .ifPresent(left -> console().say("left over: " + left + "; the next berth rehearse removes it"));
        }
    }

    private ExitCode perform(Workplace.Stage stage, Instant start) {
        var cycle = cycle(stage.site());
        var observation = cycle.decide();
        if (!(observation instanceof Observation.Seen<Decision> seen)) {
            return blind(observation);
        }
        if (!(seen.facts() instanceof Decision.Pending pending)) {
            console().say(DecisionReport.complaint(seen.facts()).stripTrailing());
            return fail(start, ExitCode.ROLLED_BACK, "the copies could not be planned for");
        }
        var forth = cycle.migrate(pending.plan());
        if (!(forth instanceof Outcome.Migrated)) {
            return failed(start, "the copies could not be moved", forth);
        }
        var back = cycle.rollBack(cycle.newest().orElseThrow(), "rehearsed");
        if (!(back instanceof Outcome.RolledBack)) {
            return failed(start, "the copies could not be taken back", back);
        }
        var flaws = stage.flaws();
        return flaws.isEmpty()
                ? ExitCode.OK
                : fail(start, ExitCode.STUCK, "after the way back " + String.join(", ", flaws));
    }

    private void passed(Site site, Plan plan, Duration elapsed) {
        text(site.policy().name() + ": rehearsed forth and back in " + Durations.words(elapsed) + "\n  plan "
                + plan.hash() + "\n");
        document(outcome("passed", plan.hash(), elapsed));
    }

    private ExitCode failed(Instant start, String what, Outcome outcome) {
        if (outcome instanceof Outcome.Stuck stuck) {
            return fail(start, ExitCode.STUCK, what + ": " + stuck.reason() + " (" + stuck.step() + ")");
        }
        var reason = outcome instanceof Outcome.RolledBack back ? back.reason() + " (" + back.step() + ")" : "";
        return fail(start, ExitCode.ROLLED_BACK, what + ": " + reason);
    }

    private ExitCode fail(Instant start, ExitCode code, String reason) {
        console().say("the rehearsal failed: " + reason + "; nothing real was touched");
        document(outcome("failed", reason, Duration.between(start, now())));
        return code;
    }

    private static Map<String, Object> outcome(String state, String detail, Duration elapsed) {
        return Document.of(
                "rehearsal", state,
                "detail", detail,
                "elapsedMs", elapsed.toMillis());
    }
}
