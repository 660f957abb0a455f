package dev.berth.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/** What clients feel of a move that holds them, beside the gap that Compose leaves; run by hand. */
public final class HoldBench {
    private static final int ROUNDS = 3;
    private static final int HERTZ = 100;
    private static final int STEADY = 100;
    private static final Duration FELT = Duration.ofMillis(100);
    private static final double GOAL = 0.45;

    private final Stand stand;
    private final Contender compose;
    private final Contender berth;
    private final List<Double> gaps = new ArrayList<>();
    private final List<Double> refused = new ArrayList<>();
    private final List<Double> longest = new ArrayList<>();
    private final List<Double> waits = new ArrayList<>();
    private final List<Double> failed = new ArrayList<>();
    private final Stages stages = new Stages();

    private HoldBench(Stand stand, Path root) {
        this.stand = stand;
        this.compose = new Contenders.Up(stand);
        this.berth = new Contenders.Launched(stand, root.resolve("deploy/berth"));
    }

    /** Takes the number of rounds; without it, it is a short try that leaves the page alone. */
    public static void main(String[] words) throws IOException {
        int rounds = words.length == 0 ? ROUNDS : Integer.parseInt(words[0]);
        var root = Path.of("").toAbsolutePath();
        try (var stand = new Stand()) {
            stand.hold();
            var bench = new HoldBench(stand, root);
            for (int round = 0; round <= rounds; round++) {
                bench.round();
                if (round == 0) {
                    bench.forgetTheFirst();
                }
                System.err.println("round " + round + " of " + rounds);
            }
            System.out.println(bench.page(rounds));
            if (words.length > 0) {
                Files.writeString(root.resolve("docs/benchmarks-hold.md"), bench.page(rounds));
            }
        }
    }

    private void round() {
        gap(stand.oldPort(), stand.newPort(), compose::forth);
        gap(stand.newPort(), stand.oldPort(), compose::back);
        held(berth::forth);
        stages.add(stand.folder().resolve(".berth"));
        held(berth::back);
    }

    private void forgetTheFirst() {
        List.of(gaps, refused, longest, waits, failed).forEach(List::clear);
        stages.clear();
    }

    private void gap(int from, int to, Runnable move) {
        stand.dirty();
        try (var prober = new Prober(from, to, HERTZ)) {
            prober.awaitFrom();
            move.run();
            prober.awaitTo();
            var sight = prober.end();
            gaps.add(seconds(sight.window()));
            refused.add((double) sight.failed());
        }
    }

    /** Both ways the clients know the old port alone. */
    private void held(Runnable move) {
        stand.dirty();
        try (var callers = new Callers(stand.oldPort(), HERTZ)) {
            await(callers, STEADY);
            move.run();
            await(callers, callers.count() + STEADY);
            var visits = callers.end();
            var failures =
                    visits.stream().flatMap(visit -> visit.failure().stream()).toList();
            failures.forEach(System.err::println);
            failed.add((double) failures.size());
            longest.add(visits.stream()
                    .mapToDouble(visit -> seconds(visit.took()))
                    .max()
                    .orElseThrow());
            visits.stream()
                    .filter(visit -> visit.took().compareTo(FELT) > 0)
                    .forEach(visit -> waits.add(seconds(visit.took())));
        }
    }

    private static void await(Callers callers, int count) {
        while (callers.count() < count) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    private String page(int rounds) {
        double ratio = new Figures(longest).p95() / new Figures(gaps).median();
        double lost = failed.stream().mapToDouble(Double::doubleValue).sum();
        return String.format(
                Locale.ROOT,
                """
                # Benchmarks of a held move

                Written by `dev.berth.bench.HoldBench N` from a checkout (see [benchmarks](benchmarks.md)). One PostgreSQL, %d new
                connections a second, each with one query. Beside Compose, clients try the old port and then the new one; the gap is
                from the last good answer at the one to the first at the other. Beside berth they know the old port alone, before,
                during and after the move and its rollback, and wait as long as it takes. A wait is a visit of more than %d ms.

                %s; %d cores; N = %d moves and as many ways back each, alternating.

                |  | s | failed visits |
                | --- | --- | --- |
                | docker compose up -d, the gap | %s | %s a move |
                | berth, the longest wait of a move | %s, p95 %.2f | %.0f in all |
                | berth, all waits | %s, p95 %.2f | |

                ## Where the time goes
                By the journals of the moves forth, from the hold on, each step with its entries on the disk.

                %s
                Goal: p95 of the longest wait at most %.2f × Compose's gap, and no failed visit. Reached: %.2f and %.0f: %s.
                """,
                HERTZ,
                FELT.toMillis(),
                LocalDate.now(ZoneOffset.UTC),
                Runtime.getRuntime().availableProcessors(),
                rounds,
                new Figures(gaps).words(2),
                new Figures(refused).words(0),
                new Figures(longest).words(2),
                new Figures(longest).p95(),
                lost,
                waits.isEmpty() ? "none" : new Figures(waits).words(2),
                waits.isEmpty() ? 0.0 : new Figures(waits).p95(),
                stages.table(),
                GOAL,
                ratio,
                lost,
                ratio <= GOAL && lost == 0 ? "met" : "missed");
    }
}
