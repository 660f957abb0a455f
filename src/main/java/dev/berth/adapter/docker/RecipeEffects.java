package dev.berth.adapter.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;
import dev.berth.plan.Sha256;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Keeps the recipe of a container, and lets it go. */
final class RecipeEffects {
    private final Scene scene;

    RecipeEffects(Scene scene) {
        this.scene = scene;
    }

    Effect save() {
        return new DockerEffect(() -> scene.recipe().isPresent(), this::keep, this::givenUp);
    }

    /** @param notes what goes with it: once there is no way back nobody asks whether a client was restarted */
    Effect discard(List<PrivateFile> notes) {
        return new DockerEffect(
                () -> !scene.file().exists(),
                () -> {
                    for (var note : notes) {
                        note.delete();
                    }
                    return discarded();
                },
                () -> scene.recipe().isPresent()
                        ? Attempt.done()
                        : Attempt.notDone("the recipe of " + scene.subject().name() + " is gone for good"));
    }

    private Attempt keep() throws Unanswered, IOException {
        var saved = scene.recipe();
        if (saved.isPresent()) {
            return new Attempt.Done(sha256(saved.get()));
        }
        var container = scene.containers().byId(scene.subject().id());
        if (container.isEmpty()) {
            return Attempt.notDone("container " + scene.subject().name() + " ("
                    + ContainerJson.shortId(scene.subject().id()) + ") is gone; plan again");
        }
        var inspect = container.get().inspect();
        var recipe = new Recipe(inspect, scene.oneEngine().sharers(inspect), volumes(inspect));
        scene.file().write(recipe.json());
        return new Attempt.Done(sha256(recipe));
    }

    private List<JsonNode> volumes(JsonNode inspect) throws Unanswered {
        var volumes = new ArrayList<JsonNode>();
        for (var mount : Volumes.of(inspect).toList()) {
            volumes.add(scene.api().get("/volumes/" + mount.path("Name").asText()));
        }
        return volumes;
    }

    /** A container that is gone by now, whoever removed it, is made again before its recipe goes. */
    private Attempt givenUp() throws Unanswered, IOException {
        var recipe = scene.recipe();
        if (recipe.isPresent() && scene.containers().byId(scene.subject().id()).isEmpty()) {
            var again = again(recipe.get());
            if (!(again instanceof Attempt.Done)) {
                return again;
            }
        }
        return discarded();
    }

    private Attempt again(Recipe recipe) throws Unanswered, IOException {
        var made = new Making(scene, recipe).original(scene.subject().name());
        if (!(made instanceof Attempt.Done done)) {
            return made;
        }
        var container = scene.containers().byId(done.evidence());
        if (container.isEmpty()) {
            return Attempt.notDone(scene.subject().name() + " vanished while it was made");
        }
        var problem = scene.halt().restartPolicy(container.get(), recipe.restartPolicy());
        if (problem.isPresent()) {
            return Attempt.notDone(problem.get());
        }
        var started = new Launch(scene).start(container.get());
        scene.remade().note(scene.subject().id(), container.get().id());
        return started;
    }

    private Attempt discarded() throws IOException {
        scene.file().delete();
        scene.remade().release();
        return Attempt.done();
    }

    private static String sha256(Recipe recipe) {
        return Sha256.of(Json.write(recipe.json()));
    }
}
