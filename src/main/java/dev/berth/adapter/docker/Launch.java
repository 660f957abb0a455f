package dev.berth.adapter.docker;

import dev.berth.execute.Attempt;
import java.time.Duration;
import java.util.Optional;

/** Starts a container where no other engine writes to its storage. */
final class Launch {
    private static final int TRIES = 3;
    private static final String MEANWHILE = "while a container was started";
    private static final Pause PAUSE = new Pause(Duration.ofMillis(700), MEANWHILE);
    private static final Pause MOMENT = new Pause(Duration.ofMillis(20), MEANWHILE);

    private final Scene scene;

    Launch(Scene scene) {
        this.scene = scene;
    }

    Attempt start(Sighted container) throws Unanswered {
        var violation = violation(container);
        if (violation.isPresent()) {
            return Attempt.notDone(container + " was not started: " + violation.get());
        }
        for (int i = 0; i < TRIES; i++) {
            if (i > 0 && running(container.id())) {
                return Attempt.done();
            }
            var reply = onceFree(container);
            if (reply.ok()) {
                return confirmed(container);
            }
            if (!reply.lost() && !reply.late()) {
                var taken = Taken.by(reply, container, scene.api());
                if (!reply.broken() || taken.isPresent() || i == TRIES - 1) {
                    return Attempt.notDone(container + " could not be started: " + reply.problem()
                            + taken.map(found -> "; " + found).orElse(""));
                }
                // An engine on its way down answers for a moment that it can't; the next call waits for its return.
                PAUSE.take();
            }
        }
        return Attempt.notDone(container + " could not be started: no answer came");
    }

    /** Asks for a start until what it needs is let go by a container that has ended. */
    private Reply onceFree(Sighted container) throws Unanswered {
        long began = System.nanoTime();
        while (true) {
            var reply = scene.api().post("/containers/" + container.id() + "/start");
            var patience = Taken.by(reply, container, scene.api()).map(Taken::patience);
            if (patience.isEmpty()
                    || System.nanoTime() - began >= patience.get().toNanos()) {
                return reply;
            }
            MOMENT.take();
        }
    }

    /** Why it must not run; its mounts as the recipe has them, or as they are. */
    Optional<String> violation(Sighted container) throws Unanswered {
        var sharers = scene.recipe().map(Recipe::sharers).orElse(java.util.List.of());
        return scene.oneEngine().violation(container.inspect(), sharers);
    }

    private boolean running(String id) throws Unanswered {
        return scene.containers().byId(id).filter(Sighted::running).isPresent();
    }

    private Attempt confirmed(Sighted container) throws Unanswered {
        var now = scene.containers().byId(container.id());
        now.map(Sighted::inspect).map(Introduction::new).ifPresent(Introduction::make);
        return now.filter(Sighted::running).isPresent()
                ? Attempt.done()
                : Attempt.notDone(container + " ended as soon as it was started"
                        + now.map(found -> ", with exit code " + found.exitCode())
                                .orElse("")
                        + "; look at its log: docker logs " + container.name());
    }
}
