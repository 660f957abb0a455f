package dev.berth.policy;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Durations as policies write them: {@code 15s}, {@code 5m}, {@code 48h}, {@code 7d}. */
final class Spans {
    static final String PATTERN = "[0-9]{1,6}[smhd]";

    static final Predicate<String> WRITTEN = Pattern.compile(PATTERN).asMatchPredicate();

    private Spans() {}

    static Duration parse(String text) {
        long number = Long.parseLong(text.substring(0, text.length() - 1));
        return switch (text.charAt(text.length() - 1)) {
            case 's' -> Duration.ofSeconds(number);
            case 'm' -> Duration.ofMinutes(number);
            case 'h' -> Duration.ofHours(number);
            case 'd' -> Duration.ofDays(number);
            default -> throw new IllegalArgumentException("no duration");
        };
    }
}
