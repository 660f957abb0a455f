package dev.berth.cli;

import dev.berth.cycle.Cycle;
import dev.berth.cycle.Latest;
import dev.berth.cycle.Site;
import dev.berth.journal.Journal;
import dev.berth.observe.Call;
import dev.berth.observe.Observation;
import dev.berth.observe.Snapshot;
import dev.berth.plan.ConnectionMatrix;
import dev.berth.plan.Decision;
import dev.berth.plan.LostAlias;
import dev.berth.plan.MatrixLine;
import dev.berth.plan.Mooring;
import dev.berth.report.Condition;
import dev.berth.report.DecisionReport;
import dev.berth.report.ExitCode;
import dev.berth.report.MatrixReport;
import dev.berth.report.StatusReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints where a policy stands. */
@Command(
        name = "status",
        description = "Show conditions, berths and open migrations.",
        footer = {
            "",
            SiteCommand.ENDS_FIRST,
            "Exit codes: 0 told, 2 invalid policy, 3 nothing can be seen.",
            "Example: berth status -f policy.yaml --matrix"
        })
final class StatusCommand extends SiteCommand {
    @Option(names = "--matrix", description = "Also show which client comes to which database by which way.")
    private boolean matrix;

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
        var decision = cycle.decided(seen.facts());
        var moorings = Mooring.of(site.policy(), seen.facts());
        var open = cycle.open();
        var oldPorts = groundwork().oldPorts(cycle);
        var conditions = conditions(cycle, decision, open, oldPorts);
        text(StatusReport.text(site.policy(), conditions, moorings, open, oldPorts));
        var document = new LinkedHashMap<>(StatusReport.document(site.policy(), conditions, moorings, open, oldPorts));
        if (matrix) {
            add(document, site, seen.facts());
        }
        document(document);
        if (decision instanceof Decision.Invalid) {
            console().say(DecisionReport.complaint(decision).stripTrailing());
            return ExitCode.INVALID;
        }
        return ExitCode.OK;
    }

    private List<Condition> conditions(
            Cycle cycle, Decision decision, List<Journal> open, Observation<List<LostAlias>> oldPorts) {
        var newest = Latest.of(cycle).map(Latest::progress);
        return Stream.concat(
                        Condition.of(decision, newest, open, oldPorts).stream(),
                        Stream.of(Condition.settled(groundwork().owed(cycle))))
                .toList();
    }

    private void add(Map<String, Object> document, Site site, Snapshot snapshot) {
        var matrix = new ConnectionMatrix(site.policy(), snapshot);
        var calls = site.calls().look(matrix.ports());
        if (calls instanceof Observation.Blind<List<Call>> blind) {
            console().say("note: " + blind.reason() + "; no connection is told — " + blind.remedy());
        }
        var lines = matrix.lines(calls instanceof Observation.Seen<List<Call>> seen ? seen.facts() : List.of());
        var pulses = lines.stream()
                .map(MatrixLine::endpoint)
                .distinct()
                .collect(Collectors.toMap(
                        Function.identity(),
                        endpoint -> site.pulses().feel(endpoint, site.policy().folder())));
        text(MatrixReport.text(lines, pulses));
        document.put("matrix", MatrixReport.documents(lines, pulses));
    }
}
