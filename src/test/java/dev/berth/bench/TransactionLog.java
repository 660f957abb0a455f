package dev.berth.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What one thread of pgbench wrote down: when each transaction ended and how long it took, in microseconds. */
record TransactionLog(List<Line> lines) {
    /** Reads a log, and removes it. */
    static TransactionLog taken(Path file) {
        try {
            var lines = Files.readAllLines(file).stream().map(Line::of).toList();
            Files.delete(file);
            return new TransactionLog(lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How long each took, once its connection was there. */
    Stream<Long> transactions() {
        return lines.stream().map(Line::took);
    }

    /** From one answer to the next, for a thread with one client that connects anew for each. */
    Stream<Long> visits() {
        return IntStream.range(1, lines.size())
                .mapToObj(i -> lines.get(i).end() - lines.get(i - 1).end());
    }

    /**
     * One transaction.
     *
     * @see <a href="https://www.postgresql.org/docs/15/pgbench.html">pgbench, per-transaction logging</a>
     */
    record Line(long end, long took) {
        private static Line of(String line) {
            var fields = line.split(" ");
            return new Line(
                    Long.parseLong(fields[4]) * 1_000_000 + Long.parseLong(fields[5]), Long.parseLong(fields[2]));
        }
    }
}
