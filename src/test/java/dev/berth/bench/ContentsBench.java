package dev.berth.bench;

import dev.berth.engine.Contents.Depth;
import dev.berth.engine.PostgresContents;
import dev.berth.engine.RigContainer;
import dev.berth.policy.EngineKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a look at a PostgreSQL's contents takes, beside the {@code md5(string_agg(…))} that people write by hand; run by
 * hand.
 */
public final class ContentsBench {
    private static final int ROUNDS = 3;
    private static final int ROWS = 100_000;
    private static final int TIMES = 10;
    private static final double FASTER = 3;
    private static final double FLAT = 1.25;
    private static final Pattern KIB = Pattern.compile("(\\w+):\\s+(\\d+) kB");

    private final RigContainer server;
    private final List<Look> looks = new ArrayList<>();

    private ContentsBench(RigContainer server) {
        this.server = server;
        for (int rows : List.of(ROWS, ROWS * TIMES)) {
            looks.add(new Look("berth, Fast", rows, connection -> PostgresContents.of(connection, Depth.FAST)));
            looks.add(new Look("berth, Strict", rows, connection -> PostgresContents.of(connection, Depth.STRICT)));
            looks.add(new Look("md5(string_agg)", rows, ContentsBench::byHand));
        }
    }

    /** Takes the number of rounds; without it, it is a short try that leaves the page alone. */
    public static void main(String[] words) throws IOException, SQLException {
        int rounds = words.length == 0 ? ROUNDS : Integer.parseInt(words[0]);
        try (var server = RigContainer.postgres("-c", "shared_buffers=1GB", "-c", "max_wal_size=4GB")) {
            var bench = new ContentsBench(server);
            bench.fill();
            for (int round = 0; round <= rounds; round++) {
                bench.round(round > 0);
                System.err.println("round " + round + " of " + rounds);
            }
            System.out.println(bench.page(rounds));
            if (words.length > 0) {
                Files.writeString(Path.of("docs/benchmarks-contents.md"), bench.page(rounds));
            }
        }
    }

    private void fill() throws SQLException {
        for (int rows : List.of(ROWS, ROWS * TIMES)) {
            try (var connection = awaited();
                    var statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE rows" + rows);
            }
            try (var connection = connect("rows" + rows);
                    var statement = connection.createStatement()) {
                statement.execute(
                        "CREATE TABLE ticks (id bigint PRIMARY KEY, at timestamptz, symbol text, price numeric,"
                                + " note text)");
                statement.execute("INSERT INTO ticks SELECT n, to_timestamp(n), 'S' || n % 500, n / 7.0,"
                        + " repeat(md5(n::text), 3) FROM generate_series(1, " + rows + ") n");
                statement.execute("VACUUM ANALYZE ticks");
            }
        }
    }

    private Connection awaited() throws SQLException {
        for (int tries = 0; ; tries++) {
            try {
                return connect("postgres");
            } catch (SQLException notYet) {
                if (tries == 600) {
                    throw notYet;
                }
                java.util.concurrent.locks.LockSupport.parkNanos(100_000_000);
            }
        }
    }

    private void round(boolean counts) throws SQLException {
        for (var look : looks) {
            // A session of its own: the kernel keeps the most memory that a process ever had.
            try (var connection = connect("rows" + look.rows)) {
                long begun = System.nanoTime();
                look.query.run(connection);
                double took = (System.nanoTime() - begun) / 1e9;
                double memory = memory(connection);
                if (counts) {
                    look.seconds.add(took);
                    look.mebibytes.add(memory);
                }
            }
        }
    }

    private static void byHand(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT md5(string_agg(t::text, ',' ORDER BY id)) FROM ticks t")) {
            rows.next();
            rows.getString(1);
        }
    }

    /** The most that the session's process had of its own, without the pages that all of them share. */
    private double memory(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT pg_backend_pid()")) {
            rows.next();
            var status = server.exec("cat", "/proc/" + rows.getInt(1) + "/status");
            return (kib(status, "VmHWM") - kib(status, "RssShmem") - kib(status, "RssFile")) / 1024.0;
        }
    }

    private static long kib(String status, String name) {
        return KIB.matcher(status)
                .results()
                .filter(line -> line.group(1).equals(name))
                .mapToLong(line -> Long.parseLong(line.group(2)))
                .findFirst()
                .orElseThrow();
    }

    private Connection connect(String database) throws SQLException {
        var endpoint = server.endpoint(EngineKind.POSTGRESQL);
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + endpoint.port() + "/" + database, "postgres", "right");
    }

    private String page(int rounds) {
        var table = new StringBuilder();
        looks.forEach(look -> table.append(String.format(
                Locale.ROOT,
                "| %s | %,d | %s | %s |%n",
                look.name,
                look.rows,
                new Figures(look.seconds).words(2),
                new Figures(look.mebibytes).words(1))));
        double faster = median(look("md5(string_agg)", TIMES).seconds) / median(look("berth, Fast", TIMES).seconds);
        double flat = median(look("berth, Fast", TIMES).mebibytes) / median(look("berth, Fast", 1).mebibytes);
        return String.format(
                Locale.ROOT,
                """
                # Benchmarks of a look at contents

                Written by `dev.berth.bench.ContentsBench N` from a checkout (see [benchmarks](benchmarks.md)). One table of a number,
                a time, two texts and a `numeric`, about 170 bytes a row, all of it in shared buffers; by hand is
                `SELECT md5(string_agg(t::text, ',' ORDER BY id))`. Each look has a session of its own, whose own memory at its peak is
                the second figure. berth's looks read the schema, too.

                %s; %d cores; N = %d looks each, in turn.

                | look | rows | s | MiB of the session |
                | --- | --- | --- | --- |
                %s
                By hand : Fast at %,d rows: %.2f × (goal: at least %.0f, %s). Memory of Fast over %d × the rows: %.2f × (goal: flat,
                at most %.2f, %s).
                """,
                LocalDate.now(ZoneOffset.UTC),
                Runtime.getRuntime().availableProcessors(),
                rounds,
                table,
                ROWS * TIMES,
                faster,
                FASTER,
                faster >= FASTER ? "met" : "missed",
                TIMES,
                flat,
                FLAT,
                flat <= FLAT ? "met" : "missed");
    }

    private Look look(String name, int times) {
        return looks.stream()
                .filter(look -> look.name.equals(name) && look.rows == ROWS * times)
                .findFirst()
                .orElseThrow();
    }

    private static double median(List<Double> values) {
        return new Figures(values).median();
    }

    /** One way to look at one number of rows, and what it took. */
    private static final class Look {
        private final String name;
        private final int rows;
        private final Query query;
        private final List<Double> seconds = new ArrayList<>();
        private final List<Double> mebibytes = new ArrayList<>();

        Look(String name, int rows, Query query) {
            this.name = name;
            this.rows = rows;
            this.query = query;
        }
    }

    /** What is timed. */
    private interface Query {
        void run(Connection connection) throws SQLException;
    }
}
