package dev.berth.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.engine.Contents.Depth;
import dev.berth.policy.EngineKind;
import dev.berth.policy.Keep;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReplacingTest {
    private static final Instant NOW = Instant.parse("2026-11-28T03:00:00Z");

    private final MemoryStore store = new MemoryStore();
    private final ScriptedServers servers = new ScriptedServers();
    private Manifest manifest;

    @BeforeEach
    void take() {
        backups(NOW).take(ScriptedServers.ORDERS, false);
        manifest = store.backups.values().iterator().next();
        servers.happened.clear();
    }

    @Test
    void itIsLaidReadyComparedAndPutInPlace() {
        var restored = over();

        assertThat(restored)
                .isEqualTo(new Restored.Over(new Takeover.Done(List.of(), List.of("the way back"), List.of())));
        assertThat(servers.happened).containsExactly("laid ready", "put in place", "closed");
    }

    @ParameterizedTest
    @EnumSource(
            names = {"POSTGRESQL", "TIMESCALEDB", "REDIS"},
            mode = EnumSource.Mode.EXCLUDE)
    void whereTheEngineCantAnotherWayIsTold(EngineKind engine) {
        manifest = new Manifest(
                manifest.name(),
                engine,
                manifest.server(),
                manifest.globals(),
                manifest.dumps(),
                manifest.surroundings(),
                manifest.contents(),
                manifest.proof());

        assertThat(over())
                .isEqualTo(new Restored.Refused(
                        "no backup of " + engine.word() + " is put in the place of what a live one holds",
                        "berth restore orders/2026-11-28T030000Z restores it into new volumes and names them; remove"
                                + " the container that it makes, and have the service of orders use these volumes,"
                                + " as docs/backups.md shows"));
        assertThat(Takeover.unable(manifest)).isPresent();
        assertThat(servers.happened).isEmpty();
    }

    @Test
    void whileAnybodyIsConnectedItIsRefused() {
        servers.others.add("psql as ann from 10.0.0.7, in app");

        assertThat(over())
                .isEqualTo(new Restored.Refused(
                        "others are connected: psql as ann from 10.0.0.7, in app",
                        "stop them first, and whoever starts them again"));
        assertThat(servers.happened).containsExactly("closed");
    }

    @Test
    void anAlteredFileIsFoundBeforeTheServerIsAsked() {
        store.altered.add("database-1.dump.zst");

        assertThat(over()).isInstanceOf(Restored.Refused.class);
        assertThat(servers.happened).isEmpty();
    }

    @Test
    void withoutItsKeyTheServerIsNotAsked() {
        store.missing = Optional.of(new MissingKey("it is encrypted by key 12, and the policy has no key", "name it"));

        assertThat(over())
                .isEqualTo(new Restored.Refused("it is encrypted by key 12, and the policy has no key", "name it"));
        assertThat(servers.happened).isEmpty();
    }

    @Test
    void withoutRoomForBothItIsRefused() {
        servers.free = 100 << 20;

        assertThat(over())
                .isEqualTo(new Restored.Refused(
                        "the restored copy may need 257 MiB, and 100 MiB are free",
                        "make room there, or have backup.folder elsewhere"));
    }

    @Test
    void whatDiffersFromTheBackupIsNotPutInPlace() {
        servers.restoredRows = 2;

        assertThat(over())
                .isEqualTo(new Restored.BrokenOff(
                        "what was restored is not the same: app: public.orders has 2 rows instead of 3", List.of()));
        assertThat(servers.happened).containsExactly("laid ready", "closed");
    }

    @Test
    void whatCannotBeLaidReadyIsNotPutInPlace() {
        servers.restoreFailure = Optional.of(new IOException("No space left on device"));
        servers.left.add("database berth_12_1");

        assertThat(over()).isEqualTo(new Restored.BrokenOff("No space left on device", List.of("database berth_12_1")));
        assertThat(servers.happened).containsExactly("laid ready", "closed");
    }

    @Test
    void whatKeepsNothingOfBeforeIsBackedUpFirst() {
        servers.keepsFormer = false;

        var restored = over();

        assertThat(restored)
                .isEqualTo(new Restored.Over(new Takeover.Done(
                        List.of("backup orders/2026-11-28T030500Z"), List.of("the way back"), List.of())));
        assertThat(store.backups.values())
                .hasSize(2)
                .allMatch(backup -> backup.proof().proved());
    }

    @Test
    void withoutABackupOfWhatIsThereNothingIsPutInItsPlace() {
        servers.keepsFormer = false;
        servers.dumpFailure = Optional.of(new IOException("No space left on device"));

        assertThat(over())
                .isEqualTo(new Restored.Refused(
                        "no backup of what is there now can be had: No space left on device",
                        "lift that, and run berth restore again"));
        assertThat(servers.happened).doesNotContain("laid ready", "put in place");
    }

    @Test
    void whoeverMayHoldTheOneOrTheOtherIsToldWithTheBackupOfBefore() {
        servers.keepsFormer = false;
        servers.takeoverFailure = Optional.of(new Takeover.Torn("the link broke", new IOException("the link broke")));

        assertThat(over())
                .isEqualTo(new Restored.Stuck(
                        "the link broke", Optional.of(new BackupName("orders", NOW.plus(Duration.ofMinutes(5))))));
    }

    private Restored over() {
        return backups(NOW.plus(Duration.ofMinutes(5))).over(manifest, ScriptedServers.ORDERS);
    }

    private Backups backups(Instant now) {
        return new Backups(
                store,
                servers,
                new Terms(new Keep.Span(Duration.ofDays(30)), true, Depth.FAST),
                Clock.fixed(now, ZoneOffset.UTC),
                line -> {});
    }
}
