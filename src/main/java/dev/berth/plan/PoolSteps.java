package dev.berth.plan;

import static dev.berth.plan.Phase.SWITCH;

import dev.berth.policy.PgBouncer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes the steps that let the clients of one move wait in their poolers. */
final class PoolSteps {
    private final Holding holding;
    private final StepList steps;
    private final List<Placement> pooled;
    private final Map<String, PgBouncer> paused = new LinkedHashMap<>();

    PoolSteps(Holding holding, StepList steps, List<ContainerMove> containers) {
        this.holding = holding;
        this.steps = steps;
        this.pooled = containers.stream()
                .flatMap(container -> container.placements().stream())
                .filter(placement -> placement.database().pgBouncer().isPresent())
                .toList();
    }

    /** Gives the step that the pause counts from; empty where there is no pooler. */
    Optional<String> pause() {
        pooled.forEach(placement -> {
            var pooler = placement.database().pgBouncer().orElseThrow();
            var step = steps.add(
                    SWITCH,
                    "pause-pool",
                    "sessions with the pooler outlive the database's process",
                    head -> new PoolStep.PausePool(
                            head, pooler, placement.endpoint(false), holding.drain(), holding.limit()));
            paused.put(step, pooler);
        });
        return paused.keySet().stream().findFirst();
    }

    void resume() {
        paused.forEach((step, pooler) -> steps.add(
                SWITCH,
                "resume-pool",
                "the database answers again",
                head -> new PoolStep.ResumePool(head, pooler, step, holding.drain(), holding.limit())));
    }
}
