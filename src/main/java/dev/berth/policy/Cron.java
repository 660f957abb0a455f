package dev.berth.policy;

import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A five-field schedule of crontab(5): {@code minute hour day-of-month month day-of-week}.
 *
 * <p>As there, a day counts by either of its two fields where both are restricted. A time that a clock set forward skips
 * comes as much later; one that comes twice counts the first time.
 */
public record Cron(BitSet minutes, BitSet hours, BitSet days, BitSet months, BitSet weekdays, boolean eitherDay) {
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
    private static final int SUNDAY_AGAIN = 7;

    /** The 29th of February may be as far away as this, in days. */
    private static final int FARTHEST = 8 * 366;

    /** Empty for a text that is no such schedule. */
    public static Optional<Cron> of(String text) {
        var fields = text.split(" +", -1);
        if (fields.length != UNITS.size()) {
            return Optional.empty();
        }
        var sets = new BitSet[fields.length];
        for (int i = 0; i < fields.length; i++) {
            var set = UNITS.get(i).read(fields[i]);
            if (set.isEmpty()) {
                return Optional.empty();
            }
            sets[i] = set.get();
        }
        if (sets[4].get(SUNDAY_AGAIN)) {
            sets[4].set(0);
        }
        boolean eitherDay = !fields[2].startsWith("*") && !fields[4].startsWith("*");
        return Optional.of(new Cron(sets[0], sets[1], sets[2], sets[3], sets[4], eitherDay));
    }

    /** The first time after a moment, by the clock of its zone; empty where there is none, as for the 31st of February. */
    public Optional<ZonedDateTime> next(ZonedDateTime after) {
        for (int i = 0; i <= FARTHEST; i++) {
            var day = after.toLocalDate().plusDays(i);
            var time = has(day) ? first(day, after) : Optional.<ZonedDateTime>empty();
            if (time.isPresent()) {
                return time;
            }
        }
        return Optional.empty();
    }

    private boolean has(LocalDate day) {
        boolean date = days.get(day.getDayOfMonth());
        boolean weekday = weekdays.get(day.getDayOfWeek().getValue() % SUNDAY_AGAIN);
        return months.get(day.getMonthValue()) && (eitherDay ? date || weekday : date && weekday);
    }

    private Optional<ZonedDateTime> first(LocalDate day, ZonedDateTime after) {
        return hours.stream()
                .boxed()
                .flatMap(hour -> minutes.stream().mapToObj(minute -> day.atTime(hour, minute)))
                .map(time -> time.atZone(after.getZone()))
                .filter(time -> time.toInstant().isAfter(after.toInstant()))
                .findFirst();
    }

    /** One field's bounds; its names count from the lower one. */
    private record Unit(int min, int max, List<String> names) {
        Optional<BitSet> read(String field) {
            var all = new BitSet();
            for (var part : field.split(",", -1)) {
                var some = part(part);
                if (some.isEmpty()) {
                    return Optional.empty();
                }
                all.or(some.get());
            }
            return Optional.of(all);
        }

        private Optional<BitSet> part(String part) {
            Matcher matcher = PART.matcher(part);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            boolean every = matcher.group(1) == null;
            var from = every ? Optional.of(min) : number(matcher.group(1));
            var to = every ? Optional.of(max) : matcher.group(2) == null ? from : number(matcher.group(2));
            if (from.isEmpty() || to.isEmpty() || from.get() > to.get()) {
                return Optional.empty();
            }
            // As in cron, "5/10" is 5 alone: steps go through ranges.
            int step = matcher.group(3) == null ? 1 : Integer.parseInt(matcher.group(3));
            var set = new BitSet();
            for (int value = from.get(); value <= to.get(); value += step) {
                set.set(value);
            }
            return Optional.of(set);
        }

        private Optional<Integer> number(String word) {
            int name = names.indexOf(word.toLowerCase(Locale.ROOT));
            Optional<Integer> number = name >= 0
                    ? Optional.of(min + name)
                    : Stream.of(word)
                            .filter(digits -> digits.matches("[0-9]+"))
                            .map(Integer::valueOf)
                            .findFirst();
            return number.filter(value -> min <= value && value <= max);
        }
    }
}
