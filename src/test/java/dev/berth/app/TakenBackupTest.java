package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.backup.Backups;
import dev.berth.backup.MemoryStore;
import dev.berth.backup.ScriptedServers;
import dev.berth.backup.Terms;
import dev.berth.engine.Contents.Depth;
import dev.berth.execute.Attempt;
import dev.berth.policy.Keep;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TakenBackupTest {
    private final ScriptedServers servers = new ScriptedServers();

    @Test
    void aProofThatIsWantedAndWasInterruptedDoesNotPass() {
        servers.restoreFailure = Optional.of(new InterruptedIOException("interrupted"));

        assertThat(attempt())
                .isInstanceOfSatisfying(
                        Attempt.Untouched.class,
                        untouched -> assertThat(untouched.reason())
                                .isEqualTo(
                                        "backup orders/2026-11-28T030000Z was taken, and its restore was not tried to its end"));
    }

    @Test
    void whatIsLeftStandsWithTheReason() {
        servers.dumpFailure = Optional.of(new IOException("No space left on device"));
        servers.left.add("container berth-proof-1-db");

        assertThat(attempt())
                .isInstanceOfSatisfying(
                        Attempt.Untouched.class,
                        untouched -> assertThat(untouched.reason())
                                .isEqualTo("the backup of orders broke off: No space left on device;"
                                        + " left: container berth-proof-1-db; the next run removes it"));
    }

    @Test
    void whatIsNotInItIsSaidByTheMove() {
        servers.closed.add("reports");

        assertThat(attempt())
                .isEqualTo(new Attempt.Done("backup orders/2026-11-28T030000Z, restored and compared;"
                        + " not in it: databases that take no connections: reports"));
    }

    @Test
    void aMoveOfWhatKeepsItsDataInAFolderOfTheHostNamesIt() {
        servers.volumeless = true;
        servers.closed.add("/data");

        assertThat(attempt())
                .isEqualTo(new Attempt.Done("nothing to back up: it has no volume of its own,"
                        + " and folders of this host are in no backup: /data"));
    }

    private Attempt attempt() {
        var terms = new Terms(new Keep.Span(Duration.ofDays(30)), true, Depth.FAST);
        var clock = Clock.fixed(Instant.parse("2026-11-28T03:00:00Z"), ZoneOffset.UTC);
        return new TakenBackup(
                        progress -> new Backups(new MemoryStore(), servers, terms, clock, progress),
                        ScriptedServers.ORDERS,
                        true)
                .apply();
    }
}
