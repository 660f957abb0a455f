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

/** The old container and its replacement, wherever they stand now: by id where one is known, else by name. */
final class Scene {
    private final DockerApi api;
    private final Containers containers;
    private final Plan plan;
    private final Subject subject;
    private final Map<String, String> evidence;
    private final PrivateFile file;

    /** @param folder where the recipes of this migration lie */
    Scene(DockerApi api, Plan plan, Subject subject, Map<String, String> evidence, Path folder) {
        this.api = api;
        this.containers = new Containers(api);
        this.plan = plan;
        this.subject = subject;
        this.evidence = evidence;
        this.file = new PrivateFile(folder, subject.name() + ".json");
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

    Optional<Recipe> recipe() {
        return file.read().map(Recipe::of).filter(recipe -> recipe.id().equals(subject.id()));
    }

    /** The container as it was before the move, or what was made from its recipe since. */
    Optional<Sighted> old() throws Unanswered {
        var original = containers.byId(subject.id());
        if (original.isPresent()) {
            return original;
        }
        var parked = containers.byName(subject.parked());
        if (parked.isPresent()) {
            return parked;
        }
        var replacement = replacementId();
        return containers
                .byName(subject.name())
                .filter(found -> replacement.isPresent() && !replacement.get().equals(found.id()));
    }

    Optional<Sighted> replacement() throws Unanswered {
        var id = replacementId();
        if (id.isPresent()) {
            return containers.byId(id.get());
        }
        return containers.byName(subject.next()).filter(found -> !found.id().equals(subject.id()));
    }

    /** The id of the replacement once its creation is on record. */
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

    private <T extends ContainerStep> Stream<T> steps(Class<T> type) {
        return plan.steps()
                .filter(type::isInstance)
                .map(type::cast)
                .filter(step -> step.subject().id().equals(subject.id()));
    }
}
