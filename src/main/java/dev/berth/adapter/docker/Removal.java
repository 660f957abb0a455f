package dev.berth.adapter.docker;

import dev.berth.execute.Attempt;
import java.time.Duration;

/** Removes stopped containers, never by force and never with their volumes. */
final class Removal {
    private static final int TRIES = 200;
    /** A removal that somebody else began ends by itself. */
    private static final Pause PAUSE = new Pause(Duration.ofMillis(20), "while a container was removed");

    private Removal() {}

    static Attempt of(Scene scene, Sighted container) throws Unanswered {
        var problem = "";
        for (int i = 0; i < TRIES; i++) {
            var reply = scene.api().delete("/containers/" + container.id() + "?v=false&force=false");
            if (reply.missing() || reply.ok()) {
                return Attempt.done();
            }
            problem = reply.lost() ? "the reply was lost" : reply.problem();
            if (!reply.lost() && !(reply.conflict() && problem.contains("already in progress"))) {
                break;
            }
            PAUSE.take();
        }
        return Attempt.notDone(container + " could not be removed: " + problem);
    }
}
