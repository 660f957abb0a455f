package dev.berth.cli;

import dev.berth.cycle.Cycle;
import dev.berth.cycle.Site;
import dev.berth.observe.Observation;
import dev.berth.observe.Straggler;
import dev.berth.report.AliasReport;
import dev.berth.report.ExitCode;
import dev.berth.report.StragglerReport;
import java.util.List;
import picocli.CommandLine.Command;

/** Lists the clients that still use old ports. */
@Command(
        name = "stragglers",
        description = "List who still uses old ports: client, last seen, connections.",
        footer = {
            "",
            SiteCommand.ENDS_FIRST,
            "Exit codes: 0 listed, also when there are none, 3 the packet filter can't be read.",
            "Example: berth stragglers -f policy.yaml"
        })
final class StragglersCommand extends SiteCommand {
    StragglersCommand(Workplace workplace, Console console) {
        super(workplace, console);
    }

    @Override
    boolean onlyLooks() {
        return true;
    }

    @Override
    ExitCode run(Site site, Cycle cycle) {
        var observation = cycle.stragglers();
        if (!(observation instanceof Observation.Seen<List<Straggler>> seen)) {
            return blind("stragglers", observation);
        }
        var lost = groundwork().lost(cycle);
        text(StragglerReport.text(site.policy(), seen.facts(), now()) + AliasReport.text(lost));
        document(AliasReport.beside(StragglerReport.document(site.policy(), seen.facts()), lost));
        return ExitCode.OK;
    }
}
