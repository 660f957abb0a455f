package dev.berth.operator;

import dev.berth.journal.Entry;
import dev.berth.journal.Journal;
import dev.berth.journal.TakenOver;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Some who write the newest journal of the same records, round by round: in each all have read the same version, and then
 * write their entry at once.
 */
final class Race {
    private final ClusterRecords records;
    private final int writers;
    private final int rounds;
    private final AtomicInteger wins = new AtomicInteger();
    private final AtomicInteger losses = new AtomicInteger();

    Race(ClusterRecords records, int writers, int rounds) {
        this.records = records;
        this.writers = writers;
        this.rounds = rounds;
    }

    /** All rounds; fails where anything but the fence stops somebody. */
    Race run() throws Exception {
        var gate = new CyclicBarrier(writers);
        var pool = Executors.newFixedThreadPool(writers);
        try {
            for (var ended : pool.invokeAll(IntStream.range(0, writers)
                    .<Callable<Void>>mapToObj(writer -> () -> write(gate))
                    .toList())) {
                ended.get();
            }
        } finally {
            pool.shutdownNow();
        }
        return this;
    }

    private Void write(CyclicBarrier gate) throws Exception {
        for (int round = 0; round < rounds; round++) {
            gate.await();
            Journal journal = records.all().get(0);
            gate.await();
            try {
                journal.append(List.of(new Entry.Began(Instant.EPOCH, "round/" + round)));
                wins.incrementAndGet();
            } catch (TakenOver theirs) {
                losses.incrementAndGet();
            }
        }
        return null;
    }

    int wins() {
        return wins.get();
    }

    int losses() {
        return losses.get();
    }
}
