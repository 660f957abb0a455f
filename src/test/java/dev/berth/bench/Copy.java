package dev.berth.bench;

/** One COPY of many rows, out of the database or into it; its figure is megabytes a second. */
record Copy(String name, String command) implements Load {
    static final int ROWS = 150_000;
    static final String SINK = "create table sink (n int, filler text)";
    private static final int WIDTH = 1000;
    private static final String FILE = "/bench/rows";

    static Copy out() {
        return new Copy("COPY TO", "copy (" + rows() + ") to stdout");
    }

    /** The rows are read and dropped: what is measured is the way, not the disk. */
    static Copy in() {
        return new Copy("COPY FROM", "\\copy sink from '" + FILE + "' where false");
    }

    /** Writes the file that {@link #in} reads. */
    static String prepare() {
        return "\\copy (" + rows() + ") to '" + FILE + "'";
    }

    @Override
    public Sample over(ClientMachine clients, Way way) {
        double megabytes = ROWS * (double) WIDTH / 1e6;
        double rate = megabytes / (clients.millis(way, command) / 1000);
        return new Sample(rate, rate);
    }

    private static String rows() {
        return "select n, repeat('x', " + WIDTH + ") from generate_series(1, " + ROWS + ") n";
    }
}
