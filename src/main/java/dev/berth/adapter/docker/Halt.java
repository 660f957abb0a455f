package dev.berth.adapter.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Stops containers with the signal that their engine wants, and never kills. */
final class Halt {
    private static final Duration YOUNG = Duration.ofMinutes(1);
    /** Long enough for a program to install its handlers. */
    static final Duration AGAIN = Duration.ofSeconds(1);

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
        var pause = young(container) ? AGAIN : patience;
        var now = Optional.of(container);
        while (now.filter(Sighted::running).isPresent()) {
            var left = Duration.ofNanos(deadline - System.nanoTime());
            if (left.isNegative()) {
                return Optional.of(container + " still runs " + patience.toMillis() / 1000.0 + " s after " + signal
                        + "; it was not killed. Look at its log, and stop it by hand if it is safe");
            }
            if (now.get().paused()) {
                return Optional.of(container + " is paused and can't end; docker unpause " + container.name());
            }
            var killed = api.post("/containers/" + container.id() + "/kill?signal=" + signal);
            if (!killed.ok() && !killed.lost() && !killed.missing() && !killed.conflict()) {
                return Optional.of(container + " could not be sent " + signal + ": " + killed.problem());
            }
            long end = System.nanoTime() + (left.compareTo(pause) < 0 ? left : pause).toNanos();
            // With a restart policy an end may be followed by a start.
            if (now.get().restartPolicy().equals("no") && deaths.await(now.get(), until(end))) {
                return Optional.empty();
            }
            api.await("/containers/" + container.id() + "/wait?condition=not-running", until(end));
            now = containers.byId(container.id());
        }
        return Optional.empty();
    }

    private static Duration until(long end) {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    /**
     * A program that is still starting has no handler yet and may never see the signal, so it is sent again; others get
     * it once, since some take a second one for an order to drop everything.
     */
    static boolean young(Sighted container) {
        try {
            var age = Duration.between(Instant.parse(container.startedAt()), Instant.now());
            return age.abs().compareTo(YOUNG) < 0;
        } catch (DateTimeParseException e) {
            return false;
        }
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
