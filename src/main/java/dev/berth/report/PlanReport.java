package dev.berth.report;

import dev.berth.plan.Berthing;
import dev.berth.plan.ContainerStep;
import dev.berth.plan.FileStep;
import dev.berth.plan.Move;
import dev.berth.plan.NetStep;
import dev.berth.plan.Plan;
import dev.berth.plan.Step;
import dev.berth.plan.StepText;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A plan for people, readable in one look, and as a document for programs. */
public final class PlanReport {
    private PlanReport() {}

    public static String text(Plan plan) {
        var moving =
                plan.moves().stream().flatMap(move -> move.berths().stream()).toList();
        var text = new StringBuilder();
        text.append(plan.namespace()).append('/').append(plan.policy()).append(": ");
        text.append(count(moving.size(), "berth")).append(" to move, pauses of ");
        text.append(pauseKnown(moving) ? "about " : "at least ");
        text.append(Durations.words(pause(plan))).append(" in all\n\n");
        text.append(berths(plan)).append('\n');
        text.append(files(plan));
        text.append(clients(plan));
        plan.warnings()
                .forEach(warning -> text.append("  warning: ").append(warning).append('\n'));
        text.append("\n  plan ").append(plan.hash()).append('\n');
        text.append("  ")
                .append(count((int) plan.steps().count(), "step"))
                .append("; --steps shows each with its cause\n");
        return text.toString();
    }

    /** Every step with its cause. */
    public static String steps(Plan plan) {
        var text = new StringBuilder();
        for (var move : plan.moves()) {
            text.append('\n').append(move.name()).append('\n');
            move.steps().forEach(step -> text.append(line(step)));
        }
        return text.toString();
    }

    private static String line(Step step) {
        return String.format(
                Locale.ROOT,
                "  %-8s  %s%n            because %s%n",
                step.head().phase(),
                step.family(new StepText()),
                step.head().cause());
    }

    public static Map<String, Object> document(Plan plan) {
        return Document.of(
                "policy", plan.policy(),
                "namespace", plan.namespace(),
                "state", "pending",
                "hash", plan.hash(),
                "expectedPauseMs", pause(plan).toMillis(),
                "warnings", plan.warnings(),
                "moves", plan.moves().stream().map(PlanReport::document).toList());
    }

    private static Map<String, Object> document(Move move) {
        return Document.of(
                "name", move.name(),
                "expectedPauseMs", move.expectedPause().toMillis(),
                "pauseKnown", pauseKnown(move.berths()),
                "held", held(move),
                "berths", move.berths().stream().map(PlanReport::document).toList(),
                "steps", move.steps().stream().map(PlanReport::document).toList());
    }

    static Map<String, Object> document(Berthing berth) {
        return Document.of(
                "database", berth.database(),
                "engine", berth.engine().word(),
                "port", berth.port(),
                "from", berth.from(),
                "to", berth.to());
    }

    private static Map<String, Object> document(Step step) {
        return Document.of(
                "id", step.id(),
                "phase", step.head().phase().name(),
                "does", step.family(new StepText()),
                "cause", step.head().cause());
    }

    private static String berths(Plan plan) {
        var table = new Table().row("DATABASE", "ENGINE", "NOW", "", "WANTED", "PAUSE");
        for (var move : plan.moves()) {
            for (int i = 0; i < move.berths().size(); i++) {
                var berth = move.berths().get(i);
                var pause = i == 0
                        ? (pauseKnown(move.berths()) ? "≈ " : "≥ ")
                                + Durations.words(move.expectedPause())
                                + (held(move) ? ", held" : "")
                        : "together";
                table.row(berth.database(), berth.engine().word(), berth.from(), "→", berth.to(), pause);
            }
        }
        return table.toString();
    }

    /** Whether pauses are what they usually are, and not merely the least that they can be. */
    private static boolean pauseKnown(List<Berthing> berths) {
        return berths.stream().allMatch(berth -> berth.engine().pauseKnown());
    }

    /** Whether new connections wait during its pause, and are not refused. */
    private static boolean held(Move move) {
        return move.steps().stream().anyMatch(NetStep.HoldConnections.class::isInstance);
    }

    private static String files(Plan plan) {
        var counts = plan.steps(FileStep.EditFile.class)
                .collect(Collectors.toMap(
                        FileStep.EditFile::path, edit -> edit.splices().size(), Integer::sum, TreeMap::new));
        return line(
                "files",
                counts.entrySet().stream()
                        .map(entry -> entry.getKey() + " (" + count(entry.getValue(), "change") + ")")
                        .toList());
    }

    private static String clients(Plan plan) {
        var times = new LinkedHashMap<String, Integer>();
        plan.steps(ContainerStep.RestartClient.class).forEach(step -> times.merge(step.client(), 1, Integer::sum));
        return line(
                "restarts",
                times.entrySet().stream()
                        .map(client ->
                                client.getKey() + (client.getValue() == 1 ? "" : " (" + client.getValue() + " times)"))
                        .toList());
    }

    private static String line(String word, List<String> parts) {
        return parts.isEmpty() ? "" : "  " + word + ": " + String.join(", ", parts) + "\n";
    }

    private static Duration pause(Plan plan) {
        return plan.moves().stream().map(Move::expectedPause).reduce(Duration.ZERO, Duration::plus);
    }

    static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
