package dev.berth.adapter.docker;

import dev.berth.execute.Attempt;

/** Removes stopped containers, never by force and never with their volumes. */
final class Removal {
    private static final int TRIES = 200;
    private static final long PAUSE_MILLIS = 20;

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
            pause();
        }
        return Attempt.notDone(container + " could not be removed: " + problem);
    }

    /** A removal that somebody else began ends by itself. */
    private static void pause() throws Unanswered {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unanswered("interrupted while a container was removed", "run the same command again");
        }
    }
}
