package dev.berth.operator;

import dev.berth.plan.Berthing;
import dev.berth.plan.ClusterDecision;
import dev.berth.plan.Move;
import dev.berth.plan.Plan;
import dev.berth.plan.ServiceStep.AddPorts;
import dev.berth.plan.Step;
import dev.berth.plan.StepText;
import dev.berth.plan.WorkloadStep.PatchHostPorts;
import dev.berth.report.PodManifest;
import dev.berth.report.ServiceManifest;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes down as status the plan that is pending, as far as there is room for it; a PortMigration has the whole. */
final class PlanReading {
    private static final int STEPS = 127;
    private static final int LONGEST = 512;

    private PlanReading() {}

    static @Nullable PlanStatus of(ClusterDecision decision) {
        return decision instanceof ClusterDecision.Seen seen
                ? seen.plan().map(PlanReading::of).orElse(null)
                : null;
    }

    private static PlanStatus of(Plan plan) {
        List<Step> steps = plan.steps().toList();
        Stream<String> shown = steps.stream().limit(STEPS).map(PlanReading::line);
        Stream<String> rest =
                Stream.of(steps.size() - STEPS).filter(more -> more > 0).map(more -> "and " + more + " more");
        return new PlanStatus(
                plan.hash(),
                plan.moves().stream().map(PlanReading::move).toList(),
                Stream.concat(shown, rest).toList());
    }

    private static String line(Step step) {
        String line = step.head().phase() + " " + step.id() + ": " + step.family(new StepText());
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
    }

    private static PlanStatus.Move move(Move move) {
        return new PlanStatus.Move(
                move.name(),
                move.berths().stream().map(Berthing::toString).toList(),
                move.steps().stream().flatMap(PlanReading::patch).collect(Collectors.joining("---\n")));
    }

    private static Stream<String> patch(Step step) {
        if (step instanceof PatchHostPorts patch) {
            return Stream.of(PodManifest.patch(patch.ports()));
        }
        return step instanceof AddPorts add ? Stream.of(ServiceManifest.patch(add.ports())) : Stream.empty();
    }
}
