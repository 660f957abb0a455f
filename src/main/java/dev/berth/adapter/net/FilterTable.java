package dev.berth.adapter.net;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.adapter.net.Nft.Refusal;
import dev.berth.observe.Alias;
import dev.berth.plan.NetStep.HeldPort;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One policy's table in the packet filter ({@code table.nft}); every call may be repeated.
 *
 * <p>A port on every address stands in a set or map of its own; one on a single address stands with that address.
 */
final class FilterTable {
    static final String PREFIX = "berth_";

    private final Nft nft;
    private final String name;
    private final Keeping keeping;

    /** Has it on the disk whose table it is. */
    @FunctionalInterface
    interface Keeping {
        void keep() throws IOException;
    }

    FilterTable(Nft nft, String name, Keeping keeping) {
        this.nft = nft;
        this.name = name;
        this.keeping = keeping;
    }

    /**
     * Lets new connections to some ports wait from now on, anew where some wait already, and those to old ports that lead
     * there. Gives all that are held.
     */
    List<HeldPort> hold(List<HeldPort> ports, Duration limit) throws Refusal {
        var held = prepare(look()).ways(ports);
        nft.run(held.stream()
                .map(port -> new FilterElement(name, "held", port.hostIp(), port.port()))
                .flatMap(port -> port.anew(port.add(limit)))
                .toList());
        return held;
    }

    /**
     * @param ports all that are held
     * @param places how many may be connected at once for some seconds; empty where nobody can tell
     * @return what did not work of it, for people
     */
    String release(List<HeldPort> ports, Duration limit, OptionalInt places) throws Refusal {
        return new HoldEnd(nft, name, ports, limit).now(places);
    }

    /**
     * Replaces some aliases by others, at once. What was noted of a port in an earlier life of it is forgotten.
     *
     * @param seen this table as it stands
     */
    void lead(Listing seen, List<Alias> closed, List<Alias> opened) throws Refusal {
        var now = opened.isEmpty() ? seen : prepare(seen);
        var there = ports(now.aliases());
        var fresh = ports(opened).stream().filter(port -> !there.contains(port)).toList();
        var commands = new ArrayList<JsonNode>();
        now.uses().stream().filter(use -> fresh.contains(use.port())).forEach(use -> commands.add(use.deletion(name)));
        closed.stream().flatMap(alias -> closing(now, alias)).forEach(commands::add);
        opened.stream().flatMap(this::opening).forEach(commands::add);
        if (!commands.isEmpty()) {
            nft.run(commands);
        }
    }

    /** Lets some aliases lead nowhere any more. Connections that came by way of them go on. */
    void close(Listing seen, List<Alias> closed) throws Refusal {
        if (!closed.isEmpty()) {
            nft.run(closed.stream().flatMap(alias -> closing(seen, alias)).toList());
        }
    }

    String name() {
        return name;
    }

    /** Whether it is there; so it counts where nobody may look. */
    boolean mayStand() {
        try {
            return look().exists();
        } catch (Refusal unseen) {
            return true;
        }
    }

    Listing look() throws Refusal {
        return new Listing(nft.list("table", "inet", name));
    }

    /** Who asked within the last second and was not let through. */
    List<Waiting> waiting() throws Refusal {
        return Waiting.in(nft.words(name));
    }

    /**
     * Takes the table away where nothing of it is in use. Where it holds the last NAT chains of an address family, the
     * kernel translates nothing of that family afterwards, and connections that were led on break: it waits for them.
     *
     * @param connected whether a client may still be connected by way of an old port
     */
    void sweep(Listing seen, Predicate<Use> connected) throws Refusal {
        if (seen.idle(connected)) {
            nft.run(List.of(FilterElement.deletion(name)));
        }
    }

    private static List<Integer> ports(List<Alias> aliases) {
        return aliases.stream().map(Alias::from).toList();
    }

    private Stream<JsonNode> opening(Alias alias) {
        return Stream.concat(
                Stream.of(element(alias).lead(alias.to())), port(alias).map(port -> port.point(alias.to())));
    }

    private Stream<JsonNode> closing(Listing seen, Alias alias) {
        return Stream.concat(Stream.of(element(alias)), port(alias).filter(port -> seen.current()))
                .map(FilterElement::delete);
    }

    private FilterElement element(Alias alias) {
        return new FilterElement(name, "alias", alias.hostIp(), alias.from());
    }

    /** What stands beside an alias on one address. */
    private Stream<FilterElement> port(Alias alias) {
        return alias.hostIp().isEmpty()
                ? Stream.empty()
                : Stream.of(new FilterElement(name, "port", alias.hostIp(), alias.from()));
    }

    /** Makes the table, or gives one that an earlier version of berth made the chains of this one; what stands in it stays. */
    private Listing prepare(Listing seen) throws Refusal {
        try {
            keeping.keep();
        } catch (IOException e) {
            throw new Refusal("it can't be kept whose the table " + name + " is: " + e);
        }
        if (seen.current()) {
            return seen;
        }
        var skeleton = new Skeleton(name);
        nft.script(seen.exists() ? skeleton.anew(seen.aliases()) : skeleton.text());
        return look();
    }
}
