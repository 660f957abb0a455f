package dev.berth.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Keeps everybody out of a database on every address who does not come from this bench, since it trusts its clients. */
final class Fence {
    private static final String RULES = """
            table inet %1$s {
            	chain stay_home {
            		type filter hook prerouting priority -310; policy accept;
            		tcp dport { %2$d, %3$d } iifname != { "lo", "%4$s", "%5$s" } drop
            	}
            }
            """;

    private final String table = "berth_bench_" + ProcessHandle.current().pid();
    private final Shell shell;
    private final String file;

    /** @param from the interface that the bench's clients come by */
    Fence(Path folder, MovedStand stand, String from) {
        this.shell = new Shell(folder, Map.of());
        var rules = String.format(
                Locale.ROOT,
                RULES,
                table,
                stand.alias().port(),
                stand.published().port(),
                from,
                stand.bridge());
        try {
            this.file = Files.writeString(folder.resolve("fence.nft"), rules).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Series around(Supplier<Series> bench) {
        shell.run("nft", "-f", file);
        try {
            return bench.get();
        } finally {
            shell.run("nft", "delete", "table", "inet", table);
        }
    }
}
