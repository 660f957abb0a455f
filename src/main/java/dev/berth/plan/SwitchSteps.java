package dev.berth.plan;

import static dev.berth.plan.Phase.SWITCH;

import dev.berth.policy.Endpoint;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Writes the steps between the last answer on the old port and the first on the new one, and those just before. */
final class SwitchSteps {
    private final StepList steps;
    private final boolean restampable;
    private final Map<Endpoint, String> confirmed;
    private final Holding holding;
    private final ContentsSteps contents;

    /** @param confirmed the step that confirmed each database's identity, by where it answered */
    SwitchSteps(
            StepList steps,
            boolean restampable,
            Map<Endpoint, String> confirmed,
            Holding holding,
            ContentsSteps contents) {
        this.steps = steps;
        this.restampable = restampable;
        this.confirmed = confirmed;
        this.holding = holding;
        this.contents = contents;
    }

    void write(List<ContainerMove> containers) {
        create(containers);
        containers.stream()
                .flatMap(container -> container.placements().stream())
                .forEach(placement -> steps.add(
                        SWITCH,
                        "checkpoint",
                        "what is written now need not be written during the pause",
                        head -> new ProbeStep.Checkpoint(head, placement.endpoint(false))));
        containers.forEach(this::disarm);
        var pools = new PoolSteps(holding, steps, containers);
        var paused = pools.pause();
        var hold = HoldSteps.of(holding, steps, containers);
        var held = hold.map(HoldSteps::hold);
        held.ifPresent(waiting -> contents.note(containers));
        containers.forEach(this::park);
        var stops = containers.stream().map(this::stop).toList();
        var waiting = paused.or(() -> held);
        var pause = waiting.or(() -> stops.stream().findFirst()).orElse("");
        var limit = waiting.isPresent() ? holding.forth() : holding.limit();
        containers.forEach(this::start);
        containers.forEach(this::promote);
        hold.ifPresent(HoldSteps::openAlias);
        containers.forEach(container -> awaitAnswers(container, pause, limit));
        contents.compare();
        hold.ifPresent(HoldSteps::release);
        pools.resume();
    }

    private void create(List<ContainerMove> containers) {
        containers.forEach(container -> {
            var restamp = restampable && container.restamped();
            steps.add(
                    SWITCH,
                    "create-replacement",
                    container.keepsItsPorts()
                            ? "Compose tells by a label, fixed when a container is created, that nothing is to do"
                            : "published ports are fixed when a container is created",
                    head -> new ContainerStep.CreateReplacement(
                            head, container.subject(), container.rebindings(), restamp));
        });
    }

    private void disarm(ContainerMove container) {
        var restart = container.restartPolicy();
        if (!restart.equals("no")) {
            steps.add(
                    SWITCH,
                    "disarm-restart",
                    "nothing may start the old container beside its replacement",
                    head -> new ContainerStep.DisarmRestart(head, container.subject(), restart));
        }
    }

    private String stop(ContainerMove container) {
        var kind = container.engine();
        return steps.add(
                SWITCH,
                "stop-container",
                "one engine a volume",
                head -> new ContainerStep.StopContainer(
                        head, container.subject(), kind.stopSignal(), kind.stopPatience()));
    }

    private void start(ContainerMove container) {
        var kind = container.engine();
        steps.add(
                SWITCH,
                "start-replacement",
                container.toString(),
                head -> new ContainerStep.StartReplacement(
                        head, container.subject(), kind.stopSignal(), kind.stopPatience()));
    }

    /** Before the stop: from there until the replacement runs nobody has the name, so nobody can start the old one by it. */
    private void park(ContainerMove container) {
        steps.add(
                SWITCH,
                "park-container",
                "the way back while nothing is proved",
                head -> new ContainerStep.ParkContainer(head, container.subject()));
    }

    private void promote(ContainerMove container) {
        steps.add(
                SWITCH,
                "promote-replacement",
                "the replacement takes the name",
                head -> new ContainerStep.PromoteReplacement(head, container.subject()));
    }

    private void awaitAnswers(ContainerMove container, String pause, Duration limit) {
        container
                .placements()
                .forEach(placement -> placement
                        .asked()
                        .forEach(berth -> steps.add(
                                SWITCH,
                                "await-answer",
                                "an open port is no proof; an answer of the same database is",
                                head -> new ProbeStep.AwaitAnswer(
                                        head,
                                        placement.endpoint(berth, true),
                                        confirmed.getOrDefault(placement.endpoint(berth, false), ""),
                                        limit,
                                        pause))));
    }
}
