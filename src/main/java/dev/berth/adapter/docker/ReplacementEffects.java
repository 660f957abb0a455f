package dev.berth.adapter.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;
import dev.berth.plan.ContainerStep.CompareFidelity;
import dev.berth.plan.ContainerStep.CreateReplacement;
import dev.berth.plan.ContainerStep.StartReplacement;
import java.nio.file.Path;
import java.util.Optional;

/** Makes the replacement, puts it into service, and takes it away again. */
final class ReplacementEffects {
    private static final String GONE = "the replacement of %s is gone: somebody removed it";

    private final Scene scene;
    private final ComposeTool compose;

    ReplacementEffects(Scene scene, ComposeTool compose) {
        this.scene = scene;
        this.compose = compose;
    }

    /** Holds once on record alone: what already stands under the temporary name must prove that it is ours. */
    Effect create(CreateReplacement step) {
        return new DockerEffect(
                () -> scene.replacementId().isPresent() && scene.replacement().isPresent(),
                () -> created(step),
                this::removed);
    }

    Effect promote() {
        var subject = scene.subject();
        return new DockerEffect(
                () -> OldContainerEffects.named(scene.replacement(), subject.name()),
                () -> renamed(subject.name()),
                () -> scene.replacement().isEmpty() ? Attempt.done() : renamed(subject.next()));
    }

    Effect start(StartReplacement step) {
        return new DockerEffect(
                () -> scene.replacement().filter(Sighted::running).isPresent(),
                () -> {
                    var replacement = scene.replacement();
                    return replacement.isEmpty() ? gone() : new Launch(scene).start(replacement.get());
                },
                () -> {
                    var replacement = scene.replacement();
                    return replacement.isEmpty() ? Attempt.done() : stopped(replacement.get(), step);
                });
    }

    Effect compare(CompareFidelity step) {
        return new DockerEffect(() -> false, () -> compared(step), Attempt::done);
    }

    private Attempt created(CreateReplacement step) throws Unanswered {
        var recipe = scene.recipe();
        if (recipe.isEmpty()) {
            return Attempt.notDone("there is no recipe of " + scene.subject().name());
        }
        var hash = Optional.<String>empty();
        if (step.restamp()) {
            var folder = recipe.get()
                    .label(ContainerJson.FOLDER_LABEL)
                    .orElse(scene.plan().root());
            var answer = compose.configHash(
                    scene.plan().root(),
                    scene.plan().engine(),
                    Path.of(folder),
                    scene.subject().service().orElse(""));
            if (answer instanceof Rendering.Failed<String> failed) {
                return Attempt.notDone(failed.reason());
            }
            hash = answer.value();
        }
        return new Making(scene, recipe.get()).replacement(scene.subject().next(), step.rebindings(), hash);
    }

    private Attempt removed() throws Unanswered {
        var replacement = scene.replacement();
        if (replacement.isEmpty()
                || replacement.get().id().equals(scene.subject().id())) {
            return Attempt.done();
        }
        if (replacement.get().running()) {
            var step = scene.start();
            var stop = step.isPresent()
                    ? stopped(replacement.get(), step.get())
                    : Attempt.notDone(replacement.get() + " runs; stop it first");
            if (!(stop instanceof Attempt.Done)) {
                return stop;
            }
        }
        return Removal.of(scene, replacement.get());
    }

    private Attempt renamed(String name) throws Unanswered {
        var replacement = scene.replacement();
        return replacement.isEmpty() ? gone() : OldContainerEffects.rename(scene, replacement.get(), name);
    }

    /** Its restart policy would bring it back where the signal is not the one that Docker takes for a stop. */
    private Attempt stopped(Sighted replacement, StartReplacement step) throws Unanswered {
        if (replacement.running() || !replacement.restartPolicy().equals("no")) {
            var armed = scene.halt().restartPolicy(replacement, Halt.never());
            if (armed.isPresent()) {
                return Attempt.notDone("the restart policy of " + replacement + " could not be set: " + armed.get());
            }
        }
        var disarmed = scene.containers().byId(replacement.id()).orElse(replacement);
        return scene.halt()
                .stop(disarmed, step.signal(), step.patience())
                .map(Attempt::notDone)
                .orElse(Attempt.done());
    }

    private Attempt compared(CompareFidelity step) throws Unanswered {
        var recipe = scene.recipe();
        var replacement = scene.replacement();
        if (recipe.isEmpty() || replacement.isEmpty()) {
            return recipe.isEmpty() ? Attempt.notDone("there is no recipe to compare with") : gone();
        }
        JsonNode inspect = replacement.get().inspect();
        var api = scene.api().greet().api();
        var differences = Fidelity.differences(recipe.get().inspect(), inspect, step.rebindings(), api);
        if (!differences.isEmpty()) {
            return Attempt.notDone(
                    replacement.get() + " differs from the container before it in " + String.join(", ", differences));
        }
        var problem = new Making(scene, recipe.get()).lostVolume();
        if (problem.isEmpty()) {
            problem = new Launch(scene).violation(replacement.get());
        }
        return problem.map(Attempt::notDone).orElse(Attempt.done());
    }

    private Attempt gone() {
        return Attempt.notDone(String.format(GONE, scene.subject().name()));
    }
}
