package dev.berth.report;

import dev.berth.execute.Outcome;
import dev.berth.journal.Journal;
import dev.berth.journal.Progress;
import dev.berth.plan.Phase;
import dev.berth.plan.Plan;
import dev.berth.plan.ProbeStep;
import java.time.Duration;
import java.util.LinkedHashMap;
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
                    + (back.step().isEmpty() ? "" : " (" + back.step() + ")") + "\n" + answersAgain(progress)
                    + staying(progress);
        }
        if (outcome instanceof Outcome.Stuck stuck) {
            return journal.name() + ": stuck at " + stuck.step() + ": " + stuck.reason() + "\n  not taken back: "
                    + String.join(", ", stuck.notUndone())
                    + "\n  lift the reason, then run: berth rollback\n";
        }
        return journal.name() + ": migrated in " + Durations.words(elapsed) + "\n" + moved(progress.plan())
                + drained(progress).entrySet().stream()
                        .map(ended -> "  " + ended.getKey() + ": " + ended.getValue() + "\n")
                        .collect(Collectors.joining());
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
        document.put("drained", drained(progress));
        return document;
    }

    /** What became of the sessions that were open before, by database. */
    private static Map<String, String> drained(Progress progress) {
        var drained = new LinkedHashMap<String, String>();
        progress.plan()
                .steps()
                .filter(ProbeStep.DrainSessions.class::isInstance)
                .filter(step -> progress.evidence().containsKey(step.id()))
                .forEach(step -> drained.put(
                        ((ProbeStep.DrainSessions) step).endpoint().database(),
                        String.valueOf(progress.evidence().get(step.id()))));
        return drained;
    }

    private static String moved(Plan plan) {
        return plan.moves().stream()
                .flatMap(move -> move.berths().stream())
                .map(berth -> "  " + berth + "\n")
                .collect(Collectors.joining());
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
