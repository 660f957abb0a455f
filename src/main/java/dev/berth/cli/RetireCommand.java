package dev.berth.cli;

import dev.berth.cycle.Cycle;
import dev.berth.cycle.Retirement;
import dev.berth.cycle.Site;
import dev.berth.execute.Outcome;
import dev.berth.observe.Observation;
import dev.berth.observe.Straggler;
import dev.berth.plan.Decision.Refusal;
import dev.berth.policy.Policy;
import dev.berth.report.ExitCode;
import dev.berth.report.RetirementReport;
import dev.berth.report.StragglerReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Ends migrations that arrived: their old ports lead on no longer, and nothing takes them back any more. */
@Command(
        name = "retire",
        description = "Let the old ports go and close their migrations, unless somebody still uses them.",
        footer = {
            "",
            "Exit codes: 0 retired or nothing to retire, 3 refused, such as while an old port is in use, 21 stuck.",
            "Example: berth retire -f policy.yaml"
        })
final class RetireCommand extends SiteCommand {
    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Option(
            names = "--force",
            paramLabel = "HASH",
            description = "End the migration of this plan alone, whoever uses its old ports; do not ask.")
    private @Nullable String force;

    RetireCommand(Workplace workplace, Console console) {
        super(workplace, console);
    }

    @Override
    ExitCode run(Site site, Cycle cycle) {
        var observation = cycle.stragglers();
        if (!(observation instanceof Observation.Seen<List<Straggler>> seen)) {
            return blind("stragglers", observation);
        }
        var soaking = cycle.retirements(seen.facts());
        if (soaking.isEmpty()) {
            text(RetirementReport.nothing(site.policy()));
            document(RetirementReport.document(site.policy(), List.of()));
            return ExitCode.OK;
        }
        var chosen = soaking.stream()
                .filter(one -> force == null || one.plan().isNamed(force))
                .toList();
        var refusals = refusals(site.policy(), soaking, chosen);
        return refusals.isEmpty() ? retire(site.policy(), cycle, chosen) : refuse(refusals);
    }

    private List<Refusal> refusals(Policy policy, List<Retirement> soaking, List<Retirement> chosen) {
        if (policy.mode() == Policy.Mode.OBSERVE) {
            return List.of(
                    new Refusal(policy.name(), "mode is Observe: this policy only reports", "mode: Plan or Enforce"));
        }
        if (chosen.isEmpty()) {
            var hashes = soaking.stream().map(one -> one.plan().hash()).collect(Collectors.joining(", "));
            return List.of(
                    new Refusal(policy.name(), "no migration to retire has the plan " + force, "one of " + hashes));
        }
        if (force == null) {
            var inUse = chosen.stream()
                    .flatMap(one -> Stream.concat(
                            StragglerReport.refusals(
                                    one.plan(), one.stragglers(), policy.soak().period(), now())
                                    .stream(),
                            forgotten(policy, one).stream()))
                    .toList();
            return inUse.isEmpty() && !yes ? unasked(policy, chosen).stream().toList() : inUse;
        }
        return List.of();
    }

    private Optional<Refusal> forgotten(Policy policy, Retirement one) {
        var soak = policy.soak().period();
        return one.forgotten()
                .filter(since -> since.isAfter(now().minus(soak)))
                .map(since -> StragglerReport.forgotten(one.journal(), since, soak));
    }

    private Optional<Refusal> unasked(Policy policy, List<Retirement> chosen) {
        var names = chosen.stream().map(one -> one.journal().name()).collect(Collectors.joining(", "));
        var aliases = chosen.stream()
                .flatMap(one -> one.progress().aliases().stream())
                .toList();
        return new Assent(workplace(), console())
                .asked(
                        policy.name(),
                        "retire",
                        "Retire " + names + " now? "
                                + (aliases.isEmpty()
                                        ? ""
                                        : "Nothing leads on any more: " + StragglerReport.words(aliases) + ". ")
                                + "There is no way back from there.",
                        "--yes");
    }

    private ExitCode retire(Policy policy, Cycle cycle, List<Retirement> chosen) {
        var code = ExitCode.OK;
        var ended = new ArrayList<Map<String, Object>>();
        for (var one : chosen) {
            var aliases = one.progress().aliases();
            var outcome = cycle.retire(one.journal());
            text(RetirementReport.text(outcome, one.journal(), aliases));
            ended.add(RetirementReport.migration(outcome, one.journal(), aliases));
            code = code.or(outcome instanceof Outcome.Stuck ? ExitCode.STUCK : ExitCode.OK);
        }
        document(RetirementReport.document(policy, ended));
        return code;
    }
}
