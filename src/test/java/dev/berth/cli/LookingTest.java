package dev.berth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.cycle.SimulatedSite;
import dev.berth.execute.sim.Faults;
import dev.berth.observe.Call;
import dev.berth.observe.LocalProcess;
import dev.berth.observe.Observation;
import dev.berth.plan.Decision.Refusal;
import dev.berth.plan.GoldenCase;
import dev.berth.plan.PolicyWith;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands that only look, once what was interrupted is ended: plan, status, health and history. */
class LookingTest {
    private static final String NOTE = "note: the folder is locked; what follows may change under way\n";

    private final SimulatedSite place = new SimulatedSite();
    private final Desk desk = new Desk(place);

    @Test
    void aPlanIsPending() {
        var ran = desk.run("plan");

        assertThat(ran.code()).isEqualTo(10);
        assertThat(ran.out()).startsWith("staging/research-stack: 1 berth to move, pauses of about 1.0 s in all\n");
        assertThat(ran.err()).isEmpty();
    }

    @Test
    void sessionsAreCountedBesideThePlan() {
        var ran = desk.run("plan");

        assertThat(ran.out()).contains("  sessions now: timescaledb 3 (2 idle)\n");
        assertThat(desk.run("plan", "-o", "json").out()).contains("sessions");
    }

    @Test
    void sessionsThatNobodyKnowsAreNotSaidToBeNone() {
        place.sessions = Optional.empty();

        var ran = desk.run("plan");

        assertThat(ran.out()).contains("  sessions now: timescaledb unknown (TCP tells of no sessions)\n");
    }

    @Test
    void stepsAreShownWithTheirCauses() {
        var ran = desk.run("plan", "--steps");

        assertThat(ran.out())
                .contains("  PREPARE   check that port 7000 is free on every address\n"
                        + "            because port 7000 must still be free\n");
    }

    @Test
    void nothingIsPendingInSync() {
        place.seen = seen("in-sync");

        var ran = desk.run("plan");

        assertThat(ran)
                .isEqualTo(new Ran(
                        0,
                        "staging/research-stack: in sync, every database is in its berth\n"
                                + "  warning: published on every address of this host, and staying so: timescaledb\n",
                        ""));
    }

