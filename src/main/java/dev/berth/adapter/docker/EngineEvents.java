package dev.berth.adapter.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Tells when an engine's containers come, go, start or end.
 *
 * <p>Asked again and again from where the last answer ended, so that nothing between two answers is missed. An engine that
 * restarts forgets its past: whoever lost it has to look for himself.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/version/v1.41/#tag/System/operation/SystemEvents">events</a>
 */
public final class EngineEvents {
    private static final List<String> ACTIONS =
            List.of("create", "start", "die", "destroy", "rename", "pause", "unpause");

    private final DockerApi api;
    private String since;

    /** @param now where the engine's past begins that is of interest */
    public EngineEvents(Connections engines, String host, Instant now) {
        this.api = engines.at(host);
        this.since = String.format(Locale.ROOT, "%d.%09d", now.getEpochSecond(), now.getNano());
    }

    /** What waiting for an event gave. */
    public sealed interface Heard {
        /** Something happened. */
        record Something() implements Heard {}

        /** Nothing did. */
        record Nothing() implements Heard {}

        /** The engine can't be asked: the reason, and what would lift it. */
        record Lost(String reason, String remedy) implements Heard {}
    }

    /** Waits for the next event. */
    public Heard await(Duration patience) {
        try {
            var events = api.nextEvents("since=" + since + filters(), patience);
            events.forEach(this::passed);
            return events.isEmpty() ? new Heard.Nothing() : new Heard.Something();
        } catch (Unanswered e) {
            return new Heard.Lost(e.reason(), e.remedy());
        }
    }

    private void passed(JsonNode event) {
        long nanos = event.path("timeNano").asLong() + 1;
        long second = Duration.ofSeconds(1).toNanos();
        since = String.format(Locale.ROOT, "%d.%09d", nanos / second, nanos % second);
    }

    private static String filters() {
        var filters = Json.object();
        filters.putArray("type").add("container");
        ACTIONS.forEach(filters.putArray("event")::add);
        return "&filters=" + URLEncoder.encode(filters.toString(), StandardCharsets.UTF_8);
    }
}
