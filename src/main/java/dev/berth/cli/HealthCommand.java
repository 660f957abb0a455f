package dev.berth.cli;

import dev.berth.cycle.Cycle;
import dev.berth.cycle.Site;
import dev.berth.observe.Observation;
import dev.berth.observe.Pulse;
import dev.berth.observe.Snapshot;
import dev.berth.plan.Decision;
import dev.berth.plan.Mooring;
import dev.berth.report.ExitCode;
import dev.berth.report.StatusReport;
import java.util.LinkedHashMap;
import java.util.List;
import picocli.CommandLine.Command;

/** Asks every database by its own protocol, where it is now. */
@Command(
        name = "health",
        description = "Ask every database by its own protocol; one line a berth.",
        footer = {
            "",
            SiteCommand.ENDS_FIRST,
            "Exit codes: 0 all healthy, 2 invalid policy, 11 at least one is not, or is owed something.",
            "Example: berth health -f policy.yaml"
        })
final class HealthCommand extends SiteCommand {
    HealthCommand(Workplace workplace, Console console) {
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
        var violations = seen.facts().project().violations();
        if (!violations.isEmpty()) {
            // With these no engine was looked at, so nothing may be said of the databases.
            return tell(site, new Decision.Invalid(violations));
        }
        var pulses = Mooring.of(site.policy(), seen.facts()).stream()
                .map(Mooring::endpoint)
                .distinct()
                .map(endpoint -> site.pulses().feel(endpoint, site.policy().folder()))
                .toList();
        var missing = missing(site, pulses);
        pulses.forEach(pulse -> text(StatusReport.health(pulse)));
        missing.forEach(database -> text("❌ " + database + ": no container runs it\n"));
        var owed = groundwork().owed(cycle);
        owed.forEach(debt -> text(StatusReport.health(debt)));
        var document = new LinkedHashMap<String, Object>();
        document.put("policy", site.policy().name());
        document.put(
                "databases", pulses.stream().map(StatusReport::healthDocument).toList());
        document.put("missing", missing);
        document.put("owed", owed.stream().map(StatusReport::healthDocument).toList());
        document(document);
        return missing.isEmpty() && owed.isEmpty() && pulses.stream().allMatch(Pulse::well)
                ? ExitCode.OK
                : ExitCode.FINDINGS;
    }

    private static List<String> missing(Site site, List<Pulse> pulses) {
        return site.policy().databases().stream()
                .map(database -> database.name())
                .filter(name -> pulses.stream()
                        .noneMatch(pulse -> pulse.endpoint().database().equals(name)))
                .toList();
    }
}
