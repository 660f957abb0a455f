package dev.berth.adapter.net;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.observe.Alias;
import dev.berth.plan.NetStep.HeldPort;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
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

    /** Some ports, and the old ones that lead to them: who asks there waits for the same database. */
    List<HeldPort> ways(List<HeldPort> ports) {
        var olds = aliases().stream()
                .filter(alias -> ports.contains(new HeldPort(alias.hostIp(), alias.to())))
                .map(alias -> new HeldPort(alias.hostIp(), alias.from()));
        return Stream.concat(ports.stream(), olds).distinct().toList();
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
        return exists()
                && aliases().isEmpty()
                && !holds()
                && !paces()
                && uses().stream().noneMatch(connected);
    }

    /** What is held must not go with the last alias: on the way back the alias goes first. */
    private boolean holds() {
        return fills("set", "held");
    }

    /** Whoever was held asks again for some seconds more, and is let in by number until the kernel forgets it. */
    private boolean paces() {
        return fills("map", "crowded");
    }

    /** Whether anything stands in those of a kind whose names begin so. */
    private boolean fills(String kind, String name) {
        return StreamSupport.stream(table.spliterator(), false)
                .map(item -> item.path(kind))
                .anyMatch(one -> one.path("name").asText().startsWith(name)
                        && !one.path("elem").isEmpty());
    }
}
