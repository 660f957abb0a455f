package dev.berth.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.policy.Rollout;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpeningTest {
    private static final Set<DayOfWeek> EVERY_DAY = EnumSet.allOf(DayOfWeek.class);

    @Test
    void anOpenWindowNeedsNoOpening() {
        assertThat(opening("UTC", "20:00", "22:00", EVERY_DAY).after(Instant.parse("2026-01-05T21:00:00Z")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-05T19:59:59Z,2026-01-05T20:00:00Z",
        "2026-01-05T22:00:00Z,2026-01-12T20:00:00Z",
        "2026-01-11T23:00:00Z,2026-01-12T20:00:00Z"
    })
    void itOpensOnItsNextDay(Instant now, Instant opens) {
        assertThat(opening("UTC", "20:00", "22:00", Set.of(DayOfWeek.MONDAY)).after(now))
                .contains(opens);
    }

    @Test
    void aWindowPastMidnightOpensInTheEveningOfItsDay() {
        assertThat(opening("UTC", "22:00", "02:00", Set.of(DayOfWeek.MONDAY))
                        .after(Instant.parse("2026-01-06T02:00:00Z")))
                .contains(Instant.parse("2026-01-12T22:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-28T20:00:00Z,2026-03-28T21:00:00Z",
        "2026-03-29T19:00:00Z,2026-03-29T20:00:00Z",
        "2026-10-24T19:00:00Z,2026-10-24T20:00:00Z",
        "2026-10-25T20:30:00Z,2026-10-25T21:00:00Z"
    })
    void itFollowsTheClocksOfItsZone(Instant now, Instant opens) {
        assertThat(opening("Europe/Berlin", "22:00", "23:00", EVERY_DAY).after(now))
                .contains(opens);
    }

    @Test
    void whereTheClocksSkipItsBeginningItOpensAsTheyJump() {
        assertThat(opening("Europe/Berlin", "02:30", "04:00", EVERY_DAY).after(Instant.parse("2026-03-29T00:45:00Z")))
                .contains(Instant.parse("2026-03-29T01:00:00Z"));
    }

    @Test
    void whereTheClocksSkipItWholeItOpensTheNextDay() {
        assertThat(opening("Europe/Berlin", "02:10", "02:50", EVERY_DAY).after(Instant.parse("2026-03-29T00:45:00Z")))
                .contains(Instant.parse("2026-03-30T00:10:00Z"));
    }

    @Test
    void anHourThatComesTwiceOpensItTwice() {
        var window = opening("Europe/Berlin", "02:10", "02:50", EVERY_DAY);

        assertThat(window.after(Instant.parse("2026-10-25T00:00:00Z"))).contains(Instant.parse("2026-10-25T00:10:00Z"));
        assertThat(window.after(Instant.parse("2026-10-25T00:50:00Z"))).contains(Instant.parse("2026-10-25T01:10:00Z"));
    }

    @Test
    void clocksThatGoBackIntoAWindowOpenItAgain() {
        assertThat(opening("Europe/Berlin", "22:00", "02:30", EVERY_DAY).after(Instant.parse("2026-10-25T00:45:00Z")))
                .contains(Instant.parse("2026-10-25T01:00:00Z"));
    }

    private static Opening opening(String zone, String from, String to, Set<DayOfWeek> days) {
        return new Opening(new Rollout.Window(days, LocalTime.parse(from), LocalTime.parse(to), ZoneId.of(zone)));
    }
}
