package dev.berth.backup;

import dev.berth.policy.Cron;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** When backups are taken by themselves. */
public record Schedule(Cron times, ZoneId zone) {
    /** Empty for a text that is no schedule of crontab(5). */
    public static Optional<Schedule> of(String text, ZoneId zone) {
        return Cron.of(text).map(times -> new Schedule(times, zone));
    }

    /**
     * Whether a time of the schedule has come since the last backup; however many were missed, one makes up for them. Where
     * there is none yet, it is due. One of later than now does not count: a clock was wrong, and nobody knows when it was
     * taken.
     *
     * @param taken when backups were
     */
    public boolean due(Instant now, List<Instant> taken) {
        var last = taken.stream().filter(time -> !time.isAfter(now)).max(Comparator.naturalOrder());
        return last.isEmpty()
                || times.next(last.get().atZone(zone))
                        .filter(time -> !time.toInstant().isAfter(now))
                        .isPresent();
    }

    /** The next time after a moment; empty where there is none. */
    public Optional<Instant> next(Instant after) {
        return times.next(after.atZone(zone)).map(time -> time.toInstant());
    }
}
