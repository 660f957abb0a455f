package dev.berth.adapter.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * How a program in a container ended.
 *
 * @param exec the engine's name for its run
 */
record ProgramEnd(DockerApi api, String container, String exec) {
    /** Of a program that could not run; an engine says so, too, of some whose container ended under them. */
    private static final int NOT_RUN = 126;

    private static final int TRIES = 100;
    private static final int LOOKS = 20;
    private static final Pause PAUSE = new Pause(Duration.ofMillis(50), "while a program ended");

    /** Its streams end a moment before it does. */
    int code() throws Unanswered, IOException {
        var seen = look();
        for (int i = 0;
                i < TRIES && seen.filter(run -> run.path("Running").asBoolean()).isPresent();
                i++) {
            PAUSE.take();
            seen = look();
        }
        int code = seen.map(run -> run.path("ExitCode"))
                .filter(JsonNode::isInt)
                .map(JsonNode::asInt)
                .orElse(Errors.GONE);
        return code == NOT_RUN && containerEnds() ? Errors.GONE : code;
    }

    /** An engine may note the end of a program before that of its container. */
    private boolean containerEnds() throws Unanswered {
        for (int i = 0; i < LOOKS; i++) {
            if (!containerRuns()) {
                return true;
            }
            PAUSE.take();
        }
        return false;
    }

    private Optional<JsonNode> look() throws Unanswered {
        return api.find("/exec/" + exec + "/json");
    }

    private boolean containerRuns() throws Unanswered {
        return api.find("/containers/" + container + "/json")
                .filter(found -> found.path("State").path("Running").asBoolean())
                .isPresent();
    }
}
