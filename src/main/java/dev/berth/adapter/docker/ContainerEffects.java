package dev.berth.adapter.docker;

import dev.berth.execute.Effect;
import dev.berth.plan.ContainerStep;
import dev.berth.plan.Plan;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Makes the steps on containers real. */
public final class ContainerEffects {
    private final Connections engines;
    private final ComposeTool compose;
    private final Path recipes;

    /** @param recipes the folder that keeps recipes, one folder a migration; they hold passwords, so its files are 0600 */
    public ContainerEffects(Connections engines, ComposeTool compose, Path recipes) {
        this.engines = engines;
        this.compose = compose;
        this.recipes = recipes;
    }

    /** @param evidence what the steps applied so far left, by step id */
    public Effect of(String migration, Plan plan, ContainerStep step, Map<String, String> evidence) {
        var folder = recipes.resolve(migration);
        var api = engines.at(plan.engine().host());
        var scene = new Scene(api, migration, plan, step.subject(), evidence, recipes);
        return step.match(new Choice(scene, folder));
    }

    /** Those on restarts of clients in the same move. */
    private static List<PrivateFile> notes(Plan plan, ContainerStep step, Path folder) {
        return plan.moves().stream()
                .filter(move -> move.steps().contains(step))
                .flatMap(move -> move.steps().stream())
                .filter(ContainerStep.RestartClient.class::isInstance)
                .map(restart -> ClientRestart.note(restart.id(), folder))
                .toList();
    }

    /** The effect of each kind of step. */
    private final class Choice implements ContainerStep.Cases<Effect> {
        private final Scene scene;
        private final Path folder;
        private final RecipeEffects recipe;
        private final OldContainerEffects old;
        private final ReplacementEffects replacement;

        Choice(Scene scene, Path folder) {
            this.scene = scene;
            this.folder = folder;
            this.recipe = new RecipeEffects(scene);
            this.old = new OldContainerEffects(scene);
            this.replacement = new ReplacementEffects(scene, compose);
        }

        @Override
        public Effect saveRecipe(ContainerStep.SaveRecipe step) {
            return recipe.save();
        }

        @Override
        public Effect createReplacement(ContainerStep.CreateReplacement step) {
            return replacement.create(step);
        }

        @Override
        public Effect disarmRestart(ContainerStep.DisarmRestart step) {
            return old.disarm(step);
        }

        @Override
        public Effect stopContainer(ContainerStep.StopContainer step) {
            return old.stop(step);
        }

        @Override
        public Effect parkContainer(ContainerStep.ParkContainer step) {
            return old.park();
        }

        @Override
        public Effect promoteReplacement(ContainerStep.PromoteReplacement step) {
            return replacement.promote();
        }

        @Override
        public Effect startReplacement(ContainerStep.StartReplacement step) {
            return replacement.start(step);
        }

        @Override
        public Effect compareFidelity(ContainerStep.CompareFidelity step) {
            return replacement.compare(step);
        }

        @Override
        public Effect removeParked(ContainerStep.RemoveParked step) {
            return old.remove();
        }

        @Override
        public Effect restartClient(ContainerStep.RestartClient step) {
            return new ClientRestart(scene, step.id(), folder).effect();
        }

        @Override
        public Effect discardRecipe(ContainerStep.DiscardRecipe step) {
            return recipe.discard(notes(scene.plan(), step, folder));
        }
    }
}
