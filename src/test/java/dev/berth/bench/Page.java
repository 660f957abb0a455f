package dev.berth.bench;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Words the figures as {@code docs/benchmarks.md}. */
final class Page {
    private static final String HEAD = """
            # Benchmarks

            Written by the bench itself; run it again with one command, from a checkout with Docker and the Compose plugin
            (`src/test/rig/rig.sh up` brings both):

            ```
            mvn -B -ntp -q -DskipTests package &&
              java -cp 'target/test-classes:target/berth.jar:target/lib/*' dev.berth.bench.Bench 12 1000 100
            ```

            The first number is the rounds, each further one a rate of visits a second. Without numbers it is a short try:
            the figures are printed, and this page stays as it is.

            ## How it is measured
            One PostgreSQL in a Compose project of its own, published on loopback, small (20,000 rows, all changed just before
            each move). Eight clients visit it: connect, log in, `SELECT 1`, leave; first at the port they come from and, where
            that fails, at the port they go to. The *window* is the time from the last good answer at the one to the first good
            answer at the other; *failed* visits are those that neither port answered. Every contender moves the database forth
            and back in each round, in an order that shifts by one each round, after one round that does not count.

            Limits: one machine, few cores, clients and engine side by side, so absolute times say little: look at the ratios,
            which come from one run. A rate that the machine can't carry is not reached (the reached one is given): a login
            costs PostgreSQL more than a millisecond. Nothing is held back here (`hold: Never`); this is the plain rebind.
            """;
    private final StringBuilder text = new StringBuilder(HEAD);

    Page(String engine, int rounds) {
        section("Machine");
        text.append(String.format(
                Locale.ROOT,
                "%s; %d cores; Java %s; Docker %s; N = %d; load of other work at the end %.1f.%n",
                LocalDate.now(java.time.ZoneOffset.UTC),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                engine,
                rounds,
                java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                        .getSystemLoadAverage()));
    }

    /** Medians with ranges; ratios to the first contender, which is Compose. */
    void rebinds(int hertz, Map<String, RebindBench.Tally> tallies) {
        section("Forth, at " + hertz + " visits a second");
        row("", "window, s", "ratio", "failed visits", "whole command, s", "visits a second");
        row("---", "---", "---", "---", "---", "---");
        var compose = tallies.values().iterator().next();
        tallies.forEach((name, tally) -> row(
                name,
                words(tally.window(), 2),
                ratio(tally.window(), compose.window()),
                words(tally.failed(), 0),
                words(tally.whole(), 2),
                words(tally.rate(), 0)));
        section("Back, at " + hertz + " visits a second");
        row("", "window, s", "ratio", "from the command to the first good answer, s", "ratio");
        row("---", "---", "---", "---", "---");
        tallies.forEach((name, tally) -> row(
                name,
                words(tally.backWindow(), 2),
                ratio(tally.backWindow(), compose.backWindow()),
                words(tally.backAnswer(), 2),
                ratio(tally.backAnswer(), compose.backAnswer())));
    }

    void steps(Stopwatch watch) {
        section("Where berth's time goes, warm JVM");
        row("", "ms");
        row("---", "---");
        watch.laps().forEach((name, laps) -> row(name, words(laps, 1)));
        text.append("\nThe journal takes ")
                .append(words(
                        watch.journalShares().stream().map(share -> share * 100).toList(), 2))
                .append(" % of a migration: every entry is on the disk before what it tells of happens.\n");
    }

    void starts(Map<String, List<Double>> seconds) {
        section("From the start of a command to its first output");
        text.append("The archive is the launcher's: class data sharing, from JDK 25 on an AOT cache.\n\n");
        row("command", "JDK", "archive", "s");
        row("---", "---", "---", "---");
        seconds.forEach((name, values) -> row(name, words(values, 2)));
    }

    @Override
    public String toString() {
        return text.toString();
    }

    /** The page's place in a checkout. */
    static Path in(Path root) {
        return root.resolve("docs/benchmarks.md");
    }

    private void section(String title) {
        text.append("\n## ").append(title).append("\n");
    }

    private void row(String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private static String words(List<Double> values, int digits) {
        return new Figures(values).words(digits);
    }

    private static String ratio(List<Double> values, List<Double> others) {
        return new Figures(values).ratio(new Figures(others));
    }
}
