package dev.berth.cli;

import dev.berth.cycle.Approval;
import dev.berth.cycle.Cycle;
import dev.berth.cycle.Forerunners;
import dev.berth.cycle.Site;
import dev.berth.cycle.Tiers;
import dev.berth.execute.Outcome;
import dev.berth.journal.Journal;
import dev.berth.observe.Observation;
import dev.berth.plan.Decision;
import dev.berth.plan.Gate;
import dev.berth.plan.Plan;
import dev.berth.report.ExitCode;
import dev.berth.report.OutcomeReport;
import dev.berth.report.PlanReport;
import dev.berth.report.SessionReport;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Moves every database of the policy to its berth. */
@Command(
        name = "apply",
        description = "Move every database to its berth; go back by itself when anything fails.",
        footer = {
            "",
            "Exit codes: 0 done or nothing to do, 2 invalid policy, 3 refused before anything changed,",
            "20 failed and rolled back, 21 stuck.",
            "Example: berth apply -f policy.yaml --yes"
        })
final class ApplyCommand extends SiteCommand {
    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Option(names = "--approve", paramLabel = "HASH", description = "Run this plan and no other; do not ask.")
    private @Nullable String approve;

    @Mixin
    private RecordsOption records = new RecordsOption();

    private List<Site> sites = List.of();

    ApplyCommand(Workplace workplace, Console console) {
        super(workplace, console);
    }

    /** What others wait for comes first. */
    @Override
    List<Site> turns(List<Site> all) {
        var policies = Tiers.inOrder(all.stream().map(Site::policy).toList());
        sites = all.stream()
                .sorted(Comparator.comparing(site -> policies.indexOf(site.policy())))
                .toList();
        return sites;
    }

    @Override
    ExitCode run(Site site, Cycle cycle) {
        var ends = groundwork().endSoaks(cycle);
        return ends.or(moved(site, cycle));
    }

    private ExitCode moved(Site site, Cycle cycle) {
        var observation = cycle.decide();
        if (!(observation instanceof Observation.Seen<Decision> seen)) {
            return blind(observation);
        }
        if (seen.facts() instanceof Decision.Pending pending) {
            return pending(site, cycle, pending.plan());
        }
        return tell(site, seen.facts());
    }

    private ExitCode pending(Site site, Cycle cycle, Plan plan) {
        var heard = workplace().hear(records.folders());
        if (!heard.refusals().isEmpty()) {
            return refuse(heard.refusals());
        }
        var rehearsed = site.rehearsals().passed(plan.hash()).isPresent();
        var refusals = Gate.check(
                site.policy(),
                plan,
                now(),
                Optional.ofNullable(approve),
                rehearsed,
                new Forerunners(sites, heard.bulletins(), workplace().clock()).against(site.policy()));
        if (!refusals.isEmpty()) {
            return refuse(refusals);
        }
        console()
                .say((PlanReport.text(plan)
                                + SessionReport.text(cycle.turnout(plan).before()))
                        .stripTrailing());
        if (!yes && approve == null) {
            var unasked = new Assent(workplace(), console())
                    .asked(
                            site.policy().name(),
                            "apply",
                            "Move " + plan.moves().size() + " of them now?",
                            "--yes, or --approve " + plan.hash());
            if (unasked.isPresent()) {
                return refuse(unasked.get());
            }
        }
        return migrate(cycle, plan, new Approval(workplace().person(), word()));
    }

    private String word() {
        if (approve != null) {
            return "--approve " + approve;
        }
        return yes ? "--yes" : "yes, when asked";
    }

    private ExitCode migrate(Cycle cycle, Plan plan, Approval approval) {
        var start = now();
        var outcome = cycle.migrate(plan, approval);
        var elapsed = Duration.between(start, now());
        var journal = newest(cycle);
        console().say("");
        var document = OutcomeReport.document(outcome, journal, elapsed);
        text(OutcomeReport.text(outcome, journal, elapsed));
        if (!(outcome instanceof Outcome.Migrated)) {
            document(document);
        } else {
            var sessions = cycle.turnout(plan).after();
            document(SessionReport.beside(document, sessions));
            text(SessionReport.text(sessions));
            text("  berth rollback takes it back; then nothing answers on the new ports\n");
        }
        if (workplace().interrupted()) {
            console().say("interrupted; berth apply goes on with what is left");
        }
        return OutcomeReport.code(outcome, false);
    }

    private static Journal newest(Cycle cycle) {
        return cycle.newest().orElseThrow();
    }
}
