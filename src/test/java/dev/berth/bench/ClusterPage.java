package dev.berth.bench;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Words the figures as {@code docs/benchmarks-cluster.md}. */
final class ClusterPage {
    private static final String HEAD = """
            # Benchmarks of the operator

            Written by `dev.berth.bench.ClusterBench ROUNDS SIZE…` from a checkout (see [benchmarks](benchmarks.md)):

            ```
            mvn -B -ntp -q -DskipTests package dependency:build-classpath -Dmdep.outputFile=target/test.classpath &&
              java -cp "target/test-classes:target/classes:$(cat target/test.classpath)" dev.berth.bench.ClusterBench 2 1000 10000
            ```

            It needs no Docker, but the rig's kube-apiserver and etcd (`src/test/rig/rig.sh up`). Everything shares one machine: API
            server, etcd (without fsync), the operator, and the bench, which watches the policies. So the figures are those of the API
            server as much as of the operator; look at the ratios, which are of one run.

            - A fleet of policies in sync, %d to a namespace, each over a Service of its own with two ports; `mode: Plan`.
            - *berth* is `deploy/berth run --kubernetes`, with its Lease, register, guard's watch, log, events and metrics. *plain JOSDK*
              is an operator of one reconciler, in the bench: it looks for the wanted port in the cached Service and patches the
              status at each pass; it has one condition, no Lease, no events, no finalizer, and plans nothing.
            - Both have JOSDK's 50 threads and the same client (fabric8 over Vert.x, HTTP/1.1), which has no limit of requests a
              second: as many calls are under way as threads want one. Both JVMs do without the optimising compiler
              (`-XX:TieredStopAtLevel=1`), which took a core from the first minute and doubled it.
            - *first start*: from the start of the process until a watch has seen every policy Ready, none of which had a status.
              *start again*: until each was passed over, their status being right. *resync*: while it runs, one Service of each
              namespace is touched, until every policy was passed over.
            - *Calls* are finished requests by the API server's own count, without watches and Leases.

            %s; %d cores; Java %s; N = %d rounds (one above 1,000 policies); load of other work before %.1f.
            """;
    private static final Map<Integer, Double> FIRST_GOALS = Map.of(1000, 10.0, 10_000, 120.0);
    private static final double LEAST_RATIO = 5;
    private static final double MOST_DRIFT = 100;

    private final StringBuilder top = new StringBuilder();
    private final StringBuilder goals = new StringBuilder("\n## Goals\n\n");
    private final StringBuilder text = new StringBuilder();
    private final Map<Integer, Double> live = new TreeMap<>();

    ClusterPage(int rounds) {
        top.append(String.format(
                Locale.ROOT,
                HEAD,
                Fleet.CROWD,
                LocalDate.now(ZoneOffset.UTC),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                rounds,
                java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                        .getSystemLoadAverage()));
        row(goals, "figure", "goal", "reached (median)", "");
        row(goals, "---", "---", "---", "---");
    }

    void starts(List<ClusterStand.Start> plain, List<ClusterStand.Start> archived, long bytes) {
        text.append(String.format(
                Locale.ROOT,
                "%n## From the start to the first policy%n%n%d policies. The archive is class data of the JVM (AppCDS), %.0f MB,"
                        + " that the launcher has a run of the operator leave to the next.%n%n",
                Fleet.CROWD,
                bytes / 1e6));
        row(text, "", "s", "MB of the machine, idle");
        row(text, "---", "---", "---");
        start("without an archive", plain);
        start("with an archive", archived);
    }

    private void start(String name, List<ClusterStand.Start> starts) {
        row(
                text,
                name,
                figures(starts, ClusterStand.Start::seconds).words(2),
                figures(starts, ClusterStand.Start::resident).words(0));
    }

