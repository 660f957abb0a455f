package dev.berth.bench;

import java.util.List;
import java.util.Locale;

/** Measured values of one kind. */
record Figures(List<Double> values) {
    Figures {
        values = values.stream().sorted().toList();
    }

    double median() {
        int middle = values.size() / 2;
        return values.size() % 2 == 1 ? values.get(middle) : (values.get(middle - 1) + values.get(middle)) / 2;
    }

    /** The value that 95 in a hundred do not exceed (nearest rank). */
    double p95() {
        return values.get((int) Math.ceil(values.size() * 0.95) - 1);
    }

    /** Median and range. */
    String words(int digits) {
        var format = "%." + digits + "f (%." + digits + "f–%." + digits + "f)";
        return String.format(Locale.ROOT, format, median(), values.get(0), values.get(values.size() - 1));
    }

    String ratio(Figures other) {
        return other.median() == 0 ? "–" : String.format(Locale.ROOT, "%.2f", median() / other.median());
    }
}
