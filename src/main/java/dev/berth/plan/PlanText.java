package dev.berth.plan;

import dev.berth.policy.DockerTarget;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A plan as canonical text, a line a step with everything in it: what golden files hold and what the hash is taken of.
 */
public final class PlanText {
    private PlanText() {}

    public static String of(Plan plan) {
        var text = new StringBuilder();
        text.append("plan ").append(plan.namespace()).append('/').append(plan.policy());
        text.append(" in ").append(plan.root()).append('\n');
        text.append(plan.docker().map(PlanText::engine).orElse("kubernetes")).append('\n');
        text.append("policy ").append(plan.policyFingerprint()).append('\n');
        text.append("rollback ")
                .append(plan.rollback().scope())
                .append(" within ")
                .append(plan.rollback().limit());
        text.append('\n');
        plan.warnings()
                .forEach(warning -> text.append("warning ").append(warning).append('\n'));
        for (var move : plan.moves()) {
            text.append("move ").append(move.name()).append(": ").append(joined(move.berths()));
            text.append("; pause ").append(move.expectedPause()).append('\n');
            move.steps().forEach(step -> text.append(line(step)));
        }
        return text.toString();
    }

    private static String engine(DockerTarget docker) {
        return "docker " + docker.host() + " project " + docker.project() + " of "
                + String.join(", ", docker.composeFiles()) + " with " + docker.envFile();
    }

    private static String line(Step step) {
        return "  " + step.head().phase() + " " + step.id() + ": " + step.family(new StepText()) + "; because "
                + step.head().cause() + "\n";
    }

    private static String joined(List<?> parts) {
        return parts.stream().map(Object::toString).collect(Collectors.joining(", "));
    }
}
