package dev.berth.adapter.net;

import dev.berth.engine.OwnAddress;
import dev.berth.observe.Alias;
import dev.berth.policy.OwnPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A policy's table before anything stands in it ({@code table.nft}), in nft's own words. */
record Skeleton(String table) {
    String text() {
        return file().replace("TABLE", table)
                .replace("SOURCE", OwnAddress.IPV4)
                .replace("PORTS", OwnPorts.FIRST + "-" + OwnPorts.LAST)
                .replace("HOST", HostAddress.any())
                .replace("NUDGE", Integer.toString(Nudge.SEQUENCE));
    }

    /**
     * For a table that an earlier version of berth made: the chains of this one, while all that stands in it stays.
     *
     * @param aliases those in it
     */
    String anew(List<Alias> aliases) {
        var ports = aliases.stream()
                .filter(alias -> !alias.hostIp().isEmpty())
                .map(alias -> String.format(
                        "add element inet %s %s { %s . %d : %d }",
                        table,
                        alias.hostIp().contains(":") ? "port6" : "port4",
                        alias.hostIp(),
                        alias.from(),
                        alias.to()));
        return Stream.concat(Stream.of("flush table inet " + table, text()), ports)
                .collect(Collectors.joining("\n"));
    }

    private static String file() {
        try (var file = Skeleton.class.getResourceAsStream("/dev/berth/table.nft")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