    @Test
    void anUnsafePlanIsRefused() {
        var unsafe = GoldenCase.named("hold-required");
        place.policy = unsafe.policy();
        place.seen = Optional.of(new Observation.Seen<>(unsafe.snapshot()));

        var ran = desk.run("plan");

        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).startsWith("refused: ").endsWith("\nnothing was changed\n");
    }

    @Test
    void aContradictionIsInvalid() {
        var contradicting = GoldenCase.named("claimed-by-another-policy");
        place.policy = contradicting.policy();
        place.seen = Optional.of(new Observation.Seen<>(contradicting.snapshot()));

        var ran = desk.run("plan", "-o", "json");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.document().path("state").asText()).isEqualTo("invalid");
        assertThat(ran.err()).endsWith("1 violation; nothing was changed\n");
    }

    @ParameterizedTest
    @CsvSource({"plan", "status", "health", "rehearse", "apply"})
    void whereNothingCanBeSeenTheReasonIsTold(String command) {
        place.seen = Optional.of(new Observation.Blind<>("no engine answers", "start Docker"));

        var ran = desk.run(command);

        assertThat(ran)
                .isEqualTo(new Ran(3, "", "refused: docker: no engine answers — start Docker\nnothing was changed\n"));
    }

    @ParameterizedTest
    @CsvSource({"plan,10", "status,0", "health,0", "history,0"})
    void aLockedStateIsNotedAndLookedAtAllTheSame(String command, int code) {
        desk.busy = true;

        var ran = desk.run(command, "-o", "json");

        assertThat(ran.code()).isEqualTo(code);
        assertThat(ran.err()).isEqualTo(NOTE);
        assertThat(ran.document().path("policy").asText()).isEqualTo("research-stack");
    }

    @Test
    void aLockedStateLeavesAnInterruptedMigrationToItsRun() {
        place.records.open(place.now, place.plan());
        desk.busy = true;

        var ran = desk.run("history");

        assertThat(ran.err()).isEqualTo(NOTE);
        assertThat(place.records.all().get(0).entries()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"plan,10", "status,0", "health,0", "history,0"})
    void severalPoliciesAreOneDocument(String command, int code) {
        var other = new SimulatedSite();
        other.policy = PolicyWith.name(other.policy, "other");
        desk.places.add(other);

        var ran = desk.run(command, "-o", "json");

        assertThat(ran.code()).isEqualTo(code);
        assertThat(ran.document().path("policies").findValuesAsText("policy"))
                .containsExactly("research-stack", "other");
        assertThat(ran.document().size()).isEqualTo(1);
    }

    @Test
    void theWorstOfSeveralPoliciesDecides() {
        var unsafe = new SimulatedSite();
        unsafe.seen = Optional.of(new Observation.Blind<>("no engine answers", "start Docker"));
        desk.places.add(0, unsafe);

        assertThat(desk.run("plan").code()).isEqualTo(3);
    }

    @Test
    void aHealthyDatabaseIsOneLine() {
        assertThat(desk.run("health")).isEqualTo(new Ran(0, "✅ TimescaleDB (5432): healthy\n", ""));
    }

    @Test
    void aSilentDatabaseIsAFinding() {
        place.well = false;

        assertThat(desk.run("health")).isEqualTo(new Ran(11, "❌ TimescaleDB (5432): Connection refused\n", ""));
    }

    @Test
    void aDatabaseWithoutAContainerIsAFinding() {
        var missing = GoldenCase.named("database-missing");
        place.policy = missing.policy();
        place.seen = Optional.of(new Observation.Seen<>(missing.snapshot()));

        var ran = desk.run("health", "-o", "json");

        assertThat(ran.code()).isEqualTo(11);
        assertThat(ran.document().path("missing")).isNotEmpty();
    }

    @Test
    void whatIsWrongWithTheFilesIsToldInsteadOfDatabasesThatNobodyLookedAt() {
        place.seen = seen("contradicting-files");

        var ran = desk.run("health", "-o", "json");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.document().path("state").asText()).isEqualTo("invalid");
        assertThat(ran.err())
                .isEqualTo(".env:3: TIMESCALEDB_PORT: — is already set in line 2; keep one\n"
                        + "1 violation; nothing was changed\n");
    }

    @Test
    void theStatusOfContradictingFilesSaysWhatIsWrong() {
        place.seen = seen("contradicting-files");

        var ran = desk.run("status");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.out()).contains("InvalidPolicy", "no berth can be told").doesNotContain("DATABASE");
        assertThat(ran.err()).startsWith(".env:3: TIMESCALEDB_PORT: — is already set in line 2; keep one\n");
    }

    @Test
    void theStatusSaysThatTheNewestMigrationWentBackThoughItIsOver() {
        place.faults.apply(SimulatedSite.LAST, Faults.Kind.NOT_DONE);
        desk.run("apply", "--yes");

        var ran = desk.run("status");

        assertThat(ran.code()).isZero();
        assertThat(ran.out()).containsPattern("RolledBack +True +StepFailed +planted\n");
    }

    @Test
    void theMatrixTellsWhoIsConnectedByWhichWay() {
        place.calls =
                new Observation.Seen<>(List.of(new Call(new LocalProcess("psql", 4711, ""), "127.0.0.1", true, 5432)));

        var ran = desk.run("status", "--matrix");

        assertThat(ran.out())
                .endsWith(
                        "  CLIENT           DATABASE              HOST       PORT  BY         CONNECTIONS  REACHABLE  SINCE\n"
                                + "  psql (pid 4711)  timescaledb.postgres  127.0.0.1  5432  host port  1            yes\n");
        assertThat(desk.run("status", "--matrix", "-o", "json")
                        .document()
                        .at("/matrix/0/client")
                        .asText())
                .isEqualTo("psql (pid 4711)");
    }

    @Test
    void theMatrixSaysWhyADatabaseIsNotReachable() {
        place.well = false;
        place.calls =
                new Observation.Seen<>(List.of(new Call(new LocalProcess("psql", 4711, ""), "127.0.0.1", true, 5432)));

        var ran = desk.run("status", "--matrix");

        assertThat(ran.out()).endsWith("no: Connection refused\n");
    }

    @Test
    void connectionsThatNobodyCanSeeAreNotSaidToBeNone() {
        place.calls = new Observation.Blind<>("the kernel says nothing", "run berth on Linux");

        var ran = desk.run("status", "--matrix");

        assertThat(ran.err()).isEqualTo("note: the kernel says nothing; no connection is told — run berth on Linux\n");
    }

    @Test
    void noMigrationsAreSaidToBeNone() {
        assertThat(desk.run("history")).isEqualTo(new Ran(0, "no migrations yet\n", ""));
    }

    @Test
    void aMigrationIsShownEntryByEntry() {
        desk.run("apply", "--yes");

        var ran = desk.run("history", "research-stack-1", "-o", "json");

        assertThat(ran.code()).isZero();
        assertThat(ran.document().path("standing").asText()).isEqualTo("soaking");
        assertThat(ran.document().at("/entries/0/entry").asText()).isEqualTo("Opened");
        assertThat(desk.run("history", "research-stack-1").out()).contains("0.00 s  Opened");
    }

    @Test
    void whoWantedAMigrationIsInItsHistory() {
        desk.run("apply", "--yes");

        assertThat(desk.run("history", "research-stack-1").out()).contains("Approved", "somebody: --yes");
    }

    @Test
    void aBundleHoldsAllThatProvesHowAMigrationWent() {
        desk.run("apply", "--yes");

        var ran = desk.run("history", "research-stack-1", "--bundle", "evidence.tar.zst");

        assertThat(ran.code()).isZero();
        assertThat(ran.err()).isEqualTo("packed into evidence.tar.zst\n");
        var pieces = desk.bundled.getOrDefault("research-stack-1", Map.of());
        assertThat(pieces)
                .containsOnlyKeys(
                        "changes.txt", "contents.json", "entries.txt", "migration.json", "plan.json", "plan.txt");
        assertThat(pieces.get("migration.json")).contains("\"by\" : \"somebody\"", "\"tookMs\"");
        assertThat(pieces.get("changes.txt")).contains(".env, SHA-256 ", "“5432” → “7000”");
    }

    @Test
    void aBundleThatCantBeWrittenIsRefused() {
        desk.run("apply", "--yes");
        desk.unwritable = Optional.of(new Refusal("bundle", "no room", "name another file"));

        var ran = desk.run("history", "research-stack-1", "--bundle", "evidence.tar.zst");

        assertThat(ran)
                .isEqualTo(new Ran(3, "", "refused: bundle: no room — name another file\nnothing was changed\n"));
    }

    @ParameterizedTest
    @CsvSource({"history --bundle evidence.tar.zst", "history research-stack-1 --bundle evidence.zip"})
    void aBundleWantsAMigrationAndAFittingName(String words) {
        var ran = desk.run(words.split(" "));

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err())
                .startsWith("--bundle needs a migration's name, and a file that ends with .tar.zst, not evidence.");
    }

    @Test
    void anUnknownMigrationIsRefusedWithTheNamesThereAre() {
        desk.run("apply", "--yes");

        assertThat(desk.run("history", "x").err())
                .isEqualTo("refused: research-stack: there is no migration “x” — one of research-stack-1\n"
                        + "nothing was changed\n");
    }

    @Test
    void anUnknownMigrationIsRefusedWhereThereIsNone() {
        var ran = desk.run("history", "x");

        assertThat(ran)
                .isEqualTo(new Ran(
                        3,
                        "",
                        "refused: research-stack: there is no migration “x” — no migration was made yet\n"
                                + "nothing was changed\n"));
    }

    @Test
    void aMigrationIsToldOfThePolicyThatHasIt() {
        desk.run("apply", "--yes");
        desk.places.add(0, beside());

        var ran = desk.run("history", "research-stack-1", "--bundle", "evidence.tar.zst", "-o", "json");

        assertThat(ran.code()).isZero();
        assertThat(ran.err()).isEqualTo("packed into evidence.tar.zst\n");
        assertThat(ran.document().path("migration").asText()).isEqualTo("research-stack-1");
    }

    @Test
    void aBundleOfSeveralPoliciesMigrationsIsRefused() {
        var other = new SimulatedSite();
        other.policy = PolicyWith.file(PolicyWith.namespace(other.policy, "billing"), "policies/billing.yaml");
        desk.places.add(other);
        desk.run("apply", "--yes");

        var ran = desk.run("history", "research-stack-1", "--bundle", "evidence.tar.zst");

        assertThat(ran)
                .isEqualTo(new Ran(
                        3,
                        "",
                        "refused: research-stack-1: staging/research-stack and billing/research-stack have it"
                                + " — name one policy's file alone: -f "
                                + place.policy.mark().file() + " or -f policies/billing.yaml\nnothing was changed\n"));
        assertThat(desk.bundled).isEmpty();
    }

    @Test
    void aMigrationThatNoPolicyHasIsRefusedByEach() {
        desk.places.add(beside());

        var ran = desk.run("history", "x", "-o", "json");

        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.document().path("policies").findValuesAsText("subject"))
                .containsExactly("research-stack", "other");
    }

    private static SimulatedSite beside() {
        var other = new SimulatedSite();
        other.policy = PolicyWith.name(other.policy, "other");
        return other;
    }

    @Test
    void anInterruptedMigrationIsEndedBeforeAPlanIsMade() {
        place.records.open(place.now, place.plan());

        var ran = desk.run("plan", "-o", "json");

        assertThat(ran.code()).isZero();
        assertThat(ran.err()).startsWith("going on with research-stack-1, which was interrupted\n");
        assertThat(ran.document().path("state").asText()).isEqualTo("inSync");
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "health", "history", "stragglers"})
    void anInterruptedMigrationIsEndedBeforeALook(String command) {
        place.records.open(place.now, place.plan());

        var ran = desk.run(command);

        assertThat(ran.code()).isZero();
        assertThat(ran.err()).startsWith("going on with research-stack-1, which was interrupted\n");
    }

    private static Optional<Observation<dev.berth.observe.Snapshot>> seen(String name) {
        return Optional.of(new Observation.Seen<>(GoldenCase.named(name).snapshot()));
    }
}
