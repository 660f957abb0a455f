package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.backup.BackupName;
import dev.berth.backup.Backups;
import dev.berth.backup.MemoryStore;
import dev.berth.backup.ScriptedServers;
import dev.berth.backup.Terms;
import dev.berth.cycle.MemoryRecords;
import dev.berth.engine.Contents.Depth;
import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;
import dev.berth.execute.Executor;
import dev.berth.execute.Watcher;
import dev.berth.plan.Berthing;
import dev.berth.plan.GoldenCase;
import dev.berth.plan.Move;
import dev.berth.plan.Phase;
import dev.berth.plan.Plan;
import dev.berth.plan.PolicyWith;
import dev.berth.plan.ProbeStep.CheckPortFree;
import dev.berth.plan.Step;
import dev.berth.plan.Step.Head;
import dev.berth.plan.TakeBackup;
import dev.berth.policy.Backup;
import dev.berth.policy.DockerTarget;
import dev.berth.policy.EngineKind;
import dev.berth.policy.Keep;
import dev.berth.policy.Policy;
import dev.berth.policy.Rollback;
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
    private static final Instant NOW = Instant.parse("2026-11-28T03:00:00Z");
    private static final TakeBackup STEP = new TakeBackup(head("orders/02-take-backup"), "orders", true);
    private static final Step CHECK = new CheckPortFree(head("orders/03-check-port-free"), "", 7000);
    private static final Plan PLAN = plan("shop");
    private static final Plan WITHOUT_BACKUP = plan("shop", CHECK);

    private final ScriptedServers servers = new ScriptedServers();
    private final MemoryStore store = new MemoryStore();
    private final MemoryRecords records = new MemoryRecords();
    private Policy policy = wanting(new Keep.Span(Duration.ofDays(30)));
    private boolean portIsTaken = true;

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

    @Test
    void olderOnesThatWereKeptLongEnoughGo() {
        taken(NOW.minus(Duration.ofDays(40)), NOW.minus(Duration.ofDays(20)));

        assertThat(attempt())
                .isEqualTo(new Attempt.Done("backup orders/2026-11-28T030000Z, restored and compared;"
                        + " removed orders/2026-10-19T030000Z"));
        assertThat(stamps()).containsExactly("2026-11-08T030000Z", "2026-11-28T030000Z");
    }

    @Test
    void olderOnesStayWhileAnotherMigrationOfTheDatabaseCanGoBack() {
        taken(NOW.minus(Duration.ofDays(40)), NOW.minus(Duration.ofDays(20)));
        records.open(NOW, PLAN);

        attempt();

        assertThat(store.backups).hasSize(3);
    }

    @Test
    void whatMigrationsOfAnotherPolicyMayNeedIsNoneOfIts() {
        taken(NOW.minus(Duration.ofDays(40)), NOW.minus(Duration.ofDays(20)));
        records.open(NOW, plan("stock"));

        attempt();

        assertThat(store.backups).hasSize(2);
    }

    @Test
    void ofTriesThatFailTheFirstAndTheLastTwoStay() {
        for (int hours = 0; hours <= 24; hours += 6) {
            tried(NOW.plus(Duration.ofHours(hours)));
        }

        assertThat(stamps()).containsExactly("2026-11-28T030000Z", "2026-11-28T210000Z", "2026-11-29T030000Z");
    }

    @Test
    void onesThatAreNotProvedDoNotPileUpEither() {
        servers.restoredRows = 2;
        for (int hours = 0; hours <= 24; hours += 6) {
            tried(NOW.plus(Duration.ofHours(hours)));
        }

        assertThat(stamps()).containsExactly("2026-11-28T030000Z", "2026-11-28T210000Z", "2026-11-29T030000Z");
    }

    @Test
    void triesDoNotPileUpWhileAnotherMigrationCanGoBack() {
        records.open(NOW, PLAN);
        for (int hours = 0; hours <= 24; hours += 6) {
            tried(NOW.plus(Duration.ofHours(hours)));
        }

        assertThat(store.backups).hasSize(3);
    }

    /** The last of its day is another one. */
    @Test
    void whileTriesFailTheFirstStaysWhateverThePolicyKeeps() {
        policy = wanting(new Keep.Calendar(1, 0, 0));
        tried(NOW);
        tried(NOW.plus(Duration.ofMinutes(1)));

        tried(NOW.plus(Duration.ofMinutes(5)));

        assertThat(stamps()).first().isEqualTo("2026-11-28T030000Z");
    }

    @Test
    void theBackupOfAMigrationThatAPersonTookBackIsNoTrys() {
        tried(NOW);
        tried(NOW.plus(Duration.ofMinutes(1)));
        portIsTaken = false;
        tried(NOW.plus(Duration.ofMinutes(5)));
        executor(NOW.plus(Duration.ofHours(1))).recall(records.all().get(2), "asked by hand");
        portIsTaken = true;

        tried(NOW.plus(Duration.ofHours(2)));

        assertThat(store.backups).hasSize(4);
    }

    @Test
    void aMoveThatTookNoBackupAndSucceededEndsTheTriesBeforeIt() {
        tried(NOW);
        tried(NOW.plus(Duration.ofMinutes(1)));
        tried(NOW.plus(Duration.ofMinutes(5)));
        portIsTaken = false;
        tried(NOW.plus(Duration.ofHours(1)), WITHOUT_BACKUP);
        portIsTaken = true;

        tried(NOW.plus(Duration.ofHours(2)));

        assertThat(store.backups).hasSize(4);
    }

    @Test
    void aMoveThatTookNoBackupAndFailedIsOneOfTheTries() {
        tried(NOW);
        tried(NOW.plus(Duration.ofMinutes(1)));
        tried(NOW.plus(Duration.ofMinutes(5)));
        tried(NOW.plus(Duration.ofHours(1)), WITHOUT_BACKUP);

        tried(NOW.plus(Duration.ofHours(2)));

        assertThat(store.backups).hasSize(3);
    }

    private Attempt attempt() {
        return effect(NOW, "shop-9", PLAN, STEP).apply();
    }

    /** One more migration, to its end. */
    private void tried(Instant at) {
        tried(at, PLAN);
    }

    private void tried(Instant at, Plan plan) {
        executor(at).run(records.open(at, plan));
    }

    private Executor executor(Instant at) {
        return new Executor(
                (migration, plan, step, evidence) ->
                        step instanceof TakeBackup backup ? effect(at, migration, plan, backup) : new Port(portIsTaken),
                Clock.fixed(at, ZoneOffset.UTC),
                () -> false,
                new Watcher() {});
    }

    private TakenBackup effect(Instant at, String migration, Plan plan, TakeBackup step) {
        return new TakenBackup(
                policy,
                (wish, progress) -> backups(at, wish),
                step,
                new OtherMigrations(records, migration, plan, step.database()));
    }

    private Backups backups(Instant at, Backup wish) {
        var terms = new Terms(wish.keep(), wish.restoreTest(), Depth.FAST);
        return new Backups(store, servers, terms, Clock.fixed(at, ZoneOffset.UTC), line -> {});
    }

    /** Backups that no move took. */
    private void taken(Instant... times) {
        for (var at : times) {
            backups(at, policy.backup().orElseThrow()).take(ScriptedServers.ORDERS, true);
        }
    }

    private List<String> stamps() {
        return store.backups.keySet().stream().map(BackupName::stamp).toList();
    }

    private static Policy wanting(Keep keep) {
        return PolicyWith.backup(
                PolicyWith.databases(
                        GoldenCase.named("backup-first").policy(), List.of(ScriptedServers.ORDERS), List.of()),
                Optional.of(new Backup("backups", Optional.empty(), keep, true, Optional.empty())));
    }

    private static Plan plan(String policy) {
        return plan(policy, STEP, CHECK);
    }

    private static Plan plan(String policy, Step... steps) {
        return new Plan(
                policy,
                "default",
                "",
                "/srv/shop",
                Optional.of(new DockerTarget("unix:///var/run/docker.sock", "shop", List.of("compose.yaml"), ".env")),
                new Rollback(Rollback.Scope.BERTH, Duration.ofMinutes(5)),
                List.of(new Move(
                        "orders",
                        List.of(new Berthing("orders", EngineKind.POSTGRESQL, "postgres", 5432, 7000)),
                        Duration.ofSeconds(1),
                        List.of(steps))),
                List.of(),
                "");
    }

    private static Head head(String id) {
        return new Head(id, Phase.PREPARE, "no row may be lost");
    }

    /** What follows the backup. */
    private record Port(boolean taken) implements Effect {
        @Override
        public boolean holds() {
            return false;
        }

        @Override
        public Attempt apply() {
            return taken ? Attempt.notDone("port 7000 is taken") : Attempt.done();
        }

        @Override
        public Attempt undo() {
            return Attempt.done();
        }
    }
}
