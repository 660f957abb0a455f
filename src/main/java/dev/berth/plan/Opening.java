package dev.berth.plan;

import dev.berth.policy.Rollout;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** When a window is open, by the clocks of its zone, which may be put forward or back. */
record Opening(Rollout.Window window) {
    /** Every window opens within a week, but for one whose hour the clocks leave out. */
    private static final int DAYS = 15;

    boolean at(Instant now) {
        ZonedDateTime local = now.atZone(window.zone());
        var time = local.toLocalTime();
        if (window.from().isBefore(window.to())) {
            return window.days().contains(local.getDayOfWeek())
                    && !time.isBefore(window.from())
                    && time.isBefore(window.to());
        }
        boolean evening = window.days().contains(local.getDayOfWeek()) && !time.isBefore(window.from());
        boolean morning = window.days().contains(local.getDayOfWeek().minus(1)) && time.isBefore(window.to());
        return evening || morning;
    }

    /** The next instant from which on it is open; empty where it is open now. */
    Optional<Instant> after(Instant now) {
        return at(now)
                ? Optional.empty()
                : Stream.concat(starts(now), changes(now))
                        .filter(now::isBefore)
                        .filter(this::at)
                        .min(Comparator.naturalOrder());
    }

    /** An hour that comes twice has two beginnings, and one that is left out has none. */
    private Stream<Instant> starts(Instant now) {
        var today = now.atZone(window.zone()).toLocalDate();
        return Stream.iterate(today, day -> day.plusDays(1))
                .limit(DAYS)
                .map(day -> LocalDateTime.of(day, window.from()))
                .flatMap(start ->
                        window.zone().getRules().getValidOffsets(start).stream().map(start::toInstant));
    }

    /** When the clocks are changed they may jump into the window. */
    private Stream<Instant> changes(Instant now) {
        var rules = window.zone().getRules();
        var end = now.plus(Duration.ofDays(DAYS));
        return Stream.iterate(
                        Optional.ofNullable(rules.nextTransition(now)),
                        Optional::isPresent,
                        (Optional<ZoneOffsetTransition> change) ->
                                change.map(one -> rules.nextTransition(one.getInstant())))
                .map(change -> change.orElseThrow().getInstant())
                .takeWhile(end::isAfter);
    }
}
