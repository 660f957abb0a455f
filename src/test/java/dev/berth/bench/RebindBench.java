package dev.berth.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Moves one database forth and back, each contender in turn, while clients keep asking. */
final class RebindBench {
    private final Stand stand;
    private final List<Contender> contenders;
    private final int hertz;
    private final Map<String, Tally> tallies = new LinkedHashMap<>();

    RebindBench(Stand stand, List<Contender> contenders, int hertz) {
        this.stand = stand;
        this.contenders = contenders;
        this.hertz = hertz;
        contenders.forEach(contender -> tallies.put(contender.name(), new Tally()));
    }

    /** What was measured of one contender; seconds, visits, visits a second. */
    record Tally(
            List<Double> window,
            List<Double> failed,
            List<Double> whole,
            List<Double> backWindow,
            List<Double> backAnswer,
            List<Double> rate) {
        Tally() {
            this(
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>());
        }
    }

    Map<String, Tally> tallies() {
        return tallies;
    }

    Tally of(Contender contender) {
        return tallies.getOrDefault(contender.name(), new Tally());
    }

    /** One round each for warming up, which does not count, then the others. */
    void run(int rounds) {
        for (int round = 0; round <= rounds; round++) {
            for (int i = 0; i < contenders.size(); i++) {
                var contender = contenders.get((i + round) % contenders.size());
                var tally = round == 0 ? new Tally() : of(contender);
                forth(contender, tally);
                back(contender, tally);
                forget();
            }
            System.err.println("round " + round + " of " + rounds);
        }
    }

    private void forth(Contender contender, Tally tally) {
        stand.dirty();
        try (var prober = new Prober(stand.oldPort(), stand.newPort(), hertz)) {
            prober.awaitFrom();
            long start = System.nanoTime();
            contender.forth();
            tally.whole.add((System.nanoTime() - start) / 1e9);
            prober.awaitTo();
            var sight = prober.end();
            tally.window.add(sight.window().toNanos() / 1e9);
            tally.failed.add((double) sight.failed());
            tally.rate.add(sight.rate());
        }
    }

    private void back(Contender contender, Tally tally) {
        stand.dirty();
        try (var prober = new Prober(stand.newPort(), stand.oldPort(), hertz)) {
            prober.awaitFrom();
            long start = System.nanoTime();
            contender.back();
            prober.awaitTo();
            var sight = prober.end();
            tally.backWindow.add(sight.window().toNanos() / 1e9);
            tally.backAnswer.add((sight.firstGood() - start) / 1e9);
        }
    }

    /** Every move is berth's first one: a growing history would be a disadvantage that nobody else has. */
    private void forget() {
        delete(stand.folder().resolve(".berth"));
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
