package dev.berth.plan;

import static dev.berth.plan.Phase.CLEAN_UP;
import static dev.berth.plan.Phase.PREPARE;
import static dev.berth.plan.Phase.SWITCH;
import static dev.berth.plan.Phase.VERIFY;

import dev.berth.observe.ComposeModel;
import dev.berth.policy.Database;
import dev.berth.policy.EngineKind;
import dev.berth.policy.Policy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes the steps of one move, in the order that the design gives: everything of a phase before the next begins. */
final class MoveSteps {
    private final Policy policy;
    private final StepList steps;
    private final List<Placement> group;
    private final boolean restampable;
    private final Map<String, List<Placement>> containers = new LinkedHashMap<>();
    private final Map<String, String> confirmed = new LinkedHashMap<>();

    MoveSteps(Policy policy, String name, List<Placement> group, boolean restampable) {
        this.policy = policy;
        this.steps = new StepList(name);
        this.group = group;
        this.restampable = restampable;
        group.stream()
                .filter(placement -> placement.recreated(restampable))
                .forEach(placement -> containers
                        .computeIfAbsent(placement.container().id(), id -> new java.util.ArrayList<>())
                        .add(placement));
    }

    List<Step> write(List<Drafts.Edit> edits, Optional<ComposeModel> model, List<ClientTurn> clients) {
        prepare(edits, model);
        switchOver();
        verify(clients);
        containers
                .values()
                .forEach(placements -> steps.add(
                        CLEAN_UP,
                        "discard-recipe",
                        "once the soak is over there is no way back",
                        head -> new ContainerStep.DiscardRecipe(head, subject(placements))));
        return steps.steps();
    }

    private void prepare(List<Drafts.Edit> edits, Optional<ComposeModel> model) {
        group.forEach(placement -> confirmed.put(
                placement.database().name(),
                steps.add(
                        PREPARE,
                        "confirm-answer",
                        "the database must be well before it is touched, and again after a rollback",
                        head -> new ProbeStep.ConfirmAnswer(
                                head, placement.endpoint(false), policy.hold().limit()))));
        arrivals()
                .forEach(rebinding -> steps.add(
                        PREPARE,
                        "check-port-free",
                        "port " + rebinding.to() + " must still be free",
                        head -> new ProbeStep.CheckPortFree(head, rebinding.hostIp(), rebinding.to())));
        containers
                .values()
                .forEach(placements -> steps.add(
                        PREPARE,
                        "save-recipe",
                        "the container can be made again whatever happens to it",
                        head -> new ContainerStep.SaveRecipe(head, subject(placements))));
        edits.forEach(edit -> steps.add(
                PREPARE,
                "edit-file",
                berths(),
                head -> new FileStep.EditFile(head, edit.path(), edit.before(), edit.after(), edit.splices())));
        model.filter(rendered -> !edits.isEmpty())
                .ifPresent(rendered -> steps.add(
                        PREPARE,
                        "prove-model",
                        "Compose must read the wanted ports, and nothing else may differ",
                        head -> new FileStep.ProveModel(head, rendered.ports(), rendered.rest())));
    }

    /** Ports that nobody of this move gives up; the others are free only in the middle of it. */
    private List<Rebinding> arrivals() {
        var all = containers.values().stream()
                .flatMap(List::stream)
                .flatMap(placement -> placement.rebindings().stream())
                .toList();
        return all.stream()
                .filter(rebinding -> all.stream().noneMatch(other -> other.from() == rebinding.to()))
                .toList();
    }

    private void switchOver() {
        containers.values().forEach(placements -> {
            var restamp = restampable && subject(placements).service().isPresent();
            steps.add(
                    SWITCH,
                    "create-replacement",
                    rebindings(placements).stream().allMatch(rebinding -> rebinding.from() == rebinding.to())
                            ? "Compose tells by a label, fixed when a container is created, that nothing is to do"
                            : "published ports are fixed when a container is created",
                    head -> new ContainerStep.CreateReplacement(
                            head, subject(placements), rebindings(placements), restamp));
        });
        containers.values().stream()
                .flatMap(List::stream)
                .forEach(placement -> steps.add(
                        SWITCH,
                        "checkpoint",
                        "what is written now need not be written during the pause",
                        head -> new ProbeStep.Checkpoint(head, placement.endpoint(false))));
        containers.values().forEach(this::disarm);
        containers.values().forEach(this::stop);
        containers.values().forEach(this::start);
        containers.values().forEach(this::swapNames);
        containers.values().forEach(this::awaitAnswers);
    }

