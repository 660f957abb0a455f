package dev.berth.adapter.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;

/** Stops containers with the signal that their engine wants, and never kills. */
final class Halt {
    private final DockerApi api;
    private final Containers containers;
    private final Deaths deaths;

    Halt(DockerApi api, Containers containers) {
        this.api = api;
        this.containers = containers;
        this.deaths = new Deaths(api);
    }

    /** Why it still runs, where it does; a container that is gone does not. */
    Optional<String> stop(Sighted container, String signal, Duration patience) throws Unanswered {
        long deadline = System.nanoTime() + patience.toNanos();
        var now = Optional.of(container);
        while (now.filter(Sighted::running).isPresent()) {
            if (now.get().paused()) {
                return Optional.of(container + " is paused and can't end; docker unpause " + container.name());
            }
            var killed = api.post("/containers/" + container.id() + "/kill?signal=" + signal);
            if (!killed.ok() && !killed.lost() && !killed.missing() && !killed.conflict()) {
                return Optional.of(container + " could not be sent " + signal + ": " + killed.problem());
            }
            // With a restart policy an end may be followed by a start.
            if (now.get().restartPolicy().equals("no") && deaths.await(now.get(), left(deadline))) {
                return Optional.empty();
            }
            var left = left(deadline);
            var ended = api.await("/containers/" + container.id() + "/wait?condition=not-running", left);
            now = containers.byId(container.id());
            if (ended.late() && now.filter(Sighted::running).isPresent()) {
                return Optional.of(container + " still runs " + patience.toMillis() / 1000.0 + " s after " + signal
                        + "; it was not killed. Look at its log, and stop it by hand if it is safe");
            }
        }
        return Optional.empty();
    }

    private static Duration left(long deadline) {
        return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    }

    /** Sets a restart policy; gives the reason when that could not be done. */
    Optional<String> restartPolicy(Sighted container, JsonNode policy) throws Unanswered {
        var body = Json.object();
        body.set("RestartPolicy", policy);
        while (true) {
            var reply = api.post("/containers/" + container.id() + "/update", body);
            if (!reply.lost()) {
                return reply.ok() ? Optional.empty() : Optional.of(reply.problem());
            }
        }
    }

    /** The policy that never starts a container. */
    static JsonNode never() {
        return Json.object().put("Name", "no").put("MaximumRetryCount", 0);
    }
}