    void laps(int size, List<ClusterStand.Lap> berth, List<ClusterStand.Lap> plain, List<Double> drifts) {
        text.append(String.format(Locale.ROOT, "%n## %,d policies%n%n", size));
        row(text, "", "berth, s", "plain JOSDK, s", "plain : berth", "berth's calls a policy", "plain's");
        row(text, "---", "---", "---", "---", "---", "---");
        double first = times(size, "first start", berth, plain, ClusterStand.Lap::first, ClusterStand.Lap::firstCalls);
        double again = times(size, "start again", berth, plain, ClusterStand.Lap::again, ClusterStand.Lap::againCalls);
        double resync = times(size, "resync", berth, plain, ClusterStand.Lap::resync, ClusterStand.Lap::resyncCalls);
        memory(size, berth, plain);
        drift(drifts);
        Optional.ofNullable(FIRST_GOALS.get(size))
                .ifPresent(goal -> most(
                        String.format(Locale.ROOT, "%,d policies Ready, first start", size),
                        goal,
                        figures(berth, ClusterStand.Lap::first).median(),
                        "s"));
        least(String.format(Locale.ROOT, "%,d policies, first start, plain : berth", size), first);
        least(String.format(Locale.ROOT, "%,d policies, start again, plain : berth", size), again);
        least(String.format(Locale.ROOT, "%,d policies, resync, plain : berth", size), resync);
        most(
                String.format(Locale.ROOT, "calls of a resync of %,d policies", size),
                0,
                figures(berth, lap -> lap.resyncCalls().total()).median(),
                "");
        most(String.format(Locale.ROOT, "drift told, p99, among %,d policies", size), MOST_DRIFT, p99(drifts), "ms");
    }

    /** @return how often berth's time the plain one takes */
    private double times(
            int size,
            String name,
            List<ClusterStand.Lap> berth,
            List<ClusterStand.Lap> plain,
            ToDoubleFunction<ClusterStand.Lap> seconds,
            Function<ClusterStand.Lap, Requests> calls) {
        double ratio =
                figures(plain, seconds).median() / figures(berth, seconds).median();
        row(
                text,
                name,
                figures(berth, seconds).words(2),
                figures(plain, seconds).words(2),
                words(ratio, 2),
                each(berth, calls, size),
                each(plain, calls, size));
        return ratio;
    }

    private static String each(List<ClusterStand.Lap> laps, Function<ClusterStand.Lap, Requests> calls, int size) {
        return words(figures(laps, lap -> calls.apply(lap).total()).median() / size, 2);
    }

    private void memory(int size, List<ClusterStand.Lap> berth, List<ClusterStand.Lap> plain) {
        text.append("\nCalls of berth's last first start: ")
                .append(berth.get(berth.size() - 1).firstCalls())
                .append(".\n\nOf its last resync: ")
                .append(berth.get(berth.size() - 1).resyncCalls())
                .append(".\n\n");
        row(text, "after the resync", "alive on the heap, MB", "MB of the machine");
        row(text, "---", "---", "---");
        room("berth", berth);
        room("plain JOSDK", plain);
        double megabytes = figures(berth, ClusterStand.Lap::live).median();
        live.forEach((fewer, less) -> text.append(String.format(
                Locale.ROOT,
                "%n%.1f kB of berth's heap a policy, by what it has more of than with %,d.%n",
                (megabytes - less) * 1000 / (size - fewer),
                fewer)));
        live.put(size, megabytes);
    }

    private void room(String name, List<ClusterStand.Lap> laps) {
        row(
                text,
                name,
                figures(laps, ClusterStand.Lap::live).words(1),
                figures(laps, ClusterStand.Lap::resident).words(0));
    }

    private void drift(List<Double> millis) {
        text.append(String.format(
                Locale.ROOT,
                "%nDrift: a Service loses its protected port, one at a time; from sending that edit to a watch seeing it in the"
                        + " policy's status: p50 %.0f ms, p99 %.0f ms, longest %.0f ms (N = %d).%n",
                new Figures(millis).median(),
                p99(millis),
                new Figures(millis).values().get(millis.size() - 1),
                millis.size()));
    }

    private static double p99(List<Double> values) {
        var sorted = new Figures(values).values();
        return sorted.get((int) Math.ceil(sorted.size() * 0.99) - 1);
    }

    private void most(String figure, double most, double reached, String unit) {
        row(goals, new Goal(figure, most, reached, unit).cells());
    }

    private void least(String figure, double reached) {
        row(
                goals,
                figure,
                "≥ " + words(LEAST_RATIO, 2),
                words(reached, 2),
                reached >= LEAST_RATIO ? "met" : "**missed**");
    }

    private static <T> Figures figures(List<T> laps, ToDoubleFunction<T> of) {
        return new Figures(laps.stream().mapToDouble(of).boxed().toList());
    }

    private static String words(double value, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }

    private static void row(StringBuilder table, String... cells) {
        table.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    @Override
    public String toString() {
        return top.toString() + goals + text;
    }
}
