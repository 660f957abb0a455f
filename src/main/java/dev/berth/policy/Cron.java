package dev.berth.policy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The five-field schedules of crontab(5): {@code minute hour day-of-month month day-of-week}. */
final class Cron {
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");
    private static final List<Unit> UNITS = List.of(
            new Unit(0, 59, List.of()),
            new Unit(0, 23, List.of()),
            new Unit(1, 31, List.of()),
            new Unit(1, 12, MONTHS),
            new Unit(0, 7, DAYS));
    private static final Pattern PART = Pattern.compile("(?:\\*|(\\w{1,3})(?:-(\\w{1,3}))?)(?:/([1-9][0-9]?))?");

    private Cron() {}

    static boolean isValid(String text) {
        String[] fields = text.split(" +", -1);
        return fields.length == UNITS.size()
                && IntStream.range(0, fields.length)
                        .allMatch(index -> UNITS.get(index).accepts(fields[index]));
    }

    /** One field's bounds; its names count from the lower one. */
    private record Unit(int min, int max, List<String> names) {
        boolean accepts(String field) {
            return Stream.of(field.split(",", -1)).allMatch(this::acceptsPart);
        }

        private boolean acceptsPart(String part) {
            Matcher matcher = PART.matcher(part);
            if (!matcher.matches()) {
                return false;
            }
            if (matcher.group(1) == null) {
                return true;
            }
            Optional<Integer> from = number(matcher.group(1));
            Optional<Integer> to = matcher.group(2) == null ? from : number(matcher.group(2));
            return from.isPresent() && to.isPresent() && from.get() <= to.get();
        }

        private Optional<Integer> number(String word) {
            int name = names.indexOf(word.toLowerCase(Locale.ROOT));
            Optional<Integer> number = name >= 0
                    ? Optional.of(min + name)
                    : Optional.of(word)
                            .filter(digits -> digits.matches("[0-9]+"))
                            .map(Integer::valueOf);
            return number.filter(value -> min <= value && value <= max);
        }
    }
}
