package dev.berth.adapter.docker;

import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;
import dev.berth.plan.ContainerStep;
import dev.berth.plan.Move;
import dev.berth.plan.Phase;
import dev.berth.plan.Plan;
import dev.berth.plan.Rebinding;
import dev.berth.plan.Step.Head;
import dev.berth.plan.Subject;
import dev.berth.policy.DockerTarget;
import dev.berth.policy.Rollback;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The container steps of one move, walked by hand. */
final class MoveRun {
    final Map<String, String> evidence = new LinkedHashMap<>();
    final Path recipes;
    final Subject subject;
    final Plan plan;

    private final String migration;
    private final ContainerEffects effects;

    MoveRun(
            Connections engines,
            Path folder,
            DockerTarget target,
            Subject subject,
            Rebinding rebinding,
            String signal,
            Duration patience) {
        this("m-1", engines, folder, target, subject, rebinding, signal, patience);
    }

    MoveRun(
            String migration,
            Connections engines,
            Path folder,
            DockerTarget target,
            Subject subject,
            Rebinding rebinding,
            String signal,
            Duration patience) {
        this.migration = migration;
        this.recipes = folder.resolve("recipes");
        this.subject = subject;
        var restamp = subject.service().isPresent();
        var rebindings = List.of(rebinding);
        List<dev.berth.plan.Step> steps = List.of(
                new ContainerStep.SaveRecipe(head("save"), subject),
                new ContainerStep.CreateReplacement(head("create"), subject, rebindings, restamp),
                new ContainerStep.DisarmRestart(head("disarm"), subject, "always"),
                new ContainerStep.StopContainer(head("stop"), subject, signal, patience),
                new ContainerStep.ParkContainer(head("park"), subject),
                new ContainerStep.PromoteReplacement(head("promote"), subject),
                new ContainerStep.StartReplacement(head("start"), subject, signal, patience),
                new ContainerStep.CompareFidelity(head("compare"), subject, rebindings),
                new ContainerStep.RestartClient(head("client"), subject, "client"),
                new ContainerStep.RemoveParked(head("remove"), subject),
                new ContainerStep.DiscardRecipe(head("discard"), subject));
        this.plan = new Plan(
                "p",
                "n",
                "f",
                folder.toString(),
                Optional.of(target),
                new Rollback(Rollback.Scope.BERTH, Duration.ofMinutes(5)),
                List.of(new Move("m", List.of(), Duration.ofSeconds(1), steps)),
                List.of(),
                "h");
        this.effects = new ContainerEffects(engines, new ComposeTool("docker"), recipes);
    }

    static DockerTarget nowhere() {
        return new DockerTarget(Sandbox.HOST, "berth-it", List.of(), "");
    }

    private static Head head(String id) {
        return new Head(id, Phase.SWITCH, "a test");
    }

    Effect effect(String step) {
        return effects.of(migration, plan, (ContainerStep) plan.step(step).orElseThrow(), evidence);
    }

    Attempt tryApply(String step) {
        var attempt = effect(step).apply();
        if (attempt instanceof Attempt.Done done) {
            evidence.put(step, done.evidence());
        }
        return attempt;
    }

    /** Does each twice: every effect must bear a repetition. */
    void apply(String... steps) {
        for (var step : steps) {
            must(step, tryApply(step));
            must(step + " again", tryApply(step));
        }
    }

    void undo(String... steps) {
        for (var step : steps) {
            must("undo " + step, effect(step).undo());
            must("undo " + step + " again", effect(step).undo());
        }
    }

    static Optional<String> reason(Attempt attempt) {
        return attempt instanceof Attempt.NotDone notDone ? Optional.of(notDone.reason()) : Optional.empty();
    }

    private static void must(String what, Attempt attempt) {
        reason(attempt).ifPresent(reason -> {
            throw new AssertionError(what + ": " + reason);
        });
    }
}
