package dev.berth.plan;

import static dev.berth.plan.Phase.PREPARE;

import dev.berth.observe.ComposeModel;
import dev.berth.policy.Backup;
import dev.berth.policy.Endpoint;
import dev.berth.policy.Policy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes the steps of one move that nobody feels: questions, a backup, and the files as they are to be. */
final class PrepareSteps {
    private final Policy policy;
    private final StepList steps;
    private final List<Placement> group;
    private final Holding holding;
    private final List<ContainerMove> containers;
    private final ContentsSteps contents;
    private final Map<Endpoint, String> confirmed = new LinkedHashMap<>();

    PrepareSteps(
            Policy policy,
            StepList steps,
            List<Placement> group,
            Holding holding,
            List<ContainerMove> containers,
            ContentsSteps contents) {
        this.policy = policy;
        this.steps = steps;
        this.group = group;
        this.holding = holding;
        this.containers = containers;
        this.contents = contents;
    }

    /** Gives the step that asked each endpoint, for its answer to be compared with. */
    Map<Endpoint, String> write(List<Drafts.Edit> edits, Optional<ComposeModel> model) {
        group.forEach(this::confirm);
        confirmPools();
        var hold = HoldSteps.of(holding, steps, containers);
        hold.ifPresent(held -> contents.look(containers));
        policy.backup().ifPresent(this::backUp);
        hold.ifPresent(HoldSteps::awaitQuiet);
        arrivals()
                .forEach(rebinding -> steps.add(
                        PREPARE,
                        "check-port-free",
                        "port " + rebinding.to() + " must still be free",
                        head -> new ProbeStep.CheckPortFree(head, rebinding.hostIp(), rebinding.to())));
        containers.forEach(container -> steps.add(
                PREPARE,
                "save-recipe",
                "the container can be made again whatever happens to it",
                head -> new ContainerStep.SaveRecipe(head, container.subject())));
        edits.forEach(edit -> steps.add(
                PREPARE,
                "edit-file",
                ContainerMove.words(group),
                head -> new FileStep.EditFile(head, edit.path(), edit.before(), edit.after(), edit.splices())));
        model.filter(rendered -> !edits.isEmpty())
                .ifPresent(rendered -> steps.add(
                        PREPARE,
                        "prove-model",
                        "Compose must read the wanted ports, and nothing else may differ",
                        head -> new FileStep.ProveModel(head, rendered.ports(), rendered.rest())));
        return confirmed;
    }

    private void confirmPools() {
        containers.stream()
                .flatMap(container -> container.placements().stream())
                .flatMap(placement -> placement.database().pgBouncer().stream())
                .forEach(pooler -> steps.add(
                        PREPARE,
                        "confirm-pool",
                        "clients are to wait in it, and none may be left there",
                        head -> new ProbeStep.ConfirmPool(
                                head, pooler, policy.hold().limit())));
    }

    /** One a container: it holds all that the container's server does. */
    private void backUp(Backup wish) {
        containers.stream()
                .flatMap(container -> container.placements().stream()
                        .filter(Placement::backedUp)
                        .limit(1))
                .forEach(placement -> steps.add(
                        PREPARE,
                        "take-backup",
                        "no row may be lost, whatever happens to its volume",
                        head -> new TakeBackup(head, placement.database().name(), wish.restoreTest())));
    }

    private void confirm(Placement placement) {
        placement.asked().stream()
                .map(berth -> placement.endpoint(berth, false))
                .forEach(endpoint -> confirmed.put(
                        endpoint,
                        steps.add(
                                PREPARE,
                                "confirm-answer",
                                "the database must be well before it is touched, and again after a rollback",
                                head -> new ProbeStep.ConfirmAnswer(
                                        head, endpoint, policy.hold().limit()))));
    }

    /** Ports that nobody of this move gives up; the others are free only in the middle of it. */
    private List<Rebinding> arrivals() {
        var all = containers.stream()
                .flatMap(container -> container.rebindings().stream())
                .toList();
        return all.stream()
                .filter(rebinding -> all.stream()
                        .noneMatch(other -> other.from() == rebinding.to()
                                && Addresses.overlap(other.hostIp(), rebinding.hostIp())))
                .toList();
    }
}
