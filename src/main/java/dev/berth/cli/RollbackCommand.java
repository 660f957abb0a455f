package dev.berth.cli;

import dev.berth.cycle.Cycle;
import dev.berth.cycle.Site;
import dev.berth.journal.DamagedJournal;
import dev.berth.journal.Journal;
import dev.berth.journal.Progress;
import dev.berth.plan.Decision.Refusal;
import dev.berth.report.ExitCode;
import dev.berth.report.OutcomeReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes the newest migration back that is not closed. */
@Command(
        name = "rollback",
        description = "Take the newest migration back: containers, files and clients together.",
        footer = {
            "",
            "Exit codes: 0 rolled back, 3 nothing that can be rolled back, 21 stuck.",
            "Example: berth rollback -f policy.yaml"
        })
final class RollbackCommand extends SiteCommand {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "MIGRATION",
            description = "Its name, as berth history prints it (default: the newest).")
    private @Nullable String name;

    RollbackCommand(Workplace workplace, Console console) {
        super(workplace, console);
    }

    /** The last to come is the first to go: policies may share files, and what each left must stand when it goes back. */
    @Override
    List<Site> turns(List<Site> sites) {
        return sites.stream()
                .sorted(Comparator.comparing(this::opened).reversed())
                .toList();
    }

    /** One whose journals can't be believed comes last: it is refused, which keeps no other from going back. */
    private Instant opened(Site site) {
        try {
            return cycle(site).open().stream()
                    .findFirst()
                    .map(journal -> Progress.of(journal.entries()).opened())
                    .orElse(Instant.MIN);
        } catch (DamagedJournal damaged) {
            return Instant.MIN;
        }
    }

    /** None: the way back is what was asked for, so an interrupted migration does not first go on. */
    @Override
    Optional<Journal> endsFirst(Cycle cycle) {
        return Optional.empty();
    }

    @Override
    ExitCode run(Site site, Cycle cycle) {
        var open = cycle.open();
        if (open.isEmpty()) {
            return refuse(new Refusal(
                    site.policy().name(),
                    "no open migration: there is nothing to take back",
                    "berth history shows what was done; a closed migration is undone by a policy with the old ports"));
        }
        var newest = open.get(0);
        if (name != null && !name.equals(newest.name())) {
            return refuse(new Refusal(
                    site.policy().name(),
                    name + " is not the newest open migration",
                    "first roll back " + newest.name()));
        }
        if (Progress.of(newest.entries()).ending()) {
            return refuse(new Refusal(
                    site.policy().name(),
                    newest.name() + " has come to its end, and nothing goes back from there",
                    "a policy with the old ports moves the databases back"));
        }
        var obstacles = cycle.obstacles(newest);
        if (!obstacles.isEmpty()) {
            return refuse(obstacles);
        }
        return takeBack(cycle, newest);
    }

    private ExitCode takeBack(Cycle cycle, Journal newest) {
        boolean interrupted = cycle.interrupted().isPresent();
        if (interrupted) {
            console().say("taking back " + newest.name() + ", which was interrupted");
        }
        var start = now();
        var outcome = cycle.rollBack(newest, interrupted ? "asked by hand after an interruption" : "asked by hand");
        var elapsed = Duration.between(start, now());
        text(OutcomeReport.text(outcome, newest, elapsed));
        document(OutcomeReport.document(outcome, newest, elapsed));
        return OutcomeReport.code(outcome, true);
    }
}
