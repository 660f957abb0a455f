package dev.berth.adapter.docker;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Which containers have ended, by the engine's events.
 *
 * <p>An event comes as soon as the processes are gone. Any other look at a container waits until its network and mounts
 * are taken down too, and the list of containers shows it running until then: 0.2 s and more, in which clients wait.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/version/v1.41/#tag/System/operation/SystemEvents">events</a>
 */
final class Deaths {
    /** Where the engine's clock is behind, it would wait for its own. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final DockerApi api;

    Deaths(DockerApi api) {
        this.api = api;
    }

    /**
     * Whether a container has ended that was seen running, or does within {@code patience}; false also where the engine
     * can't tell.
     */
    boolean await(Sighted running, Duration patience) throws Unanswered {
        try {
            // The engine's own clock on both sides: an earlier end is not this one.
            var started = Instant.parse(running.startedAt());
            return !api.events("since=" + time(started) + filters(running.id(), "die"), 1, patience)
                    .isEmpty();
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** Whether the last that happened to a container is its end; false also where the engine has forgotten. */
    boolean ended(String id) throws Unanswered {
        var past = "since=0&until=" + time(Instant.now()) + filters(id, "start", "die");
        var events = api.events(past, Integer.MAX_VALUE, PATIENCE);
        return !events.isEmpty()
                && events.get(events.size() - 1).path("Action").asText().equals("die");
    }

    private static String time(Instant instant) {
        return String.format(Locale.ROOT, "%d.%09d", instant.getEpochSecond(), instant.getNano());
    }

    private static String filters(String id, String... actions) {
        var filters = Json.object();
        filters.putArray("type").add("container");
        filters.putArray("container").add(id);
        List.of(actions).forEach(filters.putArray("event")::add);
        return "&filters=" + URLEncoder.encode(filters.toString(), StandardCharsets.UTF_8);
    }
}
