package dev.berth.bench;

import java.util.ArrayList;
import java.util.List;

/** {@code pgbench -S}: so many clients at once, each so many times; its figures are milliseconds. */
record Queries(int clients, int times, boolean anew) implements Load {
    @Override
    public String name() {
        return "c=" + clients + (anew ? " -C" : "");
    }

    @Override
    public Sample over(ClientMachine machine, Way way) {
        var sorted = machine.queries(way, words()).stream()
                .flatMap(log -> anew ? log.visits() : log.transactions())
                .sorted()
                .toList();
        return new Sample(at(sorted, 0.5), at(sorted, 0.99));
    }

    private static double at(List<Long> sorted, double share) {
        return sorted.get((int) Math.ceil(sorted.size() * share) - 1) / 1000.0;
    }

    /** pgbench connects one at a time in each of its threads: with new connections each client needs one of its own. */
    private List<String> words() {
        int threads = anew ? clients : Math.min(clients, 2);
        var words = new ArrayList<>(List.of("-c", "" + clients, "-j", "" + threads, "-t", "" + times));
        if (anew) {
            words.add("-C");
        }
        return words;
    }
}
