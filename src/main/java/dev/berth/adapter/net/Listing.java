package dev.berth.adapter.net;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.observe.Alias;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/**
 * One policy's table as it stood at one look; looks are taken sparingly, since clients wait meanwhile.
 *
 * @param table the {@code nftables} array, missing where there is no such table
 */
record Listing(JsonNode table) {
    boolean exists() {
        return !table.isMissingNode();
    }

    /** Whether this version of berth made it. */
    boolean current() {
        return StreamSupport.stream(table.spliterator(), false)
                .anyMatch(item -> item.path("map").path("name").asText().equals("port4"));
    }

    List<Alias> aliases() {
        return Aliases.in(table);
    }

    List<Use> uses() {
        return Use.in(table);
    }

    /**
     * Whether it is there for nothing.
     *
     * @param connected whether a client may still be connected by way of an old port
     */
    boolean idle(Predicate<Use> connected) {
        return exists() && aliases().isEmpty() && !holds() && uses().stream().noneMatch(connected);
    }

    /** What is held must not go with the last alias: on the way back the alias goes first. */
    private boolean holds() {
        return StreamSupport.stream(table.spliterator(), false)
                .map(item -> item.path("set"))
                .anyMatch(set -> set.path("name").asText().startsWith("held")
                        && !set.path("elem").isEmpty());
    }
}
