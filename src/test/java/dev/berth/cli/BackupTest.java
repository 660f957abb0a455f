package dev.berth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.backup.MemoryStore;
import dev.berth.backup.MissingKey;
import dev.berth.backup.ScriptedServers;
import dev.berth.backup.Takeover;
import dev.berth.cycle.SimulatedSite;
import dev.berth.plan.PolicyWith;
import dev.berth.policy.Backup;
import dev.berth.policy.Database;
import dev.berth.policy.Keep;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackupTest {
    private static final String NAME = "timescaledb/2026-01-05T200000Z";

    private final SimulatedSite place = new SimulatedSite();
    private final Desk desk = new Desk(place);

    @BeforeEach
    void want() {
        want(true);
    }

    private void want(boolean restoreTest) {
        var wish = new Backup(
                "backups", Optional.empty(), new Keep.Span(Duration.ofDays(30)), restoreTest, Optional.empty());
        place.policy = PolicyWith.backup(place.policy, Optional.of(wish));
    }

    @Test
    void aBackupIsToldWithItsProof() {
        var ran = desk.run("backup");

        assertThat(ran.code()).isZero();
        assertThat(ran.out())
                .isEqualTo(NAME + ": 1 databases, 3 rows, 9 B in 0.00 s;"
                        + " proved by a restore at 2026-01-05T20:00:00Z\n");
        assertThat(ran.err()).contains("restoring it into a throwaway container");
    }

    @Test
    void itIsOneDocument() {
        var backup = desk.run("backup", "-o", "json").document().path("backups").path(0);

        assertThat(backup.path("backup").asText()).isEqualTo(NAME);
        assertThat(backup.path("proved").asBoolean()).isTrue();
    }

    @Test
    void oneThatIsNotProvedEndsWithAnotherCode() {
        desk.servers.restoredRows = 2;

        var ran = desk.run("backup");

        assertThat(ran.code()).isEqualTo(21);
        assertThat(ran.out()).contains("NOT PROVED: what was restored is not the same");
    }

    @Test
    void oneThatBrokeOffLeavesNothingAndSaysWhy() {
        desk.servers.dumpFailure = Optional.of(new IOException("No space left on device"));

        var ran = desk.run("backup");

        assertThat(ran.code()).isEqualTo(20);
        assertThat(ran.err())
                .endsWith("timescaledb: the backup broke off, and nothing of it is left: No space left on device\n");
        assertThat(desk.store.backups).isEmpty();
    }

    @Test
    void whatWasNeverProvedIsRedOnATerminal() {
        want(false);
        desk.terminal = true;

        assertThat(desk.run("backup").out()).contains("\u001b[31mNOT PROVED\u001b[0m: it was never restored");
        assertThat(desk.run("backup", "--list").out()).contains("\u001b[31mNOT PROVED\u001b[0m: it was never restored");
        assertThat(desk.run("backup", "--list").code()).isZero();
    }

    @Test
    void theyAreListed() {
        desk.run("backup");

        var ran = desk.run("backup", "--list");

        assertThat(ran.out())
                .startsWith("staging/research-stack\n  BACKUP")
                .contains(NAME, "TimescaleDB 15.14", "proved by a restore at");
    }

    @Test
    void aListLeavesAnInterruptedMigrationAsItIs() {
        place.records.open(place.now, place.plan());

        var ran = desk.run("backup", "--list");

        assertThat(ran).isEqualTo(new Ran(0, "staging/research-stack\n  no backups yet\n", ""));
    }

    @Test
    void theNewestIsVerifiedWhereNoneIsNamed() {
        desk.run("backup");

        var ran = desk.run("backup", "--verify");

        assertThat(ran.code()).isZero();
        assertThat(ran.out()).startsWith(NAME + ": 2 files are as written; proved by a restore at");
    }

    @Test
    void ofOneThatAnEarlierVersionTookItIsToldThatShapesWereNotCompared() {
        desk.run("backup");
        tookItEarlier();

        var ran = desk.run("backup", "--verify");

        assertThat(ran.code()).isZero();
        assertThat(ran.out())
                .startsWith(NAME + ": 2 files are as written; proved by a restore at")
                .endsWith("; shapes not compared: taken by an earlier version of berth\n");
    }

    @Test
    void theSameIsToldBeforeItIsRestored() {
        desk.run("backup");
        tookItEarlier();

        var ran = desk.run("restore", NAME, "--over", "timescaledb");

        assertThat(ran.code()).isZero();
        assertThat(ran.err()).contains("\n  shapes not compared: taken by an earlier version of berth\n");
    }

    /** Whose digests of shapes are others than those of this version. */
    private void tookItEarlier() {
        desk.store.backups.replaceAll((name, backup) -> ScriptedServers.earlier(backup));
        desk.servers.restoredShape = "1e";
    }

    @Test
    void anAlteredFileIsNamed() {
        desk.run("backup");
        desk.store.altered.add("database-1.dump.zst");

        var ran = desk.run("backup", "--verify", NAME);

        assertThat(ran.code()).isEqualTo(11);
        assertThat(ran.out()).isEqualTo(NAME + ": NOT PROVED: database-1.dump.zst was altered\n");
    }

    @Test
    void whatCouldNotBeTriedIsToldAndKeepsItsProof() {
        desk.run("backup");
        desk.servers.makingFailure = Optional.of(new IOException("the engine does not answer"));

        var ran = desk.run("backup", "--verify");

        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.out())
                .startsWith(
                        NAME + ": its restore could not be tried: the engine does not answer; as before, proved by");
        desk.interrupted = true;
        assertThat(desk.run("backup", "--verify", NAME, NAME).code()).isEqualTo(20);
    }

    @Test
    void theDatabasesBehindAnInterruptionAreRefused() {
        place.policy = PolicyWith.databases(
                place.policy, List.of(database("first"), database("second")), place.policy.clients());
        desk.interrupted = true;

        var ran = desk.run("backup", "-o", "json");

        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.document().at("/policies/0/refusals/0/subject").asText()).isEqualTo("second");
        assertThat(ran.document().at("/policies/1/backups")).hasSize(1);
        assertThat(ran.err()).contains("refused: second: not begun: interrupted — run the command again\n");
    }

    @Test
    void theVerificationsBehindAnInterruptionAreRefused() {
        desk.run("backup");
        desk.interrupted = true;

        var ran = desk.run("backup", "--verify", NAME, NAME);

        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.err()).contains("refused: " + NAME + ": not begun: interrupted — run the command again\n");
    }

    private Database database(String name) {
        var like = place.policy.databases().get(0);
        return new Database(
                name, like.engine(), like.runner(), like.ports(), like.credentials(), like.pgBouncer(), like.mark());
    }

    @Test
    void whatCannotBeEncryptedIsRefused() {
        desk.store.missing = Optional.of(new MissingKey("the key of backups can't be had", "make one"));

        var ran = desk.run("backup");

        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.err()).contains("timescaledb: the key of backups can't be had — make one");
        assertThat(desk.store.backups).isEmpty();
    }

    @Test
    void whatCannotBeDecryptedIsRefusedAndKeepsItsProof() {
        desk.run("backup");
        desk.store.missing =
                Optional.of(new MissingKey("it is encrypted by key 12, and the policy has no key", "name it"));

        assertThat(desk.run("restore", NAME).code()).isEqualTo(3);
        assertThat(desk.run("backup", "--verify").code()).isEqualTo(3);
        assertThat(desk.store.backups.values())
                .singleElement()
                .matches(backup -> backup.proof().proved());
    }

    @Test
    void whatIsLeftIsNamed() {
        desk.servers.dumpFailure = Optional.of(new IOException("No space left on device"));
        desk.store.draftRemoval = Optional.of(new IOException("the folder is busy"));

        assertThat(desk.run("backup").err())
                .contains("the backup broke off: No space left on device; left: the folder is busy;")
                .doesNotContain("nothing of it is left");
    }

    @Test
    void aNameThatNamesNothingIsRefused() {
        assertThat(desk.run("backup", "--verify", "timescaledb/2026-01-01T000000Z")
                        .code())
                .isEqualTo(3);
        assertThat(desk.run("backup", "--verify").err()).contains("there is no backup yet");
        assertThat(desk.run("backup", "nobody").err()).contains("the policy names no such database");
        assertThat(desk.run("restore", "nobody").err()).contains("there is no backup “nobody”");
    }

    @ParameterizedTest
    @ValueSource(strings = {"backup --verify", "restore"})
    void aBackupIsSoughtAmongAllPolicies(String command) {
        desk.run("backup");
        desk.places.add(0, new SimulatedSite());

        var ran = desk.run((command + " " + NAME).split(" "));

        assertThat(ran.code()).isZero();
        assertThat(ran.err()).doesNotContain("refused");
    }

    @Test
    void aBackupThatNoPolicyHasIsRefusedThoughOthersAreThere() {
        desk.run("backup");

        var ran = desk.run("backup", "--verify", NAME, "timescaledb/2026-01-01T000000Z");

        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.err()).contains("there is no backup “timescaledb/2026-01-01T000000Z”");
    }

    @Test
    void aPolicyWithoutBackupsIsToldHowToHaveThem() {
        place.policy = PolicyWith.backup(place.policy, Optional.empty());

        var ran = desk.run("backup");

        assertThat(ran)
                .isEqualTo(new Ran(
                        3,
                        "",
                        "refused: research-stack: the policy wants no backups — add backup: {folder: backups} to it\n"
                                + "nothing was changed\n"));
    }

    @Test
    void anotherRunKeepsItFromBeginning() {
        desk.busy = true;

        assertThat(desk.run("backup").code()).isEqualTo(3);
        assertThat(desk.run("backup", "--list").code()).isZero();
    }

    @Test
    void whatWouldBeLostIsToldBeforeARestore() {
        desk.run("backup");
        desk.servers.rows = 5;

        var ran = desk.run("restore", NAME);

        assertThat(ran.code()).isZero();
        assertThat(ran.err()).contains("app: public.orders has 5 rows instead of 3");
        assertThat(ran.out())
                .startsWith(NAME + ": restored beside the live database, which is as it was\n")
                .contains("docker exec -it berth-restore-1-db psql -U postgres", "docker rm -f berth-restore-1-db");
    }

    @Test
    void overTheLiveDatabaseItIsTypedAndWhatWouldBeLostIsTold() {
        desk.run("backup");
        desk.servers.rows = 5;

        var ran = desk.run("restore", NAME, "--over", "timescaledb");

        assertThat(ran.code()).isZero();
        assertThat(ran.err()).contains("app: public.orders has 5 rows instead of 3");
        assertThat(ran.out())
                .isEqualTo(
                        NAME
                                + ": restored over the live database of staging/research-stack\n  to go back:    the way back\n");
    }

    @Test
    void whereNothingSeemsToBeLostWhatIsNotLookedAtIsNamed() {
        desk.run("backup");

        var ran = desk.run("restore", NAME, "--over", "timescaledb");

        assertThat(ran.err())
                .contains(
                        "this would be lost or undone: nothing that can be seen\n"
                                + "  not looked at: what views, functions, defaults, checks and policies say, values of sequences");
    }

    @Test
    void overTheLiveDatabaseItIsOneDocument() {
        desk.run("backup");

        var document =
                desk.run("restore", NAME, "--over", "timescaledb", "-o", "json").document();

        assertThat(document.path("state").asText()).isEqualTo("restoredOver");
        assertThat(document.path("policy").asText()).isEqualTo("research-stack");
        assertThat(document.path("back").path(0).asText()).isEqualTo("the way back");
    }

    @Test
    void anotherNameThanThatOfItsDatabaseIsRefused() {
        desk.run("backup");

        var ran = desk.run("restore", NAME, "--over", "timescale");

        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.err()).contains("timescale: " + NAME + " is a backup of another database");
        assertThat(desk.servers.happened).doesNotContain("put in place");
    }

    @Test
    void aPersonAtATerminalTypesTheNameOnceMore() {
        desk.run("backup");
        desk.terminal = true;
        desk.typed = "yes";

        assertThat(desk.run("restore", NAME, "--over", "timescaledb").code()).isEqualTo(3);
        assertThat(desk.servers.happened).doesNotContain("put in place");
        desk.typed = "timescaledb";
        assertThat(desk.run("restore", NAME, "--over", "timescaledb").code()).isZero();
    }

    @Test
    void aPersonIsAskedWithTheNameOfThePolicy() {
        desk.run("backup");
        desk.terminal = true;

        var ran = desk.run("restore", NAME, "--over", "timescaledb");

        assertThat(ran.err()).contains("This takes the place of what timescaledb of staging/research-stack holds now.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " --over timescaledb"})
    void aBackupOfSeveralPoliciesIsRestoredOfNone(String over) {
        var other = new SimulatedSite();
        other.policy = PolicyWith.name(place.policy, "other");
        desk.places.add(other);
        desk.stores.put("other", new MemoryStore());
        desk.run("backup");
        desk.servers.happened.clear();

        var ran = desk.run(("restore " + NAME + over).split(" "));

        assertThat(ran)
                .isEqualTo(new Ran(
                        3,
                        "",
                        "refused: " + NAME + ": staging/research-stack and staging/other have it"
                                + " — put the policy into a file of its own, in the same folder, and name that with"
                                + " -f\nnothing was changed\n"));
        assertThat(desk.servers.happened).isEmpty();
    }

    @Test
    void oneOfSeveralPoliciesThatHaveABackupIsNamedByItsFile() {
        var other = new SimulatedSite();
        other.policy = PolicyWith.file(PolicyWith.name(place.policy, "other"), "policies/other.yaml");
        desk.places.add(other);
        desk.stores.put("other", new MemoryStore());
        desk.run("backup");

        var ran = desk.run("restore", NAME);

        assertThat(ran.err())
                .endsWith(" have it — name one policy's file alone: -f "
                        + place.policy.mark().file() + " or -f policies/other.yaml\nnothing was changed\n");
    }

    @Test
    void whoeverIsConnectedIsNamed() {
        desk.run("backup");
        desk.servers.others.add("psql as ann from 10.0.0.7, in app");

        var ran = desk.run("restore", NAME, "--over", "timescaledb");

        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.err()).contains("others are connected: psql as ann from 10.0.0.7, in app — stop them first");
    }

    @Test
    void oneThatIsNeitherSaysWhatToDo() {
        desk.run("backup");
        desk.servers.keepsFormer = false;
        desk.servers.takeoverFailure = Optional.of(new Takeover.Torn("the link broke", new IOException("broken")));

        var ran = desk.run("restore", NAME, "--over", "timescaledb");

        assertThat(ran.code()).isEqualTo(21);
        assertThat(ran.err())
                .contains(NAME + ": STUCK: the link broke; what was there is in the backup timescaledb/")
                .contains(" --over timescaledb");
    }

    @Test
    void aRestoreThatBreaksOffLeavesNothing() {
        desk.run("backup");
        desk.servers.restoreFailure = Optional.of(new IOException("extension \"tiny\" is not available"));

        var ran = desk.run("restore", NAME, "-o", "json");

        assertThat(ran.code()).isEqualTo(20);
        assertThat(ran.document().path("state").asText()).isEqualTo("brokenOff");
        assertThat(desk.servers.happened).last().isEqualTo("closed");
    }
}
