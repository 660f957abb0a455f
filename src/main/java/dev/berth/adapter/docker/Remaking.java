package dev.berth.adapter.docker;

import dev.berth.execute.Attempt;
import java.io.IOException;

/** Makes the old container again by its recipe, and notes that for earlier migrations, which know it by its former id. */
record Remaking(Scene scene) {
    /** What stands under that name already is completed. */
    Attempt as(String name) throws Unanswered {
        var recipe = scene.recipe();
        if (recipe.isEmpty()) {
            return Attempt.notDone("container " + scene.subject().name() + " is gone, and so is its recipe "
                    + "— make it again with docker compose up");
        }
        var made = new Making(scene, recipe.get()).original(name);
        if (made instanceof Attempt.Done done) {
            tell(done.evidence());
        }
        return made;
    }

    /** The database comes first: a note that can't be written now is insisted on before the recipe goes. */
    private void tell(String made) throws Unanswered {
        try {
            scene.remade().note(scene.subject().id(), made);
        } catch (IOException later) {
            // It is written, or what hinders it told, once the database is back.
        }
    }
}
