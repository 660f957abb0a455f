package dev.berth.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Runs all benchmarks by hand; {@code docs/benchmarks.md} says how. */
public final class Bench {
    private static final int ROUNDS = 3;
    private static final List<Integer> RATES = List.of(100);

    private Bench() {}

    /** Takes the number of rounds and the rates of visits; without them it is a short try that leaves the page alone. */
    public static void main(String[] words) throws IOException {
        var numbers = Arrays.stream(words).map(Integer::valueOf).toList();
        int rounds = numbers.isEmpty() ? ROUNDS : numbers.get(0);
        var rates = numbers.size() < 2 ? RATES : numbers.subList(1, numbers.size());
        var root = Path.of("").toAbsolutePath();
        var page = run(root, rounds, rates);
        System.out.println(page);
        if (!numbers.isEmpty()) {
            Files.writeString(Page.in(root), page.toString());
        }
    }

    private static Page run(Path root, int rounds, List<Integer> rates) {
        var page = new Page(versions(root), rounds);
        var watch = new Stopwatch();
        try (var stand = new Stand()) {
            var berth = new Contenders.Launched(stand, root.resolve("deploy/berth"));
            var compose = new Contenders.Up(stand);
            var script = new Contenders.Script(stand);
            var contenders = List.<Contender>of(compose, script, berth, new Contenders.InProcess(stand, watch));
            for (int hertz : rates) {
                var rebinds = new RebindBench(stand, contenders, hertz);
                rebinds.run(rounds);
                page.rebinds(hertz, rebinds.tallies());
                page.goals(hertz, rebinds.of(berth), rebinds.of(compose), rebinds.of(script));
            }
            page.steps(watch, berth.name());
            berth.forth();
            var starts = new StartBench(stand, root);
            starts.run(rounds);
            page.starts(starts.seconds());
        }
        return page;
    }

    private static String versions(Path root) {
        var shell = new Shell(root, Map.of());
        return shell.run("docker", "version", "--format", "{{.Server.Version}}")
                        .out()
                        .strip() + ", Compose "
                + shell.run("docker", "compose", "version", "--short").out().strip();
    }
}