    private void disarm(List<Placement> placements) {
        var restart = placements.get(0).container().restartPolicy();
        if (!restart.equals("no")) {
            steps.add(
                    SWITCH,
                    "disarm-restart",
                    "nothing may start the old container beside its replacement",
                    head -> new ContainerStep.DisarmRestart(head, subject(placements), restart));
        }
    }

    private void stop(List<Placement> placements) {
        var kind = kind(placements);
        steps.add(
                SWITCH,
                "stop-container",
                "one engine a volume",
                head -> new ContainerStep.StopContainer(
                        head, subject(placements), kind.stopSignal(), kind.stopPatience()));
    }

    private void start(List<Placement> placements) {
        var kind = kind(placements);
        steps.add(
                SWITCH,
                "start-replacement",
                placements.stream().map(MoveSteps::berths).collect(Collectors.joining(", ")),
                head -> new ContainerStep.StartReplacement(
                        head, subject(placements), kind.stopSignal(), kind.stopPatience()));
    }

    /** While the engine comes up: clients wait for that anyway, so the names cost them nothing. */
    private void swapNames(List<Placement> placements) {
        var subject = subject(placements);
        steps.add(
                SWITCH,
                "park-container",
                "the way back while nothing is proved",
                head -> new ContainerStep.ParkContainer(head, subject));
        steps.add(
                SWITCH,
                "promote-replacement",
                "the replacement takes the name",
                head -> new ContainerStep.PromoteReplacement(head, subject));
    }

    private void awaitAnswers(List<Placement> placements) {
        placements.forEach(placement -> steps.add(
                SWITCH,
                "await-answer",
                "an open port is no proof; an answer of the same database is",
                head -> new ProbeStep.AwaitAnswer(
                        head,
                        placement.endpoint(true),
                        confirmed.getOrDefault(placement.database().name(), ""),
                        policy.hold().limit())));
    }

    private void verify(List<ClientTurn> clients) {
        containers
                .values()
                .forEach(placements -> steps.add(
                        VERIFY,
                        "compare-fidelity",
                        "only ports, ids, names, times and one label may differ",
                        head -> new ContainerStep.CompareFidelity(head, subject(placements), rebindings(placements))));
        clients.forEach(turn -> turn.restart()
                .ifPresent(subject -> steps.add(
                        VERIFY,
                        "restart-client",
                        turn.client() + " reads its files when it starts",
                        head -> new ContainerStep.RestartClient(head, subject, turn.client()))));
        var probes = clients.stream().flatMap(turn -> turn.probe().stream()).toList();
        if (!probes.isEmpty()) {
            steps.add(
                    VERIFY,
                    "probe-clients",
                    "more than " + policy.verify().maxFailedClients() + "% failing takes the move back",
                    head -> new ProbeStep.ProbeClients(
                            head,
                            probes,
                            policy.verify().maxFailedClients(),
                            policy.hold().limit()));
        }
        containers
                .values()
                .forEach(placements -> steps.add(
                        VERIFY,
                        "remove-parked",
                        "Compose would start it beside the new one on the same volume",
                        head -> new ContainerStep.RemoveParked(head, subject(placements))));
    }

    /** What one client has to do in this move. */
    record ClientTurn(String client, Optional<Subject> restart, Optional<ProbeStep.Probe> probe) {}

    private static EngineKind kind(List<Placement> placements) {
        return placements.get(0).database().engine();
    }

    private static List<Rebinding> rebindings(List<Placement> placements) {
        return placements.stream()
                .flatMap(placement -> placement.rebindings().stream())
                .toList();
    }

    private static Subject subject(List<Placement> placements) {
        var placement = placements.get(0);
        var service = placement.database().runner() instanceof Database.Runner.Service runner
                ? Optional.of(runner.name())
                : Optional.<String>empty();
        return new Subject(
                placement.database().name(),
                placement.container().id(),
                placement.container().name(),
                service);
    }

    private String berths() {
        return group.stream().map(MoveSteps::berths).collect(Collectors.joining(", "));
    }

    private static String berths(Placement placement) {
        return placement.berths().stream()
                .map(berth -> String.valueOf(berth.berthing(placement.database())))
                .collect(Collectors.joining(", "));
    }
}
