package dev.berth.report;

import dev.berth.execute.Outcome;
import dev.berth.journal.Journal;
import dev.berth.journal.Progress;
import dev.berth.observe.Alias;
import dev.berth.plan.ContentsStep;
import dev.berth.plan.Phase;
import dev.berth.plan.Plan;
import dev.berth.plan.ProbeStep;
import dev.berth.plan.TakeBackup;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How a run ended, for people and programs. */
public final class OutcomeReport {
    private OutcomeReport() {}

    /** @param asked whether a person asked for the way back, so that having gone it is success */
    public static ExitCode code(Outcome outcome, boolean asked) {
        if (outcome instanceof Outcome.Stuck) {
            return ExitCode.STUCK;
        }
        return outcome instanceof Outcome.RolledBack && !asked ? ExitCode.ROLLED_BACK : ExitCode.OK;
    }

    public static String text(Outcome outcome, Journal journal, Duration elapsed) {
        var progress = Progress.of(journal.entries());
        if (outcome instanceof Outcome.RolledBack back) {
            return journal.name() + ": rolled back in " + Durations.words(elapsed) + ": " + back.reason()
                    + (back.step().isEmpty() ? "" : " (" + back.step() + ")") + "\n" + overrun(progress)
                    + answersAgain(progress)
                    + staying(progress);
        }
        if (outcome instanceof Outcome.Stuck stuck) {
            return journal.name() + ": stuck at " + stuck.step() + ": " + stuck.reason() + "\n  not taken back: "
                    + String.join(", ", stuck.notUndone())
                    + "\n  lift the reason, then run: berth rollback\n";
        }
        return journal.name() + ": migrated in " + Durations.words(elapsed) + "\n" + moved(progress.plan())
                + lines(backups(progress))
                + lines(drained(progress))
                + lines(compared(progress))
                + leading(progress.aliases());
    }

    public static Map<String, Object> document(Outcome outcome, Journal journal, Duration elapsed) {
        var document = new LinkedHashMap<String, Object>();
        var progress = Progress.of(journal.entries());
        var plan = progress.plan();
        document.put("policy", plan.policy());
        document.put("namespace", plan.namespace());
        document.put("migration", journal.name());
        document.put("plan", plan.hash());
        document.put("elapsedMs", elapsed.toMillis());
        if (outcome instanceof Outcome.RolledBack back) {
            document.put("state", "rolledBack");
            document.put("step", back.step());
            document.put("reason", back.reason());
            document.put("withinLimit", progress.overrun().isEmpty());
        } else if (outcome instanceof Outcome.Stuck stuck) {
            document.put("state", "stuck");
            document.put("step", stuck.step());
            document.put("reason", stuck.reason());
            document.put("notUndone", stuck.notUndone());
        } else {
            document.put("state", outcome instanceof Outcome.InSync ? "inSync" : "migrated");
        }
        document.put(
                "berths",
                plan.moves().stream()
                        .flatMap(move -> move.berths().stream())
                        .map(PlanReport::document)
                        .toList());
        document.put("aliases", StragglerReport.documents(progress.aliases()));
        document.put("backups", backups(progress));
        document.put("drained", drained(progress));
        document.put("compared", compared(progress));
        return document;
    }

    private static String lines(Map<String, String> byDatabase) {
        return byDatabase.entrySet().stream()
                .map(said -> "  " + said.getKey() + ": " + said.getValue() + "\n")
                .collect(Collectors.joining());
    }

    /** The backups that were taken before anything changed, by database. */
    private static Map<String, String> backups(Progress progress) {
        return ByDatabase.of(progress.plan(), progress.evidence(), TakeBackup.class, TakeBackup::database);
    }

    /** What became of the sessions that were open before, by database. */
    private static Map<String, String> drained(Progress progress) {
        return ByDatabase.of(
                progress.plan(),
                progress.evidence(),
                ProbeStep.DrainSessions.class,
                step -> step.endpoint().database());
    }

    /** How what each database holds compares with what it held, by database. */
    private static Map<String, String> compared(Progress progress) {
        return ByDatabase.of(
                progress.plan(),
                progress.evidence(),
                ContentsStep.CompareContents.class,
                step -> step.endpoint().database());
    }

    private static String overrun(Progress progress) {
        return progress.overrun()
                .map(took -> "  the way back took " + Durations.words(took) + ", longer than rollback.limit ("
                        + Durations.words(progress.plan().rollback().limit()) + ")\n")
                .orElse("");
    }

    private static String moved(Plan plan) {
        return plan.moves().stream()
                .flatMap(move -> move.berths().stream())
                .map(berth -> "  " + berth + "\n")
                .collect(Collectors.joining());
    }

    private static String leading(List<Alias> aliases) {
        return aliases.isEmpty()
                ? ""
                : "  the old ports go on answering: " + StragglerReport.words(aliases)
                        + "\n  berth stragglers shows who uses them, berth retire lets them go\n";
    }

    /** A move that went back had its database answer on the old port: that is the undo of its first step. */
    private static String answersAgain(Progress progress) {
        return progress.plan()
                .steps()
                .filter(step -> step instanceof ProbeStep.ConfirmAnswer
                        && progress.state(step) == Progress.State.UNDONE
                        && progress.evidence().containsKey(step.id()))
                .map(step -> "  " + ((ProbeStep.ConfirmAnswer) step).endpoint() + " answers again ("
                        + ((ProbeStep.ConfirmAnswer) step).endpoint().database() + ")\n")
                .collect(Collectors.joining());
    }

    private static String staying(Progress progress) {
        return progress.plan().moves().stream()
                .filter(move -> move.steps().stream()
                        .filter(step -> step.head().phase() != Phase.CLEAN_UP)
                        .allMatch(progress::passed))
                .flatMap(move -> move.berths().stream())
                .map(berth -> "  " + berth + " stays moved\n")
                .collect(Collectors.joining());
    }
}
