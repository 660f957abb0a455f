package dev.berth.bench;

import java.nio.file.Path;
import java.util.List;

/** Runs all benchmarks by hand; {@code docs/benchmarks.md} says how. */
public final class Bench {
    private Bench() {}

    /** Rounds, visits a second, and {@code write} to renew the page. */
    public static void main(String[] words) {
        int rounds = words.length > 0 ? Integer.parseInt(words[0]) : 12;
        int hertz = words.length > 1 ? Integer.parseInt(words[1]) : 1000;
        var watch = new Stopwatch();
        try (var stand = new Stand()) {
            var launcher = Path.of("deploy/berth").toAbsolutePath();
            var bench = new RebindBench(
                    stand,
                    List.of(
                            new Contenders.Up(stand),
                            new Contenders.Script(stand),
                            new Contenders.Launched(stand, launcher),
                            new Contenders.InProcess(stand, watch)),
                    hertz);
            bench.run(rounds);
            bench.tallies()
                    .forEach((name, tally) -> System.out.println(name + " window "
                            + new Figures(tally.window()).words(3) + " failed " + new Figures(tally.failed()).words(0)
                            + " whole " + new Figures(tally.whole()).words(2) + " back window "
                            + new Figures(tally.backWindow()).words(3) + " back answer "
                            + new Figures(tally.backAnswer()).words(2) + " rate "
                            + new Figures(tally.rate()).words(0)));
            watch.laps().forEach((name, laps) -> System.out.println(name + " " + new Figures(laps).words(1)));
            System.out.println("journal share " + new Figures(watch.journalShares()).words(4));
        }
    }
}
