package dev.berth.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** An operator over many policies, beside a plain one; run by hand. */
public final class ClusterBench {
    private static final int ROUNDS = 1;
    private static final int EDITS = 100;
    private static final int FEW_EDITS = 30;

    /** Above that a round takes minutes, and one is enough to tell. */
    private static final int MANY = 1000;

    /** The JVM's own in the place of that of the launcher. */
    private static final String NO_ARCHIVE =
            "-XX:SharedArchiveFile=" + System.getProperty("java.home") + "/lib/server/classes.jsa";

    private final ClusterStand stand;
    private final ClusterPage page;
    private final int rounds;
    private final int edits;

    private ClusterBench(ClusterStand stand, ClusterPage page, int rounds, int edits) {
        this.stand = stand;
        this.page = page;
        this.rounds = rounds;
        this.edits = edits;
    }

    /** Takes the number of rounds and the sizes of the fleet; without them it is a short try that leaves the page alone. */
    public static void main(String[] words) throws IOException, InterruptedException, TimeoutException {
        var numbers = Arrays.stream(words).map(Integer::valueOf).toList();
        int rounds = numbers.isEmpty() ? ROUNDS : numbers.get(0);
        var sizes = numbers.size() < 2 ? List.of(5 * Fleet.CROWD) : numbers.subList(1, numbers.size());
        var root = Path.of("").toAbsolutePath();
        var page = new ClusterPage(rounds);
        try (var stand = new ClusterStand(root)) {
            var bench = new ClusterBench(stand, page, rounds, numbers.isEmpty() ? FEW_EDITS : EDITS);
            stand.fleet().grow(Fleet.CROWD);
            bench.starts(root.resolve("target"));
            for (int size : sizes) {
                stand.fleet().grow(size);
                bench.laps(size);
                if (!numbers.isEmpty()) {
                    Files.writeString(root.resolve("docs/benchmarks-cluster.md"), page.toString());
                }
            }
        }
        System.out.println(page);
    }

    /** The first leaves an archive to those that come after it. */
    private void starts(Path target) throws IOException, InterruptedException, TimeoutException {
        stand.start("");
        var plain = new ArrayList<ClusterStand.Start>();
        var archived = new ArrayList<ClusterStand.Start>();
        for (int round = 1; round <= rounds; round++) {
            plain.add(stand.start(NO_ARCHIVE));
            archived.add(stand.start(""));
            System.err.println("starts: round " + round + " of " + rounds);
        }
        try (var archives = Files.newDirectoryStream(target, "berth-run-*.jsa")) {
            page.starts(plain, archived, Files.size(archives.iterator().next()));
        }
    }

    private void laps(int size) throws InterruptedException, TimeoutException {
        int times = size > MANY ? 1 : rounds;
        var berth = new ArrayList<ClusterStand.Lap>();
        var plain = new ArrayList<ClusterStand.Lap>();
        for (int round = 1; round <= times; round++) {
            berth.add(stand.lap(new Rival.Berth("")));
            plain.add(stand.lap(new Rival.Plain()));
            System.err.println(size + " policies: round " + round + " of " + times);
        }
        page.laps(size, berth, plain, stand.drifts(edits));
    }
}
