package dev.berth.plan;

import java.util.List;
import java.util.stream.Collectors;

/** What a step does, as one clause that names everything it depends on. */
public final class StepText implements Step.Families<String>, FileStep.Cases<String>, ContainerStep.Cases<String> {
    @Override
    public String file(FileStep step) {
        return step.match(this);
    }

    @Override
    public String container(ContainerStep step) {
        return step.match(this);
    }

    @Override
    public String probe(ProbeStep step) {
        return step.match(new ProbeStepText());
    }

    @Override
    public String net(NetStep step) {
        return step.match(new NetStepText());
    }

    @Override
    public String pool(PoolStep step) {
        return step.match(new PoolStepText());
    }

    @Override
    public String contents(ContentsStep step) {
        return step.match(new ContentsStepText());
    }

    @Override
    public String service(ServiceStep step) {
        return step.match(new ServiceStepText());
    }

    @Override
    public String workload(WorkloadStep step) {
        return step.match(new WorkloadStepText());
    }

    @Override
    public String backup(TakeBackup step) {
        return "take a backup of " + step.database() + (step.proved() ? " and restore it to prove it" : ", unproved");
    }

    @Override
    public String editFile(FileStep.EditFile step) {
        return "edit " + step.path() + " " + brief(step.before()) + " → " + brief(step.after()) + ", "
                + step.splices().stream()
                        .map(splice ->
                                "byte " + splice.offset() + " “" + splice.before() + "” → “" + splice.after() + "”")
                        .collect(Collectors.joining(", "));
    }

    @Override
    public String proveModel(FileStep.ProveModel step) {
        return "render the Compose files, expect "
                + step.ports().stream()
                        .map(port -> port.service() + " " + (port.hostIp().isEmpty() ? "" : port.hostIp() + ":")
                                + port.published() + ":" + port.target() + "/" + port.protocol())
                        .collect(Collectors.joining(", "))
                + " and " + brief(step.rest())
                + " for the rest";
    }

    @Override
    public String saveRecipe(ContainerStep.SaveRecipe step) {
        return "save the recipe of " + named(step.subject());
    }

    @Override
    public String createReplacement(ContainerStep.CreateReplacement step) {
        return "create " + step.subject().next() + " like " + named(step.subject()) + " with "
                + joined(step.rebindings()) + (step.restamp() ? ", restamped" : "");
    }

    @Override
    public String disarmRestart(ContainerStep.DisarmRestart step) {
        return "set the restart policy of " + named(step.subject()) + " from " + step.policy() + " to no";
    }

    @Override
    public String stopContainer(ContainerStep.StopContainer step) {
        return "stop " + named(step.subject()) + " by " + step.signal() + " within " + step.patience();
    }

    @Override
    public String parkContainer(ContainerStep.ParkContainer step) {
        return "rename " + named(step.subject()) + " to " + step.subject().parked();
    }

    @Override
    public String promoteReplacement(ContainerStep.PromoteReplacement step) {
        return "rename " + step.subject().next() + " to " + step.subject().name();
    }

    @Override
    public String startReplacement(ContainerStep.StartReplacement step) {
        return "start the new " + step.subject().name() + " (on undo, stop it by " + step.signal() + " within "
                + step.patience() + ")";
    }

    @Override
    public String compareFidelity(ContainerStep.CompareFidelity step) {
        return "compare the new " + step.subject().name() + " with its recipe, allowing " + joined(step.rebindings());
    }

    @Override
    public String removeParked(ContainerStep.RemoveParked step) {
        return "remove " + step.subject().parked() + ", keeping its volumes";
    }

    @Override
    public String restartClient(ContainerStep.RestartClient step) {
        return "restart " + named(step.subject()) + " for client " + step.client();
    }

    @Override
    public String discardRecipe(ContainerStep.DiscardRecipe step) {
        return "discard the recipe of " + step.subject().name();
    }

    private static String named(Subject subject) {
        return subject.name() + " (" + brief(subject.id()) + ")";
    }

    private static String brief(String hash) {
        return hash.length() > 12 ? hash.substring(0, 12) : hash;
    }

    static String joined(List<?> parts) {
        return parts.stream().map(Object::toString).collect(Collectors.joining(", "));
    }
}
