package dev.berth.adapter.docker;

import dev.berth.plan.ContainerStep;
import dev.berth.plan.ContainerStep.CreateReplacement;
import dev.berth.plan.ContainerStep.StartReplacement;
import dev.berth.plan.Plan;
import dev.berth.plan.Subject;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The old container and its replacement, wherever they stand now: by id where one is known, else by name. An id leads on to
 * what berth has made again in that container's place.
 */
final class Scene {
    private final DockerApi api;
    private final Containers containers;
    private final Plan plan;
    private final Subject subject;
    private final Map<String, String> evidence;
    private final PrivateFile file;
    private final Remade remade;

    /** @param recipes where recipes lie, those of each migration in a folder of its name */
    Scene(DockerApi api, String migration, Plan plan, Subject subject, Map<String, String> evidence, Path recipes) {
        this.api = api;
        this.containers = new Containers(api);
        this.plan = plan;
        this.subject = subject;
        this.evidence = evidence;
        this.file = new PrivateFile(recipes.resolve(migration), subject.name() + ".json");
        this.remade = new Remade(recipes, migration, subject.name());
    }

    DockerApi api() {
        return api;
    }

    Containers containers() {
        return containers;
    }

    Plan plan() {
        return plan;
    }

    Subject subject() {
        return subject;
    }

    Halt halt() {
        return new Halt(api, containers);
    }

    OneEngine oneEngine() {
        return new OneEngine(api);
    }

    PrivateFile file() {
        return file;
    }

    Remade remade() {
        return remade;
    }

    Optional<Recipe> recipe() {
        return file.read().map(Recipe::of).filter(recipe -> recipe.id().equals(subject.id()));
    }

    /** The container of before the move by its id; where it is gone, what berth has noted to have made in its place. */
    Optional<Sighted> original() throws Unanswered {
        return standing(subject.id());
    }

    /** The same; also what nobody noted but has the name of the old container between its stop and its removal. */
    Optional<Sighted> parked() throws Unanswered {
        var original = original();
        return original.isPresent() ? original : containers.byName(subject.parked());
    }

    /** The container as it was before the move, or what was made from its recipe since. */
    Optional<Sighted> old() throws Unanswered {
        var parked = parked();
        if (parked.isPresent()) {
            return parked;
        }
        if (replacementId().isEmpty()) {
            return Optional.empty();
        }
        var replacement = replacement().map(Sighted::id);
        return containers
                .byName(subject.name())
                .filter(found -> replacement.filter(found.id()::equals).isEmpty());
    }

    Optional<Sighted> replacement() throws Unanswered {
        var id = replacementId();
        if (id.isPresent()) {
            return standing(id.get());
        }
        return containers.byName(subject.next()).filter(found -> !found.id().equals(subject.id()));
    }

    /** The id that the replacement was made with, once that is on record. */
    Optional<String> replacementId() {
        return steps(CreateReplacement.class)
                .map(step -> evidence.get(step.id()))
                .filter(Objects::nonNull)
                .filter(id -> !id.isEmpty())
                .findFirst();
    }

    /** How the replacement is stopped. */
    Optional<StartReplacement> start() {
        return steps(StartReplacement.class).findFirst();
    }

    /** The note is read only where a container is gone: every look may cost waiting clients. */
    private Optional<Sighted> standing(String id) throws Unanswered {
        var found = containers.byId(id);
        if (found.isPresent()) {
            return found;
        }
        for (var again : remade.since(id)) {
            var made = containers.byId(again);
            if (made.isPresent()) {
                return made;
            }
        }
        return Optional.empty();
    }

    private <T extends ContainerStep> Stream<T> steps(Class<T> type) {
        return plan.steps(type).filter(step -> step.subject().id().equals(subject.id()));
    }
}
