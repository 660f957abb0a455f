package dev.berth.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A prototype of the other kind of alias: a port that the packet filter translates straight to the container. It also keeps
 * everybody out who does not come from this bench, since the database trusts its clients. What it took, it puts back.
 */
final class Translation implements AutoCloseable {
    static final String DNAT = "DNAT prototype";
    private static final String RULES = """
            table inet %1$s {
            	chain stay_home {
            		type filter hook prerouting priority -310; policy accept;
            		tcp dport { %2$s } iifname != { "lo", %3$s } drop
            	}
            	chain lead {
            		fib daddr type local tcp dport %4$d dnat ip to %5$s:%6$d
            	}
            	chain lead_from_others {
            		type nat hook prerouting priority -105; policy accept;
            		jump lead
            	}
            	chain lead_from_here {
            		type nat hook output priority -105; policy accept;
            		jump lead
            	}
            	chain answer_to_loopback {
            		type nat hook postrouting priority 100; policy accept;
            		ip saddr 127.0.0.0/8 ip daddr %5$s tcp dport %6$d masquerade
            	}
            }
            """;

    private final String table = "berth_bench_" + ProcessHandle.current().pid();
    private final Shell shell;
    private final Way way;
    private final Path switchOfBridge;
    private final String before;

    /** @param from the interface that clients on other hosts come by */
    Translation(Path folder, String host, MovedStand stand, String from) {
        this.shell = new Shell(folder, Map.of());
        this.way = new Way(DNAT, host, Stand.free(15500, 15519));
        this.switchOfBridge = Path.of("/proc/sys/net/ipv4/conf", stand.bridge(), "route_localnet");
        var to = stand.direct();
        var ports = List.of(stand.alias().port(), stand.published().port(), way.port())
                .toString();
        var interfaces = "\"" + from + "\", \"" + stand.bridge() + "\"";
        var rules = String.format(
                Locale.ROOT,
                RULES,
                table,
                ports.substring(1, ports.length() - 1),
                interfaces,
                way.port(),
                to.host(),
                to.port());
        try {
            this.before = Files.readString(switchOfBridge);
            // First the switch, which goes with the bridge, then the table, which nothing else would take away.
            Files.writeString(switchOfBridge, "1");
            shell.run(
                    "nft",
                    "-f",
                    Files.writeString(folder.resolve("translation.nft"), rules).toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Way way() {
        return way;
    }

    @Override
    public void close() {
        shell.run("nft", "delete", "table", "inet", table);
        try {
            Files.writeString(switchOfBridge, before);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
