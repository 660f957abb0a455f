package dev.berth.plan;

import static dev.berth.plan.Phase.CLEAN_UP;
import static dev.berth.plan.Phase.VERIFY;

import dev.berth.observe.ComposeModel;
import dev.berth.policy.Policy;
import java.util.List;
import java.util.Optional;

/** Writes the steps of one move, in the order that the design gives: everything of a phase before the next begins. */
final class MoveSteps {
    private final Policy policy;
    private final StepList steps;
    private final List<Placement> group;
    private final boolean restampable;
    private final Holding holding;
    private final List<ContainerMove> containers;

    MoveSteps(Policy policy, String name, List<Placement> group, boolean restampable, Holding holding) {
        this.policy = policy;
        this.steps = new StepList(name);
        this.group = group;
        this.restampable = restampable;
        this.holding = holding;
        this.containers = ContainerMove.of(group.stream()
                .filter(placement -> placement.recreated(restampable))
                .toList());
    }

    List<Step> write(List<Drafts.Edit> edits, Optional<ComposeModel> model, List<ClientTurn> clients) {
        var contents = new ContentsSteps(steps, policy.verify().fingerprint(), holding);
        var confirmed = new PrepareSteps(policy, steps, group, holding, containers, contents).write(edits, model);
        new SwitchSteps(steps, restampable, confirmed, holding, contents).write(containers);
        verify(clients);
        closeAliases();
        containers.forEach(container -> steps.add(
                CLEAN_UP,
                "discard-recipe",
                "once the soak is over there is no way back",
                head -> new ContainerStep.DiscardRecipe(head, container.subject())));
        return steps.steps();
    }

    private void closeAliases() {
        var aliases = steps.steps().stream()
                .filter(NetStep.OpenAlias.class::isInstance)
                .flatMap(step -> ((NetStep.OpenAlias) step).aliases().stream())
                .toList();
        if (!aliases.isEmpty()) {
            steps.add(
                    CLEAN_UP,
                    "close-alias",
                    "once nobody uses an old port it is free for others",
                    head -> new NetStep.CloseAlias(head, aliases));
        }
    }

    private void verify(List<ClientTurn> clients) {
        containers.forEach(container -> steps.add(
                VERIFY,
                "compare-fidelity",
                "only ports, ids, names, times and one label may differ",
                head -> new ContainerStep.CompareFidelity(head, container.subject(), container.rebindings())));
        clients.forEach(turn -> turn.restarts()
                .forEach(subject -> steps.add(
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
        containers.forEach(container -> steps.add(
                VERIFY,
                "remove-parked",
                "Compose would start it beside the new one on the same volume",
                head -> new ContainerStep.RemoveParked(head, container.subject())));
    }

    /** What one client has to do in this move. */
    record ClientTurn(String client, List<Subject> restarts, Optional<ProbeStep.Probe> probe) {
        ClientTurn {
            restarts = List.copyOf(restarts);
        }
    }
}
