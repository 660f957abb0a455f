package dev.berth.plan;

import static dev.berth.plan.Phase.PREPARE;
import static dev.berth.plan.Phase.SWITCH;

import dev.berth.policy.Endpoint;
import java.util.List;
import java.util.Optional;

/** Writes the steps that let the clients of one move wait, and let its old ports lead on. */
final class HoldSteps {
    private final Holding holding;
    private final StepList steps;
    private final List<Placement> placements;
    private final List<Rebinding> rebindings;

    private HoldSteps(Holding holding, StepList steps, List<ContainerMove> containers) {
        this.holding = holding;
        this.steps = steps;
        this.placements = containers.stream()
                .flatMap(container -> container.placements().stream())
                .toList();
        this.rebindings = containers.stream()
                .flatMap(container -> container.rebindings().stream())
                .toList();
    }

    /** Empty where nobody waits: nothing is made again, or it can't or may not be held. */
    static Optional<HoldSteps> of(Holding holding, StepList steps, List<ContainerMove> containers) {
        var hold = new HoldSteps(holding, steps, containers);
        return containers.isEmpty() || !holding.holds(hold.placements) ? Optional.empty() : Optional.of(hold);
    }

    /** At the very beginning, since it may take its time: nothing has changed yet that others could stumble upon. */
    void awaitQuiet() {
        if (!holding.patience().isZero()) {
            placements.forEach(placement -> steps.add(
                    PREPARE,
                    "await-quiet",
                    "who stays busy for long would only be in the way of a hold",
                    head -> new ProbeStep.AwaitQuiet(
                            head, placement.endpoint(false), holding.drain(), holding.patience())));
        }
    }

    /** Gives the step that the pause counts from. */
    String hold() {
        var held = steps.add(
                SWITCH,
                "hold-connections",
                "who connects during the pause waits for its end, and is not refused",
                head -> new NetStep.HoldConnections(
                        head, Holding.ports(rebindings), holding.limit(), endpoints(false)));
        placements.forEach(placement -> steps.add(
                SWITCH,
                "drain-sessions",
                "who is in the middle of something ends it first",
                head -> new ProbeStep.DrainSessions(head, placement.endpoint(false), holding.drain())));
        return held;
    }

    void openAlias() {
        var aliases = holding.aliases(rebindings);
        if (!aliases.isEmpty()) {
            steps.add(
                    SWITCH,
                    "open-alias",
                    "clients that know only the old port go on",
                    head -> new NetStep.OpenAlias(head, aliases));
        }
    }

    void release() {
        steps.add(
                SWITCH,
                "release-connections",
                "the database answers again",
                head -> new NetStep.ReleaseConnections(
                        head, Holding.ports(rebindings), holding.limit(), endpoints(true), holding.drain()));
    }

    private List<Endpoint> endpoints(boolean moved) {
        return placements.stream().map(placement -> placement.endpoint(moved)).toList();
    }
}
