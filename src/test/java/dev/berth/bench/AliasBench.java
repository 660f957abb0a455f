package dev.berth.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** The old port by berth's alias beside other ways to the same database; run by hand. */
public final class AliasBench {
    private static final int ROUNDS = 2;
    private static final String LOOPBACK = "127.0.0.1";
    private static final String EVERYWHERE = "0.0.0.0";

    private final Path root;
    private final int rounds;

    private AliasBench(Path root, int rounds) {
        this.root = root;
        this.rounds = rounds;
    }

    /** Takes the number of rounds; without it, it is a short try that leaves the page alone. */
    public static void main(String[] words) throws IOException {
        Relay.needPrograms();
        var root = Path.of("").toAbsolutePath();
        var bench = new AliasBench(root, words.length == 0 ? ROUNDS : Integer.parseInt(words[0]));
        var page = new AliasPage(versions(root), bench.rounds);
        page.loopback(bench.onLoopback());
        page.loopbackAlone(bench.onLoopbackAlone());
        page.others(bench.fromAnotherHost());
        System.out.println(page);
        if (words.length > 0) {
            Files.writeString(root.resolve("docs/benchmarks-alias.md"), page.toString());
        }
    }

    private Series onLoopback() {
        try (var stand = new Stand(EVERYWHERE);
                var moved = new MovedStand(stand, berth(stand), LOOPBACK)) {
            return new Fence(stand.folder(), moved, "lo").around(() -> here("on loopback", stand, moved));
        }
    }

    /** Published there and nowhere else, so that nobody needs to be kept out. */
    private Series onLoopbackAlone() {
        try (var stand = new Stand(LOOPBACK);
                var moved = new MovedStand(stand, berth(stand), LOOPBACK)) {
            return here("on loopback alone", stand, moved);
        }
    }

    private Series here(String name, Stand stand, MovedStand moved) {
        try (var socat = Relay.socat(stand.folder(), LOOPBACK, moved.direct());
                var haproxy = Relay.haproxy(stand.folder(), LOOPBACK, moved.direct());
                var clients = ClientMachine.here(stand)) {
            var ways = List.of(moved.direct(), moved.published(), moved.alias(), socat.way(), haproxy.way());
            return measured(name, clients, ways);
        }
    }

    /** Published on every address, as for clients elsewhere; another host may not be at hand, so it is a namespace. */
    private Series fromAnotherHost() {
        var cable = "berth-b" + ProcessHandle.current().pid();
        try (var stand = new Stand(EVERYWHERE);
                var moved = new MovedStand(stand, berth(stand), ClientMachine.HERE)) {
            return new Fence(stand.folder(), moved, cable).around(() -> there(cable, stand, moved));
        }
    }

    private Series there(String cable, Stand stand, MovedStand moved) {
        try (var clients = ClientMachine.there(stand, cable);
                var socat = Relay.socat(stand.folder(), ClientMachine.HERE, moved.direct());
                var haproxy = Relay.haproxy(stand.folder(), ClientMachine.HERE, moved.direct())) {
            var ways = List.of(moved.published(), moved.alias(), socat.way(), haproxy.way());
            return measured("from another host", clients, ways);
        }
    }

    private Contender berth(Stand stand) {
        return new Contenders.Launched(stand, root.resolve("deploy/berth"));
    }

    /** Each load over all ways, in an order that shifts by one each round; the first round does not count. */
    private Series measured(String name, ClientMachine clients, List<Way> ways) {
        ways.forEach(clients::await);
        clients.fill(ways.get(0));
        clients.sql(ways.get(0), Copy.SINK);
        clients.sql(ways.get(0), Copy.prepare());
        var series = new Series(ways);
        for (int round = 0; round <= rounds; round++) {
            for (var load : AliasPage.loads()) {
                for (var way : shifted(ways, round)) {
                    var sample = load.over(clients, way);
                    if (round > 0) {
                        series.add(load, way, sample);
                    }
                }
            }
            System.err.println(name + ": round " + round + " of " + rounds);
        }
        return series;
    }

    private static List<Way> shifted(List<Way> ways, int by) {
        var order = new ArrayList<>(ways);
        Collections.rotate(order, -by);
        return order;
    }

    private static String versions(Path root) {
        var shell = new Shell(root, Map.of());
        var docker = shell.run("docker", "version", "--format", "{{.Server.Version}}");
        return "Docker " + docker.out().strip() + "; "
                + firstLine(shell, "haproxy", "-v").replaceAll(" \\d{4}/.*", "") + "; Linux "
                + firstLine(shell, "uname", "-r");
    }

    private static String firstLine(Shell shell, String... words) {
        return shell.run(words).out().lines().findFirst().orElse("");
    }
}
