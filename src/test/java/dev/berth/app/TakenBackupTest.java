package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.backup.Backups;
import dev.berth.backup.MemoryStore;
import dev.berth.backup.ScriptedServers;
import dev.berth.backup.Terms;
import dev.berth.engine.Contents.Depth;
import dev.berth.execute.Attempt;
import dev.berth.plan.GoldenCase;
import dev.berth.plan.Phase;
import dev.berth.plan.PolicyWith;
import dev.berth.plan.Step.Head;
import dev.berth.plan.TakeBackup;
import dev.berth.policy.Backup;
import dev.berth.policy.Keep;
import dev.berth.policy.Policy;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TakenBackupTest {
    private static final TakeBackup STEP =
            new TakeBackup(new Head("orders/02-take-backup", Phase.PREPARE, "no row may be lost"), "orders", true);

    private final ScriptedServers servers = new ScriptedServers();
    private Policy policy = PolicyWith.backup(
            PolicyWith.databases(
                    GoldenCase.named("backup-first").policy(), List.of(ScriptedServers.ORDERS), List.of()),
            Optional.of(new Backup(
                    "backups", Optional.empty(), new Keep.Span(Duration.ofDays(30)), true, Optional.empty())));

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

    @Test
    void aPolicyThatHasComeToWantNoneHasNoneTaken() {
        policy = PolicyWith.backup(policy, Optional.empty());

        assertThat(attempt()).isEqualTo(new Attempt.Untouched("the policy wants no backup of orders any more"));
    }

    private Attempt attempt() {
        var clock = Clock.fixed(Instant.parse("2026-11-28T03:00:00Z"), ZoneOffset.UTC);
        return new TakenBackup(
                        policy,
                        (wish, progress) -> new Backups(
                                new MemoryStore(),
                                servers,
                                new Terms(wish.keep(), wish.restoreTest(), Depth.FAST),
                                clock,
                                progress),
                        STEP)
                .apply();
    }
}
