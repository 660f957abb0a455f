package dev.berth.adapter.docker;

import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;
import dev.berth.observe.ComposeModel;
import dev.berth.observe.ComposeModel.ServicePort;
import dev.berth.plan.FileStep.ProveModel;
import dev.berth.plan.Plan;
import java.util.List;
import java.util.stream.Collectors;

/** Proves that Compose reads the edited files as the plan wants. Changes nothing, so there is nothing to take back. */
public final class ModelProof implements Effect {
    private final ComposeTool compose;
    private final Plan plan;
    private final ProveModel step;

    public ModelProof(ComposeTool compose, Plan plan, ProveModel step) {
        this.compose = compose;
        this.plan = plan;
        this.step = step;
    }

    /** Never: files may have changed since anybody last looked. */
    @Override
    public boolean holds() {
        return false;
    }

    @Override
    public Attempt apply() {
        var rendered = compose.model(plan.root(), plan.engine());
        if (rendered instanceof Rendering.Rendered<ComposeModel> model) {
            return judge(model.result());
        }
        return Attempt.notDone(
                rendered instanceof Rendering.Failed<ComposeModel> failed
                        ? failed.reason()
                        : "the docker compose plugin is gone; install it, or plan again without it");
    }

    @Override
    public Attempt undo() {
        return Attempt.done();
    }

    private Attempt judge(ComposeModel model) {
        var missing = without(step.ports(), model.ports());
        var extra = without(model.ports(), step.ports());
        if (!missing.isEmpty() || !extra.isEmpty()) {
            return Attempt.notDone("Compose reads other ports than planned: wanted " + words(missing) + ", read "
                    + words(extra) + "; look for an override file or a shell variable");
        }
        return model.rest().equals(step.rest())
                ? Attempt.done()
                : Attempt.notDone("Compose reads more changes than ports: another value of the project depends on what"
                        + " was edited; compare docker compose config before and after");
    }

    private static List<ServicePort> without(List<ServicePort> ports, List<ServicePort> others) {
        return ports.stream().filter(port -> !others.contains(port)).toList();
    }

    private static String words(List<ServicePort> ports) {
        return ports.isEmpty()
                ? "nothing else"
                : ports.stream()
                        .map(port -> port.service() + " " + port.published() + ":" + port.target())
                        .collect(Collectors.joining(", "));
    }
}
