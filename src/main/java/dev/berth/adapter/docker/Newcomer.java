package dev.berth.adapter.docker;

import dev.berth.plan.Decision.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A container that somebody made in the place of a replacement, such as by {@code docker compose up --force-recreate}: with it
 * there the old container gets neither its name nor its storage back.
 */
record Newcomer(Scene scene) {
    /** Why the old container can't come back; empty where nobody stands in its way. */
    Optional<Refusal> refusal() throws Unanswered {
        var damage = scene.remade().damage();
        if (damage.isPresent()) {
            return damage;
        }
        var known = Stream.of(scene.original(), scene.replacement())
                .flatMap(Optional::stream)
                .map(Sighted::id)
                .toList();
        var named = scene.containers().byName(scene.subject().name()).filter(found -> !known.contains(found.id()));
        if (named.isPresent()) {
            return Optional.of(new Refusal(
                    named.get().toString(),
                    "was made by somebody else since the migration, in the place of the container that berth made",
                    remedy(named.get().name())));
        }
        var recipe = scene.recipe();
        return recipe.isPresent() ? sharing(recipe.get()) : Optional.empty();
    }

    private Optional<Refusal> sharing(Recipe recipe) throws Unanswered {
        List<String> allowed = new ArrayList<>(recipe.sharers());
        scene.replacement().map(Sighted::id).ifPresent(allowed::add);
        return scene.oneEngine()
                .violation(recipe.inspect(), allowed)
                .map(violation -> new Refusal(scene.subject().name(), violation, "then roll back"));
    }

    private static String remedy(String name) {
        return "docker stop " + name + " && docker rm " + name
                + " (its volumes stay), then roll back at once, since nothing answers in between; or keep it, and let the"
                + " migration end";
    }
}
