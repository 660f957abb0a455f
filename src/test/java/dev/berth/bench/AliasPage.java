package dev.berth.bench;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Words the figures as {@code docs/benchmarks-alias.md}. */
final class AliasPage {
    private static final double MOST_ADDED = 0.2;
    private static final double LEAST_RATE = 0.97;
    private static final List<Load> QUERIES = List.of(
            new Queries(1, 5000, false),
            new Queries(16, 1000, false),
            new Queries(1, 200, true),
            new Queries(16, 25, true));
    private static final List<Load> COPIES = List.of(Copy.out(), Copy.in());
    private static final String HEAD = """
            # Benchmarks of the old port

            Written by `dev.berth.bench.AliasBench N` from a checkout (see [benchmarks](benchmarks.md)); it needs socat and HAProxy
            (`apt-get install --no-install-recommends socat haproxy`). One PostgreSQL, moved by `berth apply` with `hold: Required`,
            and several ways to it. Every load takes every way in each round, one right after the other, in an order that shifts by
            one each round, after one round that does not count. Figures are medians of the rounds with their range; p50 and p99
            are of one round's queries. What a way adds, and ratios, are taken within a round.
            HAProxy is held against the first way of the table; a share below zero is noise.

            - Latency: `pgbench -S` with c clients at once, each with one connection for all its queries or, with `-C`, a new one
              for each; then it is the time from one answer to the next, so that the connect counts.
            - Throughput: COPY of %d rows of 1 kB out of the database, and from a file into it, where they are read and dropped.
              Such rows cost the server little, so the way counts for much.
            - *direct* is the container's own address, with no proxy; *new port* is what Docker publishes; *alias* is the old port,
              which berth leads on ([how](adr/0013-the-old-port-by-dockers-own-rule.md)). *socat* and *HAProxy* lead straight to
              the container, their best case.

            Clients, database and proxies share the cores, so a proxy that could run beside them is dearer here than elsewhere.

            %s; %d cores; %s; N = %d rounds.
            """;
    private static final String LOOPBACK = """

            Published on every address, asked at 127.0.0.1. There Docker leads clients through its userland proxy, at the new port as
            at the old one before the move; berth's alias leads them within the kernel.
            """;
    private static final String LOOPBACK_ALONE = """

            Published on 127.0.0.1. Docker has no rule there that berth's alias could use: it leads through Docker's proxy, as the
            new port does.
            """;
    private static final String OTHERS = """

            Docker leads clients on other hosts to the new port within the kernel, and berth's alias by the same rule. The other host
            is a network namespace.
            """;

    private final StringBuilder text = new StringBuilder();

    AliasPage(String versions, int rounds) {
        text.append(String.format(
                Locale.ROOT,
                HEAD,
                Copy.ROWS,
                LocalDate.now(ZoneOffset.UTC),
                Runtime.getRuntime().availableProcessors(),
                versions,
                rounds));
    }

    static List<Load> loads() {
        return Stream.concat(QUERIES.stream(), COPIES.stream()).toList();
    }

    /** Clients on this host: the lower bound is no proxy at all, though Docker offers them none but its own. */
    void loopback(Series series) {
        section(
                "On this host",
                LOOPBACK,
                series,
                List.of(
                        new Rival(MovedStand.ALIAS, MovedStand.DIRECT),
                        new Rival(MovedStand.ALIAS, MovedStand.NEW_PORT)));
    }

    /** The same where Docker offers them nothing but its proxy. */
    void loopbackAlone(Series series) {
        section(
                "On this host, published on loopback alone",
                LOOPBACK_ALONE,
                series,
                List.of(
                        new Rival(MovedStand.ALIAS, MovedStand.DIRECT),
                        new Rival(MovedStand.ALIAS, MovedStand.NEW_PORT)));
    }

    /** Clients elsewhere: they reach the new port by Docker's own DNAT, with no proxy. */
    void others(Series series) {
        section("From another host", OTHERS, series, List.of(new Rival(MovedStand.ALIAS, MovedStand.NEW_PORT)));
    }

    /** A way, and what it is held against. */
    private record Rival(String way, String base) {
        String title() {
            return way + ", against " + base;
        }
    }

    private void section(String title, String words, Series series, List<Rival> rivals) {
        text.append("\n## ").append(title).append('\n').append(words).append('\n');
        row(Stream.concat(Stream.of("", "goal"), rivals.stream().map(Rival::title)));
        row(Stream.concat(Stream.of("---", "---"), rivals.stream().map(rival -> "---")));
        for (var load : QUERIES) {
            var goal = Stream.of("added p50 : what HAProxy adds, " + load.name(), "≤ " + words(MOST_ADDED));
            row(Stream.concat(goal, rivals.stream().map(rival -> share(series, load, rival))));
        }
        for (var load : COPIES) {
            var goal = Stream.of("throughput, " + load.name(), "≥ " + words(LEAST_RATE));
            row(Stream.concat(goal, rivals.stream().map(rival -> rate(series, load, rival))));
        }
        table(
                series,
                "p50, ms",
                QUERIES,
                (load, way) -> series.middles(load, way).words(3));
        table(series, "p99, ms", QUERIES, (load, way) -> series.p99s(load, way).words(3));
        table(series, "MB/s", COPIES, (load, way) -> series.middles(load, way).words(0));
    }

    private void table(
            Series series, String figure, List<? extends Load> loads, BiFunction<Load, String, String> cell) {
        text.append('\n');
        row(Stream.concat(Stream.of(figure), loads.stream().map(Load::name)));
        row(Stream.concat(Stream.of("---"), loads.stream().map(load -> "---")));
        for (var way : series.ways()) {
            row(Stream.concat(Stream.of(way), loads.stream().map(load -> cell.apply(load, way))));
        }
    }

    /** What a way adds, beside what HAProxy adds to the first of the ways, which it leads to. */
    private static String share(Series series, Load load, Rival rival) {
        double haproxy = series.added(load, Relay.HAPROXY, series.ways().get(0)).median();
        double reached = series.added(load, rival.way(), rival.base()).median() / haproxy;
        return haproxy <= 0 ? "HAProxy adds nothing" : verdict(reached, reached <= MOST_ADDED);
    }

    private static String rate(Series series, Load load, Rival rival) {
        double reached = series.ratios(load, rival.way(), rival.base()).median();
        return verdict(reached, reached >= LEAST_RATE);
    }

    private static String verdict(double reached, boolean met) {
        return words(reached) + (met ? " met" : " **missed**");
    }

    private static String words(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private void row(Stream<String> cells) {
        text.append(cells.collect(Collectors.joining(" | ", "| ", " |\n")));
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
