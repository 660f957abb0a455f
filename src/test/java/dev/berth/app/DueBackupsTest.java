package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.adapter.file.PolicyShelf;
import dev.berth.adapter.file.StateFolder;
import dev.berth.backup.BackupName;
import dev.berth.backup.Backups;
import dev.berth.backup.MemoryStore;
import dev.berth.backup.ScriptedServers;
import dev.berth.backup.Terms;
import dev.berth.engine.Contents.Depth;
import dev.berth.journal.DamagedJournal;
import dev.berth.policy.Backup;
import dev.berth.policy.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DueBackupsTest {
    private final MemoryStore store = new MemoryStore();
    private final ScriptedServers servers = new ScriptedServers();
    private final NotedLog log = new NotedLog();
    private final SetClock clock = new SetClock(Instant.parse("2026-11-28T12:00:00Z"));
    private final DueBackups due =
            new DueBackups(clock, ZoneOffset.UTC, () -> false, new EventLog(log), new AtomicBoolean());

    private Optional<DamagedJournal> damage = Optional.empty();

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void write() throws IOException {
        policy("schedule: \"0 3 * * *\"");
    }

    @Test
    void oneIsTakenAtOnceAndThenAtItsTimes() {
        turn();
        clock.forward(Duration.ofHours(14));
        turn();
        clock.forward(Duration.ofHours(1));

        turn();

        assertThat(log.news())
                .containsExactly(
                        "INFO BackedUp default/shop: backup orders/2026-11-28T120000Z, restored and compared",
                        "INFO BackedUp default/shop: backup orders/2026-11-29T030000Z, restored and compared");
    }

    @Test
    void oneThatIsNotProvedIsAFailureWithItsReason() {
        servers.restoredRows = 2;
        servers.left.add("container berth-proof-1-db");

        turn();

        assertThat(log.news())
                .containsExactly(
                        "WARN BackupFailed default/shop: orders: backup orders/2026-11-28T120000Z was taken and"
                                + " can't be restored: what was restored is not the same: app: public.orders has 2 rows instead"
                                + " of 3; left: container berth-proof-1-db; the next run removes it;"
                                + " its restore is tried again in an hour");
    }

    @Test
    void theRestoreOfOneThatIsNotProvedIsTriedAgainAfterAnHour() {
        servers.restoredRows = 2;
        turn();
        log.news();
        servers.restoredRows = 3;
        clock.forward(Duration.ofMinutes(59));
        turn();
        assertThat(log.news()).isEmpty();
        clock.forward(Duration.ofMinutes(1));

        turn();

        assertThat(log.news())
                .containsExactly("INFO BackedUp default/shop: backup orders/2026-11-28T120000Z, restored and compared");
        assertThat(store.backups.values())
                .singleElement()
                .matches(backup -> backup.proof().proved());
    }

    @Test
    void oneThatStaysUnprovedKeepsNoneFromBeingTakenAtItsTime() {
        servers.restoredRows = 2;
        turn();
        clock.forward(Duration.ofHours(16));

        turn();

        assertThat(store.backups).hasSize(2);
    }

    @Test
    void oneWhoseRestoreTookItsTimeAndFailedKeepsTheNextFromNothing() throws IOException {
        policy("schedule: \"0 * * * *\"");
        servers.restoredRows = 2;
        servers.whileRestoring = () -> clock.forward(Duration.ofMinutes(10));
        turn();
        clock.forward(Duration.ofMinutes(50));

        turn();

        assertThat(store.backups.keySet())
                .extracting(BackupName::toString)
                .containsExactly("orders/2026-11-28T120000Z", "orders/2026-11-28T130000Z");
    }

    @Test
    void theRestoreOfOneThatStaysUnprovedIsTriedEverMoreSeldom() {
        servers.restoredRows = 2;

        turnsOfHours(12);

        assertThat(servers.happened)
                .as("at its taking, and 1, 3 and 7 hours later")
                .filteredOn("database app"::equals)
                .hasSize(4);
        assertThat(log.news()).last().asString().endsWith("its restore is tried again in 8 hours");
    }

    @Test
    void theRestoreOfOneThatStaysUnprovedIsTriedOnceADayAtLeast() throws IOException {
        policy("schedule: \"0 3 1 1 *\"");
        servers.restoredRows = 2;
        turnsOfHours(31);
        servers.happened.clear();

        turnsOfHours(48);

        assertThat(servers.happened).filteredOn("database app"::equals).hasSize(2);
    }

    private void turnsOfHours(int hours) {
        for (int hour = 0; hour < hours; hour++) {
            turn();
            clock.forward(Duration.ofHours(1));
        }
    }

    @Test
    void whereNoProofIsWishedNoneIsMissed() throws IOException {
        policy("schedule: \"0 3 * * *\", restoreTest: false");
        turn();
        clock.forward(Duration.ofHours(2));

        turn();

        assertThat(log.news())
                .containsExactly(
                        "INFO BackedUp default/shop: backup orders/2026-11-28T120000Z, NOT PROVED by a restore");
    }

    @Test
    void whatCannotBeTakenIsTriedAgainAfterAnHour() {
        servers.unreachable = Optional.of("Connection refused");
        turn();
        turn();
        servers.unreachable = Optional.empty();
        clock.forward(Duration.ofHours(1));

        turn();

        assertThat(log.news())
                .containsExactly(
                        "WARN BackupFailed default/shop: orders: Connection refused — lift that, and run berth backup"
                                + " again; tried again in an hour",
                        "INFO BackedUp default/shop: backup orders/2026-11-28T130000Z, restored and compared");
    }

    @Test
    void aDamagedJournalIsToldAndTriedAgainAfterAnHour() {
        damage = Optional.of(new DamagedJournal("j.log", 2, 80, "no checksum"));
        turn();
        turn();
        damage = Optional.empty();
        clock.forward(Duration.ofHours(1));

        turn();

        assertThat(log.news())
                .satisfiesExactly(
                        failed -> assertThat(failed)
                                .startsWith("WARN BackupFailed default/shop: the journal j.log is damaged at line 2"),
                        taken -> assertThat(taken).startsWith("INFO BackedUp default/shop: "));
    }

    @Test
    void oneThatWasTakenByAClockThatWasAheadKeepsTheScheduleFromNothing() {
        turn();
        clock.forward(Duration.ofDays(365));
        turn();
        clock.forward(Duration.ofDays(-364));
        log.news();

        turn();
        clock.forward(Duration.ofHours(1));
        turn();

        assertThat(log.news())
                .containsExactly(
                        "WARN ClockWrong default/shop: orders: the clock is behind, or was ahead once: there is a backup"
                                + " of 2027-11-28T12:00:00Z; the next one is named after it,"
                                + " and the schedule goes by others",
                        "INFO BackedUp default/shop: backup orders/2027-11-28T120001Z, restored and compared");
    }

    private void policy(String backup) throws IOException {
        Files.writeString(folder.resolve("policy.yaml"), """
                apiVersion: berth.dev/v1alpha1
                kind: DatabasePortPolicy
                metadata: {name: shop}
                spec:
                  docker: {}
                  backup: {folder: backups, %s}
                  databases:
                    - name: orders
                      engine: PostgreSQL
                      container: orders
                      ports: [{name: postgres, target: 5432, port: 7000}]
                """.formatted(backup));
    }

    private void turn() {
        due.at(new Shop(PolicyShelf.read(List.of(folder)).policies().get(0)));
    }

    /** A policy of one database, whose backups are in memory. */
    private final class Shop implements DueBackups.Source {
        private final Policy policy;

        Shop(Policy policy) {
            this.policy = policy;
        }

        @Override
        public Policy policy() {
            return policy;
        }

        @Override
        public StateFolder state() {
            return new StateFolder(folder.resolve(".berth"));
        }

        @Override
        public Backups backups(Backup wish) {
            var terms = new Terms(wish.keep(), wish.restoreTest(), Depth.FAST);
            return new Backups(store, servers, terms, clock, line -> {});
        }

        @Override
        public Set<String> returning() {
            damage.ifPresent(found -> {
                throw found;
            });
            return Set.of();
        }
    }

    /** Shows what it is set to. */
    private static final class SetClock extends UtcClock {
        private Instant now;

        SetClock(Instant now) {
            this.now = now;
        }

        void forward(Duration more) {
            now = now.plus(more);
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
