package dev.berth.adapter.net;

import com.fasterxml.jackson.databind.JsonNode;
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

    FilterTable(Nft nft, String namespace, String policy) {
        this.nft = nft;
        this.name = name(namespace, policy);
    }

    /** Policies' names may hold what a table's can't; the number tells apart those that are then the same. */
    private static String name(String namespace, String policy) {
        var whole = namespace + "/" + policy;
        return PREFIX + whole.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "_") + "_"
                + Integer.toHexString(whole.hashCode());
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
        if (isThere()) {
            nft.run(ports.stream()
                    .map(port -> new FilterElement(name, "held", port.hostIp(), port.port()))
                    .flatMap(port -> Stream.of(port.add(limit), port.delete()))
                    .toList());
        }
    }

    /** Replaces some aliases by others, at once. */
    void lead(List<Alias> closed, List<Alias> opened) throws Refusal {
        make();
        var commands = new ArrayList<JsonNode>();
        closed.forEach(alias -> commands.add(element(alias).delete()));
        opened.forEach(alias -> commands.add(element(alias).lead(alias.to())));
        nft.run(commands);
    }

    List<Alias> aliases() throws Refusal {
        return Aliases.in(nft.list("table", "inet", name));
    }

    /** Takes the table away where nothing of it is in use. */
    void sweep() throws Refusal {
        var table = nft.list("table", "inet", name);
        if (!table.isMissingNode() && Aliases.in(table).isEmpty()) {
            nft.run(List.of(FilterElement.deletion(name)));
        }
    }

    private FilterElement element(Alias alias) {
        return new FilterElement(name, "alias", alias.hostIp(), alias.from());
    }

    private boolean isThere() throws Refusal {
        return !nft.list("table", "inet", name).isMissingNode();
    }

    private void make() throws Refusal {
        if (!isThere()) {
            nft.script(skeleton().replace("TABLE", name).replace("SOURCE", OwnAddress.IPV4));
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
