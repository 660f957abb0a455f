package dev.berth.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.engine.Contents.Depth;
import dev.berth.policy.Keep;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BackupsTest {
    private static final Instant NOW = Instant.parse("2026-11-28T03:00:00Z");
    private final MemoryStore store = new MemoryStore();
    private final ScriptedServers servers = new ScriptedServers();
    private final List<String> said = new ArrayList<>();

    @Test
    void aBackupIsRestoredAndThenCounts() {
        var taken = backups(NOW, true).take(ScriptedServers.ORDERS, false);

        assertThat(taken).isInstanceOfSatisfying(Taken.Kept.class, kept -> {
            assertThat(kept.manifest().proof()).isEqualTo(new Proof.Proved(NOW));
            assertThat(kept.manifest().name()).hasToString("orders/2026-11-28T030000Z");
        });
        assertThat(servers.happened)
                .containsExactly("moment of app", "moment over", "globals", "database app", "closed");
        assertThat(store.backups.values())
                .singleElement()
                .matches(kept -> kept.proof().proved());
    }

    @Test
    void oneThatHoldsSomethingElseOnceRestoredIsKeptAndNotProved() {
        servers.restoredRows = 2;

        backups(NOW, true).take(ScriptedServers.ORDERS, false);

        assertThat(proof())
                .isEqualTo(new Proof.Failed(
                        NOW, "what was restored is not the same: app: public.orders has 2 rows instead of 3"));
    }

    @Test
    void oneThatCannotBeRestoredIsKeptAndNotProved() {
        servers.restoreFailure = Optional.of(new IOException("extension \"tiny\" is not available"));

        backups(NOW, true).take(ScriptedServers.ORDERS, false);

        assertThat(proof()).isEqualTo(new Proof.Failed(NOW, "extension \"tiny\" is not available"));
        assertThat(servers.happened).last().isEqualTo("closed");
    }

    @Test
    void aProofThatWasInterruptedSaysNothingOfTheBackup() {
        servers.restoreFailure = Optional.of(new InterruptedIOException("interrupted"));

        backups(NOW, true).take(ScriptedServers.ORDERS, false);

        assertThat(proof()).isEqualTo(new Proof.Untried());
    }

    @Test
    void whatStandsAroundADatabaseIsInItWhereNobodyReadsItWithoutTheKey() {
        store.sealed = true;

        var taken = backups(NOW, true).take(ScriptedServers.ORDERS, false);

        assertThat(taken).isInstanceOfSatisfying(Taken.Kept.class, kept -> {
            assertThat(kept.manifest().proof().proved()).isTrue();
            assertThat(kept.manifest().files())
                    .extracting(StoredFile::sha256)
                    .containsExactly("digest of roles", "digest of rows", "digest of recipe of orders");
        });
    }

    @Test
    void inClearItHasNoPasswords() {
        backups(NOW, true).take(ScriptedServers.ORDERS, false);

        assertThat(store.backups.values())
                .singleElement()
                .satisfies(manifest -> assertThat(manifest.surroundings()).isEmpty());
    }

    @Test
    void nothingIsRestoredWhereThePolicyWantsNoProof() {
        backups(NOW, false).take(ScriptedServers.ORDERS, false);

        assertThat(proof()).isEqualTo(new Proof.Untried());
        assertThat(servers.happened).doesNotContain("database app");
    }

    @Test
    void aDumpThatBreaksOffLeavesNoBackup() {
        servers.dumpFailure = Optional.of(new IOException("No space left on device"));

        var taken = backups(NOW, true).take(ScriptedServers.ORDERS, false);

        assertThat(taken).isEqualTo(new Taken.BrokenOff("No space left on device", List.of()));
        assertThat(store.backups).isEmpty();
        assertThat(servers.happened)
                .as("the server that came up for it goes")
                .containsExactly("moment of app", "moment over", "closed");
    }

    @Test
    void aServerThatCannotBeReachedIsNoReasonToBegin() {
        servers.unreachable = Optional.of("Connection refused");

        var taken = backups(NOW, true).take(ScriptedServers.ORDERS, false);

        assertThat(taken).isEqualTo(new Taken.Refused("Connection refused", "lift that, and run berth backup again"));
    }

    @Test
    void withoutItsKeyNothingIsBegun() {
        store.missing = Optional.of(new MissingKey("variable KEY is not set", "set it"));
        store.swept = 7;

        var taken = backups(NOW, true).take(ScriptedServers.ORDERS, false);

        assertThat(taken).isEqualTo(new Taken.Refused("variable KEY is not set", "set it"));
        assertThat(store.swept).as("nothing was removed").isEqualTo(7);
        assertThat(servers.happened).isEmpty();
    }

    @Test
    void withoutItsKeyABackupIsNeitherRestoredNorJudged() throws IOException {
        backups(NOW, true).take(ScriptedServers.ORDERS, false);
        var manifest = store.backups.values().iterator().next();
        servers.happened.clear();
        store.missing = Optional.of(new MissingKey("it is encrypted by key 12, and the policy has no key", "name it"));

        assertThat(backups(NOW, true).restore(manifest))
                .isEqualTo(new Restored.Refused("it is encrypted by key 12, and the policy has no key", "name it"));
        assertThat(backups(NOW, true).verify(manifest))
                .isEqualTo(new Verified.Untried(
                        manifest, "it is encrypted by key 12, and the policy has no key — name it"));
        assertThat(servers.happened).isEmpty();
    }

    @Test
    void roomIsAskedForBeforeAnythingIsWritten() {
        store.free = 100 << 20;

        var taken = backups(NOW, true).take(ScriptedServers.ORDERS, false);

        assertThat(taken)
                .isEqualTo(new Taken.Refused(
                        "the backup and the restored copy may need 258 MiB, and 100 MiB are free",
                        "make room there, or have backup.folder elsewhere"));
        assertThat(servers.happened).isEmpty();
    }

    @Test
    void olderOnesGoAfterOneThatCounts() {
        backups(NOW.minus(Duration.ofDays(40)), true).take(ScriptedServers.ORDERS, false);
        backups(NOW.minus(Duration.ofDays(20)), true).take(ScriptedServers.ORDERS, false);

        var taken = backups(NOW, true).take(ScriptedServers.ORDERS, false);

        assertThat(((Taken.Kept) taken).removed())
                .containsExactly(new BackupName("orders", NOW.minus(Duration.ofDays(40))));
        assertThat(store.backups).hasSize(2);
    }

    @Test
    void olderOnesStayAfterOneThatIsNotProved() {
        backups(NOW.minus(Duration.ofDays(40)), true).take(ScriptedServers.ORDERS, false);
        servers.restoredRows = 2;

        backups(NOW, true).take(ScriptedServers.ORDERS, false);

        assertThat(store.backups).hasSize(2);
    }

    @Test
    void olderOnesStayWhileAMigrationMayNeedThem() {
        backups(NOW.minus(Duration.ofDays(40)), true).take(ScriptedServers.ORDERS, true);

        backups(NOW, true).take(ScriptedServers.ORDERS, true);

        assertThat(store.backups).hasSize(2);
    }

    @Test
    void aClockThatLeaptAheadRemovesNothing() {
        backups(NOW, true).take(ScriptedServers.ORDERS, false);

        var taken = backups(NOW.plus(Duration.ofDays(4000)), true).take(ScriptedServers.ORDERS, false);

        assertThat(((Taken.Kept) taken).removed()).isEmpty();
    }

    @Test
    void aClockThatWasSetBackNeitherMisordersNorRemoves() throws IOException {
        backups(NOW, true).take(ScriptedServers.ORDERS, false);
        var back = backups(NOW.minus(Duration.ofDays(400)), true);

        var taken = (Taken.Kept) back.take(ScriptedServers.ORDERS, false);

        assertThat(taken.manifest().name()).hasToString("orders/2026-11-28T030001Z");
        assertThat(taken.removed()).isEmpty();
        assertThat(said)
                .contains("  the clock says 2025-10-24T030000Z, and there is a backup of 2026-11-28T030000Z;"
                        + " this one is called orders/2026-11-28T030001Z");
        assertThat(store.shelf().of("orders")).last().isEqualTo(taken.manifest());
    }

    @Test
    void whatCannotBeRemovedDoesNotUndoTheNewOne() {
        backups(NOW.minus(Duration.ofDays(40)), true).take(ScriptedServers.ORDERS, false);
        backups(NOW.minus(Duration.ofDays(20)), true).take(ScriptedServers.ORDERS, false);
        store.removal = Optional.of(new IOException("read-only file system"));

        var taken = backups(NOW, true).take(ScriptedServers.ORDERS, false);

        assertThat(taken).isInstanceOf(Taken.Kept.class);
        assertThat(said).last().asString().contains("read-only file system");
    }

    @Test
    void anAlteredFileIsFoundAndNothingIsRestored() throws IOException {
        var manifest = ((Taken.Kept) backups(NOW, false).take(ScriptedServers.ORDERS, false)).manifest();
        store.altered.add("database-1.dump.zst");

        var verified = backups(NOW, true).verify(manifest);

        assertThat(verified).isInstanceOfSatisfying(Verified.Tried.class, tried -> {
            assertThat(tried.sound()).isFalse();
            assertThat(tried.flaws()).containsExactly("database-1.dump.zst was altered");
        });
        assertThat(proof()).isEqualTo(new Proof.Failed(NOW, "database-1.dump.zst was altered"));
        assertThat(servers.happened).doesNotContain("database app");
    }

    @Test
    void oneThatWasNeverProvedCanBeProvedLater() throws IOException {
        var manifest = ((Taken.Kept) backups(NOW, false).take(ScriptedServers.ORDERS, false)).manifest();

        backups(NOW, true).verify(manifest);

        assertThat(proof().proved()).isTrue();
    }

    @Test
    void oneOfThisVersionWhoseShapesDifferIsNotProved() throws IOException {
        var manifest = ((Taken.Kept) backups(NOW, true).take(ScriptedServers.ORDERS, false)).manifest();
        servers.restoredShape = "1e";

        backups(NOW, true).verify(manifest);

        assertThat(proof())
                .isEqualTo(new Proof.Failed(
                        NOW, "what was restored is not the same: app: table public.orders has another shape"));
    }

    @Test
    void oneOfAnEarlierVersionStaysProvedThoughDigestsOfItsShapesAreOthers() throws IOException {
        var manifest = ((Taken.Kept) backups(NOW, true).take(ScriptedServers.ORDERS, false)).manifest();
        servers.restoredShape = "1e";

        backups(NOW, true).verify(ScriptedServers.earlier(manifest));

        assertThat(proof().proved()).isTrue();
    }

    @Test
    void oneOfAnEarlierVersionIsRestoredBesideTheLiveServer() {
        var manifest = ((Taken.Kept) backups(NOW, true).take(ScriptedServers.ORDERS, false)).manifest();
        servers.restoredShape = "1e";

        var restored = backups(NOW, true).restore(ScriptedServers.earlier(manifest));

        assertThat(restored).isInstanceOf(Restored.Beside.class);
    }

    @Test
    void rowsOfOneOfAnEarlierVersionAreComparedAllTheSame() throws IOException {
        var manifest = ((Taken.Kept) backups(NOW, true).take(ScriptedServers.ORDERS, false)).manifest();
        servers.restoredRows = 2;

        backups(NOW, true).verify(ScriptedServers.earlier(manifest));

        assertThat(proof())
                .isEqualTo(new Proof.Failed(
                        NOW, "what was restored is not the same: app: public.orders has 2 rows instead of 3"));
    }

    @Test
    void whatTheLiveServerHasBeyondABackupIsTold() {
        var manifest =
                ((Taken.Kept) backups(NOW.minusSeconds(60), true).take(ScriptedServers.ORDERS, false)).manifest();
        servers.rows = 5;

        var gap = backups(NOW, true).gap(manifest);

        assertThat(gap).isInstanceOfSatisfying(Gap.Known.class, known -> {
            assertThat(known.age()).isEqualTo(Duration.ofMinutes(1));
            assertThat(known.differences()).containsExactly("app: public.orders has 5 rows instead of 3");
        });
    }

    @Test
    void whatTheLiveServerCannotTellIsUnknown() {
        var manifest = ((Taken.Kept) backups(NOW, true).take(ScriptedServers.ORDERS, false)).manifest();
        servers.unreachable = Optional.of("Connection refused");

        assertThat(backups(NOW, true).gap(manifest)).isEqualTo(new Gap.Unknown(Duration.ZERO, "Connection refused"));
    }

    @Test
    void aRestoredServerStaysOnlyIfItHoldsTheSame() {
        var manifest = ((Taken.Kept) backups(NOW, true).take(ScriptedServers.ORDERS, false)).manifest();

        assertThat(backups(NOW, true).restore(manifest)).isInstanceOf(Restored.Beside.class);
        servers.restoredRows = 2;
        servers.happened.clear();

        assertThat(backups(NOW, true).restore(manifest)).isInstanceOf(Restored.BrokenOff.class);
        assertThat(servers.happened).doesNotContain("kept").contains("closed");
    }

    @Test
    void whatIsAskedForRoomIsAskedOnceWhatAKilledRunLeftIsGone() throws IOException {
        store.free = 0;
        store.swept = 1L << 40;
        servers.free = 0;
        servers.swept = 1L << 40;

        assertThat(backups(NOW, true).take(ScriptedServers.ORDERS, false)).isInstanceOf(Taken.Kept.class);
        servers.free = 0;
        servers.swept = 1L << 40;
        assertThat(backups(NOW, true).restore(store.shelf().backups().get(0))).isInstanceOf(Restored.Beside.class);
    }

    @Test
    void whatCouldNotBeTriedTakesNoProofOff() throws IOException {
        var manifest = ((Taken.Kept) backups(NOW, true).take(ScriptedServers.ORDERS, false)).manifest();

        servers.restoreFailure = Optional.of(new InterruptedIOException("interrupted"));
        assertThat(backups(NOW, true).verify(manifest)).isEqualTo(new Verified.Untried(manifest, "interrupted"));
        servers.makingFailure = Optional.of(new IOException("the engine does not answer"));
        assertThat(backups(NOW, true).verify(manifest))
                .isEqualTo(new Verified.Untried(manifest, "the engine does not answer"));
        servers.free = 0;
        assertThat(backups(NOW, true).verify(manifest))
                .isEqualTo(new Verified.Untried(manifest, "the restored copy may need 257 MiB, and 0 B are free"));

        assertThat(proof().proved()).isTrue();
    }

    @Test
    void whatAServerWouldNotTakeTakesTheProofOff() throws IOException {
        var manifest = ((Taken.Kept) backups(NOW, true).take(ScriptedServers.ORDERS, false)).manifest();
        servers.restoreFailure = Optional.of(new Unrestorable("extension is not available", new IOException()));

        backups(NOW, true).verify(manifest);

        assertThat(proof()).isEqualTo(new Proof.Failed(NOW, "extension is not available"));
    }

    @Test
    void whatIsLeftOfABackupThatBrokeOffIsTold() {
        servers.dumpFailure = Optional.of(new IOException("No space left on device"));
        store.draftRemoval = Optional.of(new IOException("the folder is busy"));

        assertThat(backups(NOW, true).take(ScriptedServers.ORDERS, false))
                .isEqualTo(new Taken.BrokenOff("No space left on device", List.of("the folder is busy")));
    }

    @Test
    void aRestoreThatMadeSomethingIsNotRefused() {
        var manifest = ((Taken.Kept) backups(NOW, true).take(ScriptedServers.ORDERS, false)).manifest();
        servers.makingFailure = Optional.of(new IOException("it did not answer in 120 s"));
        servers.left.add("container berth-restore-1-db");

        assertThat(backups(NOW, true).restore(manifest))
                .isEqualTo(
                        new Restored.BrokenOff("it did not answer in 120 s", List.of("container berth-restore-1-db")));
    }

    @Test
    void anotherServerIsNotCompared() {
        var manifest = ((Taken.Kept) backups(NOW, true).take(ScriptedServers.ORDERS, false)).manifest();
        servers.identity = "6001";

        assertThat(backups(NOW, true).gap(manifest))
                .isEqualTo(new Gap.Unknown(Duration.ZERO, "it is another server than the backup is of"));
    }

    @Test
    void aServerOfTemplatesAloneHasItsRolesBackedUp() {
        servers.templatesAlone = true;

        backups(NOW, true).take(ScriptedServers.ORDERS, false);

        assertThat(proof().proved()).isTrue();
    }

    @Test
    void whatHasNoVolumeIsNotBackedUpAndItsFoldersOfTheHostAreNamed() {
        servers.volumeless = true;
        assertThat(backups(NOW, true).take(ScriptedServers.ORDERS, false))
                .isEqualTo(new Taken.Nothing("it has no volume of its own"));
        servers.closed.addAll(List.of("/conf", "/data"));

        assertThat(backups(NOW, true).take(ScriptedServers.ORDERS, false))
                .isEqualTo(new Taken.Nothing(
                        "it has no volume of its own, and folders of this host are in no backup: /conf, /data"));
    }

    private Proof proof() {
        return store.shelf().find(new BackupName("orders", NOW)).orElseThrow().proof();
    }

    private Backups backups(Instant now, boolean restoreTest) {
        var terms = new Terms(new Keep.Span(Duration.ofDays(30)), restoreTest, Depth.FAST);
        return new Backups(store, servers, terms, Clock.fixed(now, ZoneOffset.UTC), said::add);
    }
}
