package dev.berth.execute.sim;

import dev.berth.plan.ContainerStep.CreateReplacement;
import dev.berth.plan.Plan;
import dev.berth.plan.Step;
import dev.berth.plan.Subject;
import java.util.Map;
import java.util.Optional;

/** Tells the old container of a subject from its replacement, whatever they are called at the moment. */
record Finder(World world, Plan plan, Map<String, String> evidence) {
    /** The replacement: by its id once that is known, else by its temporary name. */
    Optional<Box> replacement(Subject subject) {
        var id = replacementId(subject);
        return id.isPresent() ? world.box(box -> box.id.equals(id.get())) : world.named(subject.next());
    }

    /** The old container, or the one that was made again from its recipe. */
    Optional<Box> old(Subject subject) {
        var replacement = replacementId(subject).orElse("");
        return world.box(box -> box.id.equals(subject.id()))
                .or(() -> world.named(subject.parked()))
                .or(() -> world.named(subject.name()).filter(box -> !box.id.equals(replacement)));
    }

    /** The old container; made again, stopped, where it is gone. */
    Box revived(Subject subject, String name) {
        var box = old(subject).orElseGet(() -> {
            var recipe = world.recipe(subject.name()).orElseThrow(() -> new Refused("no recipe of " + subject.name()));
            return world.create(recipe.like(world.nextId(), name, recipe.bindings, recipe.label));
        });
        if (!box.connected) {
            world.connect(box);
        }
        return box;
    }

    /** The replacement's id once its creation is on record. */
    Optional<String> replacementId(Subject subject) {
        return plan.steps()
                .filter(step -> step instanceof CreateReplacement create
                        && create.subject().equals(subject))
                .map(Step::id)
                .flatMap(id -> Optional.ofNullable(evidence.get(id)).stream())
                .findFirst();
    }
}
