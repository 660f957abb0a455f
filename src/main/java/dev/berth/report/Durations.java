package dev.berth.report;

import java.time.Duration;
import java.util.Locale;

/** Durations as people read them: {@code 0.25 s}, {@code 12.3 s}, {@code 4 min 05 s}, {@code 3 h 20 min}, {@code 6 d 12 h}. */
public final class Durations {
    private Durations() {}

    public static String words(Duration duration) {
        double seconds = duration.toMillis() / 1000.0;
        if (seconds < 1) {
            return String.format(Locale.ROOT, "%.2f s", seconds);
        }
        if (seconds < 60) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        if (duration.toHours() >= 1) {
            return duration.toDays() < 1
                    ? String.format(Locale.ROOT, "%d h %02d min", duration.toHours(), duration.toMinutesPart())
                    : String.format(Locale.ROOT, "%d d %02d h", duration.toDays(), duration.toHoursPart());
        }
        return String.format(Locale.ROOT, "%d min %02d s", duration.toMinutes(), duration.toSecondsPart());
    }
}
