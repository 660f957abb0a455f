package dev.berth.adapter.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.execute.Attempt;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Starts a container where no other engine writes to its storage. */
final class Launch {
    private static final int TRIES = 3;
    private static final long PAUSE_MILLIS = 700;

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
            var reply = scene.api().post("/containers/" + container.id() + "/start");
            if (reply.ok()) {
                return confirmed(container);
            }
            if (!reply.lost() && !reply.late()) {
                var owners = owners(container, reply);
                if (!reply.broken() || !owners.isEmpty() || i == TRIES - 1) {
                    return Attempt.notDone(container + " could not be started: " + reply.problem() + owners);
                }
                // An engine on its way down answers for a moment that it can't; the next call waits for its return.
                pause();
            }
        }
        return Attempt.notDone(container + " could not be started: no answer came");
    }

    private static void pause() throws Unanswered {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unanswered("interrupted while a container was started", "run the same command again");
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
        return now.filter(Sighted::running).isPresent()
                ? Attempt.done()
                : Attempt.notDone(container + " ended as soon as it was started"
                        + now.map(found -> ", with exit code " + found.exitCode())
                                .orElse("")
                        + "; look at its log: docker logs " + container.name());
    }

    private String owners(Sighted container, Reply reply) throws Unanswered {
        var problem = reply.problem().toLowerCase(Locale.ROOT);
        if (!problem.contains("already allocated") && !problem.contains("already in use")) {
            return "";
        }
        var wanted = container.inspect().path("HostConfig").path("PortBindings").findValuesAsText("HostPort");
        var owners = Json.items(scene.api().get("/containers/json"))
                .filter(other -> !other.path("Id").asText().equals(container.id()))
                .filter(other -> Json.items(other.path("Ports"))
                        .anyMatch(
                                port -> wanted.contains(port.path("PublicPort").asText())))
                .map(Launch::name)
                .collect(Collectors.joining(", "));
        return owners.isEmpty()
                ? "; no container holds port " + String.join(", ", wanted) + ", so another process does"
                : "; it is held by container " + owners;
    }

    private static String name(JsonNode listed) {
        return listed.path("Names").path(0).asText("?").replaceFirst("^/", "");
    }
}
