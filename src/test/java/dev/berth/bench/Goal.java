package dev.berth.bench;

import java.util.Locale;

/** What was wanted of a figure, and what came of it. */
record Goal(String figure, double most, double reached, String unit) {
    boolean met() {
        return reached <= most;
    }

    /** The cells of a table's row. */
    String[] cells() {
        return new String[] {figure, "≤ " + words(most), words(reached), met() ? "met" : "**missed**"};
    }

    private String words(double value) {
        return String.format(Locale.ROOT, "%.2f", value) + (unit.isEmpty() ? "" : " " + unit);
    }
}
