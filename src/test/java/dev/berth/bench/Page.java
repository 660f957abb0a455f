package dev.berth.bench;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
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
              java -cp 'target/test-classes:target/berth.jar:target/lib/*' dev.berth.bench.Bench 10 1000
            ```

            The first number is the rounds (N below), each further one a rate of visits a second. Without numbers it is a short
            try: the figures are printed, and this page stays as it is.

            Other pages have [the hold](benchmarks-hold.md), [the old port](benchmarks-alias.md), [a stack](benchmarks-stack.md),
            [contents](benchmarks-contents.md), [backups](benchmarks-backup.md) and [the operator](benchmarks-cluster.md).

            ## How it is measured
            One PostgreSQL in a Compose project of its own, published on loopback, small (20,000 rows, all changed just before
            each move). 32 clients visit it in turn: connect, log in, `SELECT 1`, leave; first at the port they come from and,
            where that fails, at the port they go to. Each waits a quarter of a second at most: Docker listens at a port before
            its container can be reached, and a client that comes too early would hang for a second. The *window* is the time from the last good answer at the one to the first good
            answer at the other; *failed* visits are those that neither port answered. Every contender moves the database there
            and back in each round, in an order that shifts by one each round, after one round that does not count.

            Limits: one machine, few cores, clients and engine side by side, so absolute times say little: look at the ratios,
            which come from one run. A rate that the machine can't carry is not reached (the reached one is given): a login
            costs PostgreSQL more than a millisecond. Nothing is held back here (`hold: Never`); this is the plain rebind.
            """;
    private static final String START = "plan, in sync";

    private final StringBuilder top = new StringBuilder(HEAD);
    private final StringBuilder text = new StringBuilder();
    private final List<Goal> goals = new ArrayList<>();
    private final Map<String, Double> whole = new HashMap<>();

    Page(String engine, int rounds) {
        top.append("\n## Machine\n");
        top.append(String.format(
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
        tallies.forEach((name, tally) -> whole.put(name, new Figures(tally.whole()).median()));
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

    /** How one contender is to stand beside Compose and the script. */
    void goals(int hertz, RebindBench.Tally berth, RebindBench.Tally compose, RebindBench.Tally script) {
        var at = ", at " + hertz + " visits a second";
        goals.add(new Goal(
                "window forth, `deploy/berth` : `docker compose up -d`" + at,
                0.8,
                median(berth.window()) / median(compose.window()),
                ""));
        goals.add(new Goal(
                "rollback to the first good answer, `deploy/berth` : script" + at,
                1,
                median(berth.backAnswer()) / median(script.backAnswer()),
                ""));
    }

    /** @param launched the contender that runs as a process of its own */
    void steps(Stopwatch watch, String launched) {
        section("Where berth's time goes, warm JVM");
        row("", "ms");
        row("---", "---");
        watch.laps().forEach((name, laps) -> row(name, words(laps, 1)));
        var shares = watch.journalShares().stream().map(share -> share * 100).toList();
        var ofCommand = median(watch.journalMillis()) / whole.getOrDefault(launched, 0.0) / 10;
        text.append(String.format(
                Locale.ROOT,
                "%nA migration waits %s ms for its journal, since what is about to happen is on the disk before it does:"
                        + " %s %% of its time in a warm JVM, and %.2f %% of the whole command.%n",
                words(watch.journalMillis(), 1),
                words(shares, 2),
                ofCommand));
        goals.add(new Goal("journal, of a migration in a warm JVM", 1, median(shares), "%"));
        goals.add(new Goal("journal, of the whole command `berth apply`", 1, ofCommand, "%"));
    }

    void starts(Map<String, List<Double>> seconds) {
        section("From the start of a command to its first output");
        text.append("The archive is the launcher's: class data sharing, from JDK 25 on an AOT cache.\n\n");
        row("command", "JDK", "archive", "s");
        row("---", "---", "---", "---");
        seconds.forEach((name, values) -> row(name, words(values, 2)));
        seconds.forEach((name, values) -> {
            if (name.startsWith(START) && name.endsWith("archive")) {
                goals.add(new Goal("first output, " + name.replace(" |", ","), 0.5, median(values), "s"));
            }
        });
    }

    @Override
    public String toString() {
        var table = new StringBuilder("\n## Goals\n");
        row(table, "figure", "goal", "reached (median)", "");
        row(table, "---", "---", "---", "---");
        goals.forEach(goal -> row(table, goal.cells()));
        return top.toString() + table + text;
    }

    /** The page's place in a checkout. */
    static Path in(Path root) {
        return root.resolve("docs/benchmarks.md");
    }

    private void section(String title) {
        text.append("\n## ").append(title).append("\n");
    }

    private void row(String... cells) {
        row(text, cells);
    }

    private static void row(StringBuilder table, String... cells) {
        table.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private static double median(List<Double> values) {
        return new Figures(values).median();
    }

    private static String words(List<Double> values, int digits) {
        return new Figures(values).words(digits);
    }

    private static String ratio(List<Double> values, List<Double> others) {
        return new Figures(values).ratio(new Figures(others));
    }
}
