package dev.berth.adapter.net;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.adapter.net.Nft.Absent;
import dev.berth.adapter.net.Nft.Refusal;
import dev.berth.engine.OwnAddress;
import dev.berth.observe.Alias;
import dev.berth.plan.NetStep.HeldPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * One policy's table in the packet filter ({@code table.nft}); every call may be repeated.
 *
 * <p>A port on every address stands in a set or map of its own; one on a single address stands with that address.
 */
final class FilterTable {
    static final String PREFIX = "berth_";

    private final Nft nft;
    private final String name;

    /** @param folder the policy's: two copies of one project on a host have a table each */
    FilterTable(Nft nft, String namespace, String policy, String folder) {
        this.nft = nft;
        this.name = name(namespace + "/" + policy, folder);
    }

    /** Policies' names may hold what a table's can't; the number tells apart those that are then the same. */
    private static String name(String whole, String folder) {
        return PREFIX + whole.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "_") + "_"
                + Integer.toHexString((whole + "@" + folder).hashCode());
    }

    /** Lets new connections wait from now on, anew where some wait already. */
    void hold(List<HeldPort> ports, Duration limit) throws Refusal {
        make();
        // A second add alone would not set the timeout anew.
        nft.run(ports.stream()
                .map(port -> new FilterElement(name, "held", port.hostIp(), port.port()))
                .flatMap(port -> Stream.of(port.add(limit), port.delete(), port.add(limit)))
                .toList());
    }

    void release(List<HeldPort> ports, Duration limit) throws Refusal {
        try {
            nft.run(ports.stream()
                    .map(port -> new FilterElement(name, "held", port.hostIp(), port.port()))
                    .flatMap(port -> Stream.of(port.add(limit), port.delete()))
                    .toList());
        } catch (Absent tableGone) {
            // Nobody is held, and looking beforehand would cost those who are.
        }
    }

    /** Replaces some aliases by others, at once. What was noted of a port in an earlier life of it is forgotten. */
    void lead(List<Alias> closed, List<Alias> opened) throws Refusal {
        make();
        var there = ports(aliases());
        var fresh = ports(opened).stream().filter(port -> !there.contains(port)).toList();
        var commands = new ArrayList<JsonNode>();
        uses().stream().filter(use -> fresh.contains(use.port())).forEach(use -> commands.add(use.deletion(name)));
        closed.forEach(alias -> commands.add(element(alias).delete()));
        opened.forEach(alias -> commands.add(element(alias).lead(alias.to())));
        nft.run(commands);
    }

    /** Lets some aliases lead nowhere any more. Connections that came by way of them go on. */
    void close(List<Alias> closed) throws Refusal {
        if (!closed.isEmpty()) {
            nft.run(closed.stream().map(alias -> element(alias).delete()).toList());
        }
    }

    List<Alias> aliases() throws Refusal {
        return Aliases.in(nft.list("table", "inet", name));
    }

    /** Who asked within the last second and was not let through. */
    List<Waiting> waiting() throws Refusal {
        return Waiting.in(nft.list("table", "inet", name));
    }

    List<Use> uses() throws Refusal {
        return Use.in(nft.list("table", "inet", name));
    }

    /**
     * Takes the table away where nothing of it is in use. Where it holds the last NAT chains of an address family, the
     * kernel translates nothing of that family afterwards, and connections that were led on break: it waits for them.
     *
     * @param connected whether a client may still be connected by way of an old port
     */
    void sweep(Predicate<Use> connected) throws Refusal {
        var table = nft.list("table", "inet", name);
        if (!table.isMissingNode()
                && Aliases.in(table).isEmpty()
                && !holds(table)
                && Use.in(table).stream().noneMatch(connected)) {
            nft.run(List.of(FilterElement.deletion(name)));
        }
    }

    /** What is held must not go with the last alias: on the way back the alias goes first. */
    private static boolean holds(JsonNode table) {
        return StreamSupport.stream(table.spliterator(), false)
                .map(item -> item.path("set"))
                .anyMatch(set -> set.path("name").asText().startsWith("held")
                        && !set.path("elem").isEmpty());
    }

    private static List<Integer> ports(List<Alias> aliases) {
        return aliases.stream().map(Alias::from).toList();
    }

    private FilterElement element(Alias alias) {
        return new FilterElement(name, "alias", alias.hostIp(), alias.from());
    }

    private boolean isThere() throws Refusal {
        return !nft.list("table", "inet", name).isMissingNode();
    }

    private void make() throws Refusal {
        if (!isThere()) {
            nft.script(skeleton()
                    .replace("TABLE", name)
                    .replace("SOURCE", OwnAddress.IPV4)
                    .replace("PORTS", OwnAddress.FIRST_PORT + "-" + OwnAddress.LAST_PORT)
                    .replace("NUDGE", Integer.toString(Nudge.SEQUENCE)));
        }
    }

    private static String skeleton() {
        try (var file = FilterTable.class.getResourceAsStream("/dev/berth/table.nft")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
