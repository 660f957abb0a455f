package dev.berth.backup;

import dev.berth.policy.Keep;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** How long backups stay. */
public record Retention(Keep keep) {
    /**
     * Those of one database that have been kept long enough; the last one that was proved always stays, and so does the
     * newest. Those of another server than the newest are another server's past, and stay; and so does what is named after
     * now, since nobody knows how old it is.
     */
    public List<Manifest> overdue(List<Manifest> backups, Instant now) {
        var newestFirst = newestFirst(backups);
        var past = newestFirst.stream()
                .filter(backup -> !backup.name().taken().isAfter(now))
                .toList();
        var staying = keep instanceof Keep.Span span
                ? within(span, newestFirst, now)
                : lastOfEach((Keep.Calendar) keep, past);
        newestFirst.stream().limit(1).forEach(staying::add);
        newestFirst.stream().filter(backup -> backup.proof().proved()).limit(1).forEach(staying::add);
        return past.stream().filter(backup -> !staying.contains(backup)).toList();
    }

    /** Those of the server that the newest is of. */
    static List<Manifest> newestFirst(List<Manifest> backups) {
        var all = backups.stream()
                .sorted(Comparator.comparing(Manifest::name).reversed())
                .toList();
        return all.stream()
                .filter(backup ->
                        backup.server().identity().equals(all.get(0).server().identity()))
                .toList();
    }

    private static Set<Manifest> within(Keep.Span span, List<Manifest> newestFirst, Instant now) {
        var from = passed(newestFirst, span.duration(), now).minus(span.duration());
        var staying = new HashSet<>(newestFirst);
        staying.removeIf(backup -> backup.name().taken().isBefore(from));
        return staying;
    }

    private static Set<Manifest> lastOfEach(Keep.Calendar calendar, List<Manifest> newestFirst) {
        var staying = new HashSet<>(lastOfEach(newestFirst, calendar.daily(), day -> day));
        staying.addAll(lastOfEach(
                newestFirst, calendar.weekly(), day -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))));
        staying.addAll(lastOfEach(newestFirst, calendar.monthly(), day -> day.withDayOfMonth(1)));
        return staying;
    }

    /**
     * Until when time passed for sure. Where so much did before the newest that it would have all others go at once, the
     * clock may be wrong: that counts no sooner than there is another backup.
     */
    private static Instant passed(List<Manifest> newestFirst, Duration keep, Instant now) {
        if (newestFirst.size() < 2) {
            return now;
        }
        var before = newestFirst.get(1).name().taken();
        boolean leapt =
                Duration.between(before, newestFirst.get(0).name().taken()).compareTo(keep) > 0;
        return leapt && before.isBefore(now) ? before : now;
    }

    /** For each of the last periods that have any: the newest that was proved, or else the newest. */
    private static List<Manifest> lastOfEach(
            List<Manifest> newestFirst, int periods, Function<LocalDate, LocalDate> beginning) {
        var last = new LinkedHashMap<LocalDate, Manifest>();
        for (var backup : newestFirst) {
            var day = backup.name().taken().atOffset(ZoneOffset.UTC).toLocalDate();
            last.merge(
                    beginning.apply(day),
                    backup,
                    (newer, older) -> newer.proof().proved() || !older.proof().proved() ? newer : older);
        }
        return last.values().stream().limit(periods).toList();
    }
}
