package dev.berth.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {
    private static final ZoneId LISBON = ZoneId.of("Europe/Lisbon");
    private static final Instant AT_THREE = Instant.parse("2026-11-28T03:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "0 3 * * *,          2026-11-28T03:00:00Z, 2026-11-29T03:00:00Z",
        "0 3 * * *,          2026-11-28T02:59:59Z, 2026-11-28T03:00:00Z",
        "*/15 * * * *,       2026-11-28T03:01:00Z, 2026-11-28T03:15:00Z",
        "30 4 * * mon-fri,   2026-11-28T03:00:00Z, 2026-11-30T04:30:00Z",
        "0 0 * * 7,          2026-11-28T03:00:00Z, 2026-11-29T00:00:00Z",
        "0 0 29 2 *,         2026-11-28T03:00:00Z, 2028-02-29T00:00:00Z",
        "0 0 13 * fri,       2026-11-28T03:00:00Z, 2026-12-04T00:00:00Z",
        "10-20/5 6 1 jan *,  2026-11-28T03:00:00Z, 2027-01-01T06:10:00Z"
    })
    void theNextTimeIsTheOneThatCronWouldTake(String times, Instant after, Instant next) {
        assertThat(schedule(times, ZoneId.of("UTC")).next(after)).contains(next);
    }

    @Test
    void aDayThatNeverComesHasNoTime() {
        assertThat(schedule("0 0 31 2 *", LISBON).next(AT_THREE)).isEmpty();
    }

    @Test
    void hoursAreThoseOfTheZone() {
        assertThat(schedule("0 3 * * *", ZoneId.of("Asia/Tokyo")).next(AT_THREE))
                .contains(Instant.parse("2026-11-28T18:00:00Z"));
    }

    @Test
    void aTimeThatAClockSetForwardSkipsComesLaterAndOneThatComesTwiceCountsOnce() {
        var schedule = schedule("30 1 * * *", LISBON);

        assertThat(schedule.next(Instant.parse("2026-03-28T12:00:00Z")))
                .contains(Instant.parse("2026-03-29T01:30:00Z"));
        assertThat(schedule.next(Instant.parse("2026-10-24T12:00:00Z")))
                .contains(Instant.parse("2026-10-25T00:30:00Z"));
        assertThat(schedule.next(Instant.parse("2026-10-25T00:30:00Z")))
                .contains(Instant.parse("2026-10-26T01:30:00Z"));
    }

    @Test
    void aBackupIsDueOnceATimeHasComeSinceTheLastOne() {
        var schedule = schedule("0 3 * * *", LISBON);

        assertThat(schedule.due(AT_THREE, List.of(AT_THREE.minusSeconds(1)))).isTrue();
        assertThat(schedule.due(AT_THREE, List.of(AT_THREE))).isFalse();
        assertThat(schedule.due(AT_THREE.minusSeconds(1), List.of(AT_THREE.minusSeconds(9000))))
                .isFalse();
        assertThat(schedule.due(AT_THREE.plusSeconds(900_000), List.of(AT_THREE)))
                .isTrue();
    }

    @Test
    void theFirstOneIsDue() {
        assertThat(schedule("0 3 * * *", LISBON).due(AT_THREE, List.of())).isTrue();
    }

    @Test
    void oneThatIsOfLaterThanNowKeepsNoneFromBeingDue() {
        var schedule = schedule("0 3 * * *", LISBON);
        var later = AT_THREE.plusSeconds(900_000);

        assertThat(schedule.due(AT_THREE, List.of(later))).isTrue();
        assertThat(schedule.due(AT_THREE, List.of(AT_THREE.minusSeconds(9000), later)))
                .isTrue();
        assertThat(schedule.due(AT_THREE, List.of(AT_THREE, later))).isFalse();
    }

    @Test
    void aTextThatIsNoScheduleIsNone() {
        assertThat(Schedule.of("0 25 * * *", LISBON)).isEmpty();
    }

    private static Schedule schedule(String times, ZoneId zone) {
        return Schedule.of(times, zone).orElseThrow();
    }
}
