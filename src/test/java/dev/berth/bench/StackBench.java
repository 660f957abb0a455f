package dev.berth.bench;

import dev.berth.adapter.file.FileRecords;
import dev.berth.adapter.file.StateFolder;
import dev.berth.app.ExampleStack;
import dev.berth.journal.Entry;
import dev.berth.journal.Journal;
import dev.berth.journal.Progress;
import dev.berth.plan.Berthing;
import dev.berth.plan.Move;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What the move of the whole example stack takes: in all, and of each of its databases; run by hand. */
public final class StackBench {
    private static final int ROUNDS = 1;

    private final Shell shell;
    private final FileRecords records;
    private final String launcher;
    private final Map<String, Outage> outages = new LinkedHashMap<>();
    private final List<Double> migrations = new ArrayList<>();
    private final List<Double> applies = new ArrayList<>();
    private final List<Double> rollbacks = new ArrayList<>();
    private double refused;
    private int berths;

    private StackBench(ExampleStack stack, Path root) throws IOException {
        this.shell = new Shell(stack.folder(), Map.of());
        this.records = new FileRecords(new StateFolder(stack.folder().resolve(".berth")));
        this.launcher = root.resolve("deploy/berth").toString();
    }

    /**
     * How long one database was away, in seconds.
     *
     * @param silent from the order to stop to the answer at its last port
     * @param held how long new connections waited at most, by the journal
     * @param waits the longest that a client's connection took, whichever way and port
     */
    private record Outage(String ports, List<Double> silent, List<Double> held, List<Double> waits) {
        String row(String name) {
            return String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %s | %s |%n",
                    name,
                    ports,
                    new Figures(silent).words(2),
                    new Figures(held).words(2),
                    new Figures(waits).words(2));
        }
    }

    /** Takes the number of rounds; without it, it is a short try that leaves the page alone. */
    public static void main(String[] words) throws IOException {
        int rounds = words.length == 0 ? ROUNDS : Integer.parseInt(words[0]);
        var root = Path.of("").toAbsolutePath();
        try (var stack = new ExampleStack()) {
            var bench = new StackBench(stack, root);
            bench.shell.run("docker", "compose", "up", "-d", "--wait");
            for (int round = 1; round <= rounds; round++) {
                bench.round(stack);
                System.err.println("round " + round + " of " + rounds);
            }
            System.out.println(bench.page(rounds));
            if (words.length > 0) {
                Files.writeString(root.resolve("docs/benchmarks-stack.md"), bench.page(rounds));
            }
        }
    }

    /** Clients know the old ports alone, forth and back. */
    private void round(ExampleStack stack) {
        var bells = new LinkedHashMap<Integer, Doorbell>();
        try {
            stack.published().values().forEach(port -> bells.put(port, new Doorbell(port)));
            applies.add(seconds(
                    shell.run(launcher, "apply", "-f", "policy.yaml", "--yes").whole()));
            rollbacks.add(
                    seconds(shell.run(launcher, "rollback", "-f", "policy.yaml").whole()));
        } finally {
            bells.values().forEach(Doorbell::close);
        }
        var all = records.all();
        note(all.get(all.size() - 1), bells);
    }

    private void note(Journal journal, Map<Integer, Doorbell> bells) {
        var entries = journal.entries();
        var plan = Progress.of(entries).plan();
        var last = plan.moves().get(plan.moves().size() - 1);
        migrations.add(seconds(Duration.between(entries.get(0).at(), end(entries, last, "remove-parked"))));
        berths = plan.moves().stream().mapToInt(move -> move.berths().size()).sum();
        refused += bells.values().stream().mapToInt(Doorbell::refused).sum();
        for (var move : plan.moves()) {
            var ports = move.berths().stream().map(Berthing::from).toList();
            var outage = outages.computeIfAbsent(
                    move.name(),
                    name -> new Outage(words(move), new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
            outage.silent().add(span(entries, move, "stop-container", "await-answer"));
            outage.held().add(span(entries, move, "hold-connections", "release-connections"));
            bells.forEach((port, bell) -> {
                if (ports.contains(port)) {
                    outage.waits().add(bell.longest());
                }
            });
        }
    }

    private static String words(Move move) {
        return move.berths().stream().map(Berthing::port).collect(Collectors.joining(", "));
    }

    private static double span(List<Entry> entries, Move move, String from, String to) {
        var begin = entries.stream()
                .filter(entry ->
                        entry instanceof Entry.Began began && is(move, from).test(began.step()))
                .findFirst()
                .orElseThrow()
                .at();
        return seconds(Duration.between(begin, end(entries, move, to)));
    }

    /** When the last of a move's steps of one kind was done. */
    private static Instant end(List<Entry> entries, Move move, String kind) {
        return entries.stream()
                .filter(entry ->
                        entry instanceof Entry.Applied applied && is(move, kind).test(applied.step()))
                .reduce((one, later) -> later)
                .orElseThrow()
                .at();
    }

    private static Predicate<String> is(Move move, String kind) {
        return step -> step.startsWith(move.name() + "/") && step.endsWith("-" + kind);
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    private String page(int rounds) {
        var table = outages.entrySet().stream()
                .map(entry -> entry.getValue().row(entry.getKey()))
                .collect(Collectors.joining());
        var held = outages.values().stream()
                .mapToDouble(outage -> new Figures(outage.held()).median())
                .sum();
        return String.format(
                Locale.ROOT,
                """
                # Benchmarks of the whole stack

                Written by
                `mvn exec:java -Dexec.classpathScope=test -Dexec.mainClass=dev.berth.bench.StackBench -Dexec.args=N`
                after `mvn package -DskipTests` in a checkout. A copy of [the example stack](../deploy/examples/research-stack), %d
                berths in %d containers, moves forth and back with its own policy and hardly any data. What stands for Qdrant is a
                stub. At each old port a client connects anew every 200 ms, forth and back, and waits as long as it takes. A load well
                above the number of cores means that the stack waited for others: then these figures say no more than that all arrived.

                %s; %d cores; N = %d migrations and as many ways back; load of other work at the end %.1f.

                |  | s |
                | --- | --- |
                | the migration, by its journal | %s |
                | the whole command `berth apply` | %s |
                | the whole command `berth rollback` | %s |
                | all pauses of the way forth, one after the other | %.1f |

                *Silent* is from the order to stop to the answer at the last port, *held* from the first connection that had to wait to
                the last, both of the way forth and by the journal. The *wait* is the longest of a connection, by whichever port, forth
                or back: from a pause of more than a second on it comes in steps, as the kernel asks again.

                | database | ports | silent, s | held, s | longest wait, s |
                | --- | --- | --- | --- | --- |
                %s
                Connections that came to nothing: %.0f.
                """,
                berths,
                outages.size(),
                LocalDate.now(ZoneOffset.UTC),
                Runtime.getRuntime().availableProcessors(),
                rounds,
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                new Figures(migrations).words(1),
                new Figures(applies).words(1),
                new Figures(rollbacks).words(1),
                held,
                table,
                refused);
    }
}
