package dev.berth.bench;

import dev.berth.engine.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What a backup of a PostgreSQL takes, with and without its proof, beside plain {@code pg_dump -Fc}; run by hand. */
public final class BackupBench {
    private static final int ROUNDS = 2;
    private static final int ROWS = 2_000_000;
    private static final double GOAL = 3;

    /** Percent of a backup's time that its SHA-256 may take. */
    private static final double MOST_HASHING = 25;

    private final Stand stand;
    private final Shell shell;
    private final List<Way> ways;
    private final List<Double> hashing = new ArrayList<>();

    private BackupBench(Stand stand, Path root) {
        this.stand = stand;
        this.shell = new Shell(stand.folder(), Map.of());
        var launcher = root.resolve("deploy/berth").toString();
        this.ways = List.of(
                new Way("pg_dump -Fc", () -> {
                    dump();
                    return stand.folder().resolve("plain.dump");
                }),
                new Way("pg_dump -Fc, a fresh server, pg_restore", () -> {
                    byHand();
                    return stand.folder().resolve("plain.dump");
                }),
                new Way("berth backup", () -> backUp(launcher, "proved")),
                new Way("berth backup, restoreTest: false", () -> backUp(launcher, "unproved")));
    }

    /** Takes the number of rounds; without it, it is a short try that leaves the page alone. */
    public static void main(String[] words) throws IOException {
        int rounds = words.length == 0 ? ROUNDS : Integer.parseInt(words[0]);
        var root = Path.of("").toAbsolutePath();
        try (var stand = new Stand()) {
            var bench = new BackupBench(stand, root);
            long bytes = bench.fill();
            for (int round = 0; round <= rounds; round++) {
                for (var way : bench.ways) {
                    way.run(round > 0);
                }
                bench.hash(round > 0);
                System.err.println("round " + round + " of " + rounds);
            }
            System.out.println(bench.page(rounds, bytes));
            if (words.length > 0) {
                Files.writeString(root.resolve("docs/benchmarks-backup.md"), bench.page(rounds, bytes));
            }
        }
    }

    /** Gives the size of the database. */
    private long fill() throws IOException {
        sql("create table ticks as select n as id, to_timestamp(n) as at, 'S' || n % 500 as symbol, random() as price,"
                + " md5(n::text) as note, (n % 97)::numeric / 7 as size from generate_series(1, " + ROWS + ") n");
        sql("alter table ticks add primary key (id)");
        var policy = Files.readString(stand.policy());
        for (var proved : List.of(true, false)) {
            var folder = proved ? "proved" : "unproved";
            Files.writeString(
                    stand.folder().resolve(folder + ".yaml"),
                    policy + "  backup: {folder: " + folder + ", restoreTest: " + proved + "}\n");
        }
        return Long.parseLong(sql("select pg_database_size(current_database())"));
    }

    private String sql(String statement) {
        return shell.run("docker", "compose", "exec", "-T", "db", "psql", "-qtAU", "bench", "-c", statement)
                .out()
                .strip();
    }

    private void dump() {
        shell.run("sh", "-c", "docker compose exec -T db pg_dump -Fc -U bench bench > plain.dump");
    }

    /** What a proof takes without berth, but for comparing anything. */
    private void byHand() {
        var name = "berth-bench-" + ProcessHandle.current().pid();
        dump();
        try {
            shell.run(
                    "sh",
                    "-c",
                    "docker run -d --name " + name + " -e POSTGRES_USER=bench -e POSTGRES_PASSWORD=bench "
                            + "${POSTGRES_IMAGE:-berth-rig/postgres:15} > /dev/null"
                            + " && until docker exec " + name
                            + " pg_isready -q -h 127.0.0.1 -U bench; do sleep 0.1; done"
                            + " && docker exec -i " + name
                            + " pg_restore --exit-on-error -U bench -d bench < plain.dump");
        } finally {
            shell.run("docker", "rm", "-fv", name);
        }
    }

    private Path backUp(String launcher, String folder) {
        shell.run("rm", "-rf", folder);
        shell.run(launcher, "backup", "-f", folder + ".yaml");
        return stand.folder().resolve(folder);
    }

    /** Every file of a backup by itself, as berth does while it writes them. */
    private void hash(boolean counts) throws IOException {
        long begun = System.nanoTime();
        for (var file : files(stand.folder().resolve("unproved"))) {
            var digest = Sha256.begin();
            try (var input = new DigestInputStream(Files.newInputStream(file), digest)) {
                input.transferTo(OutputStream.nullOutputStream());
            }
            Sha256.end(digest);
        }
        if (counts) {
            hashing.add((System.nanoTime() - begun) / 1e9);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).toList();
        }
    }

    private String page(int rounds, long bytes) {
        var plain = ways.get(0);
        var table = new StringBuilder();
        ways.forEach(way -> table.append(String.format(
                Locale.ROOT,
                "| %s | %s | %s | %.1f |%n",
                way.name,
                new Figures(way.seconds).words(1),
                new Figures(plain.seconds).ratio(new Figures(way.seconds)),
                way.size / 1e6)));
        double reached = new Figures(plain.seconds).median() / new Figures(ways.get(2).seconds).median();
        double share = 100 * new Figures(hashing).median() / new Figures(ways.get(3).seconds).median();
        return String.format(
                Locale.ROOT,
                """
                # Benchmarks of backups

                Written by `dev.berth.bench.BackupBench N` from a checkout (see [benchmarks](benchmarks.md)). One PostgreSQL with %,d rows,
                %.0f MB with its index; `pg_dump -Fc` runs in its container and writes to a file of the host. berth's time is that of the
                whole command: looking at every row, dumping, packing, and, where it is proved, starting a server, restoring, and
                looking at every row again. pg_dump does none of that but the dump; the second line adds a restore by hand into a fresh server
                of the same image, which compares nothing.

                %s; %d cores; N = %d backups each, in turn.

                | | s | throughput, × pg_dump -Fc | MB on the disk |
                | --- | --- | --- | --- |
                %s
                Goal: a proved backup at %.0f × the throughput of `pg_dump -Fc`. Reached: %.2f: %s. A proof restores into a server,
                which takes longer than a dump whoever does it: see the second line.

                SHA-256 of all that a backup wrote takes %s s by itself, %.1f %% of the backup without its proof. Goal: at most
                %.0f %%: %s.
                """,
                ROWS,
                bytes / 1e6,
                LocalDate.now(ZoneOffset.UTC),
                Runtime.getRuntime().availableProcessors(),
                rounds,
                table,
                GOAL,
                reached,
                reached >= GOAL ? "met" : "missed",
                new Figures(hashing).words(3),
                share,
                MOST_HASHING,
                share <= MOST_HASHING ? "met" : "missed");
    }

    /** One way to back up, and what it took. */
    private static final class Way {
        private final String name;
        private final Supplier<Path> run;
        private final List<Double> seconds = new ArrayList<>();
        private long size;

        Way(String name, Supplier<Path> run) {
            this.name = name;
            this.run = run;
        }

        void run(boolean counts) {
            long begun = System.nanoTime();
            var files = run.get();
            double took = (System.nanoTime() - begun) / 1e9;
            if (counts) {
                seconds.add(took);
                size = size(files);
            }
        }

        private static long size(Path written) {
            try {
                return files(written).stream()
                        .map(Path::toFile)
                        .mapToLong(java.io.File::length)
                        .sum();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
