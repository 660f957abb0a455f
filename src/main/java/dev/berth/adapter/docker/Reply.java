package dev.berth.adapter.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What came back from one call: an HTTP status with its body, or nothing. */
record Reply(int status, JsonNode body, Map<String, List<String>> headers) {
    /** The connection broke; the call may have been carried out. */
    static final Reply LOST = new Reply(0, Json.nothing(), Map.of());
    /** Nothing came in time; the call may still be under way. */
    static final Reply LATE = new Reply(-1, Json.nothing(), Map.of());

    Optional<String> header(String name) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)))
                .flatMap(header -> header.getValue().stream())
                .findFirst();
    }

    boolean lost() {
        return status == 0;
    }

    boolean late() {
        return status == -1;
    }

    /** Done, or already so (304). */
    boolean ok() {
        return status / 100 == 2 || status == 304;
    }

    /** The engine itself failed. */
    boolean broken() {
        return status / 100 == 5;
    }

    boolean missing() {
        return status == 404;
    }

    /** Networks refuse an address that somebody has in this way, unlike a port. */
    boolean forbidden() {
        return status == 403;
    }

    boolean conflict() {
        return status == 409;
    }

    /** The engine's own words. */
    String problem() {
        if (late()) {
            return "the engine did not answer in time";
        }
        var message = body.path("message").asText("");
        return message.isEmpty() ? "HTTP status " + status : message.strip();
    }
}
