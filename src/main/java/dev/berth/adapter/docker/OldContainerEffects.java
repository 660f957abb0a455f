package dev.berth.adapter.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;
import dev.berth.plan.ContainerStep.DisarmRestart;
import dev.berth.plan.ContainerStep.StopContainer;
import java.time.Instant;
import java.util.Optional;

/** Takes the old container out of service, and puts it back. */
final class OldContainerEffects {
    private static final int TRIES = 3;

    private final Scene scene;

    OldContainerEffects(Scene scene) {
        this.scene = scene;
    }

    Effect disarm(DisarmRestart step) {
        return new DockerEffect(
                () -> scene.old()
                        .filter(old -> old.restartPolicy().equals("no"))
                        .isPresent(),
                () -> policy(Halt.never()),
                () -> policy(scene.recipe()
                        .map(Recipe::restartPolicy)
                        .orElseGet(() -> Json.object().put("Name", step.policy()))));
    }

    Effect stop(StopContainer step) {
        return new DockerEffect(() -> false, () -> stopped(step), this::startedAgain);
    }

    Effect park() {
        return new DockerEffect(
                () -> false,
                () -> renamed(scene.original(), scene.subject().parked()),
                this::unparked,
                new Newcomer(scene)::refusal);
    }

    Effect remove() {
        return new DockerEffect(
                () -> scene.parked().isEmpty(),
                this::removed,
                () -> scene.original().isPresent()
                        ? Attempt.done()
                        : new Remaking(scene).as(scene.subject().parked()));
    }

    private Attempt policy(JsonNode policy) throws Unanswered {
        var old = scene.old();
        if (old.isEmpty()) {
            return gone();
        }
        return scene.halt()
                .restartPolicy(old.get(), policy)
                .map(problem -> Attempt.notDone("the restart policy of " + old.get() + " could not be set: " + problem))
                .orElse(Attempt.done());
    }

    private Attempt stopped(StopContainer step) throws Unanswered {
        var began = Instant.now();
        var old = scene.original();
        if (old.isEmpty()) {
            return gone();
        }
        return scene.halt()
                .stop(old.get(), step.signal(), step.patience())
                .map(Attempt::notDone)
                .orElse(new Attempt.Done(began.toString()));
    }

    private Attempt startedAgain() throws Unanswered {
        var old = scene.old();
        return old.isPresent() ? new Launch(scene).start(old.get()) : runningAgain();
    }

    /** It ran when it was lost, so it has to run again. */
    private Attempt runningAgain() throws Unanswered {
        var made = new Remaking(scene).as(scene.subject().name());
        if (!(made instanceof Attempt.Done)) {
            return made;
        }
        var old = scene.old();
        return old.isEmpty() ? gone() : new Launch(scene).start(old.get());
    }

    /**
     * A name is given at once or not at all, so the engine's word for it is enough.
     *
     * @param container as it was seen just now: clients may be waiting, and every look costs them some milliseconds
     */
    static Attempt rename(Scene scene, Sighted container, String name) throws Unanswered {
        var now = Optional.of(container);
        for (int i = 0; i < TRIES; i++) {
            if (named(now, name)) {
                return Attempt.done();
            }
            var reply = scene.api().post("/containers/" + container.id() + "/rename?name=" + name);
            if (reply.ok()) {
                return Attempt.done();
            }
            if (!reply.lost()) {
                return Attempt.notDone(container + " could not be renamed to " + name + ": " + reply.problem());
            }
            now = scene.containers().byId(container.id());
        }
        return Attempt.notDone(container + " could not be renamed to " + name + ": no answer stayed");
    }

    private Attempt renamed(Optional<Sighted> container, String name) throws Unanswered {
        return container.isEmpty() ? gone() : rename(scene, container.get(), name);
    }

    static boolean named(Optional<Sighted> container, String name) {
        return container.filter(found -> found.name().equals(name)).isPresent();
    }

    private Attempt unparked() throws Unanswered {
        var name = scene.subject().name();
        var replacement = scene.replacement();
        if (named(replacement, name)) {
            var aside = rename(scene, replacement.get(), scene.subject().next());
            if (!(aside instanceof Attempt.Done)) {
                return aside;
            }
        }
        var parked = scene.parked();
        return parked.isPresent() ? rename(scene, parked.get(), name) : runningAgain();
    }

    private Attempt removed() throws Unanswered {
        var parked = scene.parked();
        if (parked.isEmpty()) {
            return Attempt.done();
        }
        if (scene.recipe().isEmpty()) {
            return Attempt.notDone(
                    "the recipe of " + scene.subject().name() + " is gone; without it nothing leads back");
        }
        if (scene.replacement().filter(Sighted::running).isEmpty()) {
            return Attempt.notDone("the replacement of " + scene.subject().name()
                    + " does not run; what is parked is all there is of it");
        }
        if (parked.get().running()) {
            return Attempt.notDone(parked.get() + " runs although it was parked; stop it, and look who started it");
        }
        return Removal.of(scene, parked.get());
    }

    private Attempt gone() {
        return Attempt.notDone("container " + scene.subject().name() + " ("
                + ContainerJson.shortId(scene.subject().id()) + ") is gone: somebody removed it or made it anew");
    }
}
