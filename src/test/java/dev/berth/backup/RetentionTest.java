package dev.berth.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.engine.Contents;
import dev.berth.engine.Contents.Depth;
import dev.berth.engine.History;
import dev.berth.engine.ServerFacts;
import dev.berth.policy.EngineKind;
import dev.berth.policy.Keep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetentionTest {
    private static final Instant NOW = Instant.parse("2026-11-28T03:00:00Z");
    private static final Proof PROVED = new Proof.Proved(NOW);
    private static final Proof FAILED = new Proof.Failed(NOW, "an extension is missing");

    private final Retention retention = new Retention(new Keep.Span(Duration.ofDays(30)));

    @Test
    void whatIsOlderThanWasAskedForIsOverdue() {
        var backups = List.of(backup(31, PROVED), backup(29, PROVED), backup(0, PROVED));

        var overdue = retention.overdue(backups, NOW);

        assertThat(overdue).containsExactly(backups.get(0));
    }

    @Test
    void theLastProvedOneStaysHoweverOld() {
        var backups = List.of(backup(60, PROVED), backup(50, PROVED), backup(40, FAILED), backup(35, FAILED));

        var overdue = retention.overdue(backups, NOW);

        assertThat(overdue).containsExactly(backups.get(2), backups.get(0));
    }

    @Test
    void theNewestStaysAlthoughNobodyProvedAny() {
        var backups = List.of(backup(50, new Proof.Untried()), backup(40, new Proof.Untried()));

        assertThat(retention.overdue(backups, NOW)).containsExactly(backups.get(0));
    }

    @Test
    void exactlyAsOldAsAskedForIsNotOverdue() {
        var backups = List.of(backup(30, PROVED), backup(0, PROVED));

        assertThat(retention.overdue(backups, NOW)).isEmpty();
    }

    @Test
    void whatIsOfAnotherServerThanTheNewestStays() {
        var backups = List.of(
                backup(50, PROVED, "6001"),
                backup(40, PROVED, "7412"),
                backup(20, PROVED, "7412"),
                backup(0, PROVED, "7412"));

        assertThat(retention.overdue(backups, NOW)).containsExactly(backups.get(1));
    }

    @Test
    void whereOnlyTheNewestIsYoungEnoughTheClockMayBeWrong() {
        var backups = List.of(backup(50, PROVED), backup(31, PROVED), backup(0, PROVED));

        assertThat(retention.overdue(backups, NOW)).isEmpty();
    }

    /** As where moves alone take backups. */
    @Test
    void whatWasOverdueByTheOneBeforeTheNewestGoesHoweverSeldomBackupsAre() {
        var backups = List.of(backup(200, PROVED), backup(100, PROVED), backup(0, PROVED));

        assertThat(retention.overdue(backups, NOW)).containsExactly(backups.get(0));
    }

    @Test
    void byTheCalendarTheLastOfEachDayWeekAndMonthStays() {
        var byCalendar = new Retention(new Keep.Calendar(2, 2, 3));
        // 28 November 2026 is a Saturday, and that week began on the 23rd.
        var days = List.of(70, 40, 33, 30, 7, 6, 5, 4, 1, 0);
        var backups = days.stream().map(day -> backup(day, PROVED)).toList();

        var overdue = byCalendar.overdue(backups, NOW);

        assertThat(overdue)
                .extracting(
                        backup -> Duration.between(backup.name().taken(), NOW).toDays())
                .containsExactlyInAnyOrder(4L, 5L, 7L, 33L, 40L);
    }

    @Test
    void ofADayWithOneThatWasProvedThatOneStays() {
        var byCalendar = new Retention(new Keep.Calendar(3, 0, 0));
        var proved = backup(NOW.minus(Duration.ofHours(25)), PROVED, "7412");
        var failed = backup(NOW.minus(Duration.ofHours(24)), FAILED, "7412");

        assertThat(byCalendar.overdue(List.of(proved, failed, backup(0, PROVED)), NOW))
                .containsExactly(failed);
    }

    /** With a clock that was ahead once, all later ones are named a second after each other. */
    @Test
    void whatIsNamedAfterNowStaysAndTakesNoDayOfAnother() {
        var byCalendar = new Retention(new Keep.Calendar(2, 0, 0));
        var ahead = NOW.plus(Duration.ofDays(365));
        var backups = List.of(
                backup(2, PROVED),
                backup(1, PROVED),
                backup(0, PROVED),
                backup(ahead, PROVED, "7412"),
                backup(ahead.plusSeconds(1), PROVED, "7412"),
                backup(ahead.plusSeconds(2), PROVED, "7412"));

        assertThat(byCalendar.overdue(backups, NOW)).containsExactly(backups.get(0));
    }

    private static Manifest backup(int days, Proof proof) {
        return backup(days, proof, "7412");
    }

    private static Manifest backup(int days, Proof proof, String identity) {
        return backup(NOW.minus(Duration.ofDays(days)), proof, identity);
    }

    private static Manifest backup(Instant taken, Proof proof, String identity) {
        return new Manifest(
                new BackupName("orders", taken),
                EngineKind.POSTGRESQL,
                new ServerFacts("15.14", identity, "postgres", new History(1, 1), List.of(), List.of()),
                List.of(new StoredFile("globals.sql.zst", 1, "00")),
                List.of(),
                List.of(),
                Contents.none(Depth.FAST),
                proof);
    }
}
