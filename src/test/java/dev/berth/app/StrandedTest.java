package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.adapter.file.FileRecords;
import dev.berth.adapter.file.Locking;
import dev.berth.adapter.file.StateFolder;
import dev.berth.cli.Workplace.Request;
import dev.berth.cycle.Tiers;
import dev.berth.journal.Entry;
import dev.berth.journal.Journal;
import dev.berth.plan.FileStep.EditFile;
import dev.berth.plan.Move;
import dev.berth.plan.Phase;
import dev.berth.plan.Plan;
import dev.berth.plan.Step;
import dev.berth.policy.DockerTarget;
import dev.berth.policy.Rollback;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class StrandedTest {
    private static final Instant AT = Instant.parse("2026-01-05T20:00:00Z");
    private static final Clock CLOCK = Clock.fixed(AT, ZoneOffset.UTC);
    private static final Tiers.Name SHOP = new Tiers.Name("staging", "shop");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aHalfDoneMigrationWithoutItsPolicyIsToldWithWhatToDo() {
        begun();
        var stranded = stranded();

        var reason = stranded.look(Map.of());

        assertThat(reason.orElseThrow())
                .startsWith("staging/shop shop-1: stopped half-way")
                .endsWith("put the policy back as it was, or mend it, at /srv/shop");
    }

    @Test
    void theLogHasItOnceWithItsPolicyAndItsName() {
        begun();
        var log = new NotedLog();
        var stranded = new Stranded(List.of(state()), new EventLog(log), CLOCK);

        stranded.look(Map.of());
        stranded.look(Map.of());

        assertThat(log.ids()).containsExactly("staging/shop shop-1");
        assertThat(log.news())
                .singleElement()
                .asString()
                .startsWith("WARN MigrationStranded staging/shop shop-1: stopped half-way");
    }

    @Test
    void oneWhosePolicyIsBackIsNoLongerTold() {
        begun();
        var stranded = stranded();
        stranded.look(Map.of());

        var reason = stranded.look(Map.of(SHOP, state()));

        assertThat(reason).isEmpty();
    }

    @Test
    void aPolicyOfThatNameWhoseRecordsAreElsewhereDoesNotCount() {
        begun();
        var stranded = stranded();

        var reason = stranded.look(Map.of(SHOP, new StateFolder(folder.resolve("elsewhere"))));

        assertThat(reason).isPresent();
    }

    @Test
    void aStateFolderCountsByWhateverPathItIsReached() throws IOException {
        begun();
        var link = Files.createSymbolicLink(folder.resolve("link"), state().path());
        var stranded = stranded();

        var reason = stranded.look(Map.of(SHOP, new StateFolder(link)));

        assertThat(reason).isEmpty();
    }

    @Test
    void whatSoaksOrIsClosedIsLeftAsItIs() {
        var journal = begun();
        journal.append(new Entry.Applied(AT, "1", ""));
        var stranded = stranded();

        var reason = stranded.look(Map.of());

        assertThat(reason).isEmpty();
    }

    @Test
    void whatACommandIsDoingJustNowIsNotStranded() throws IOException {
        begun();
        var stranded = stranded();
        var run = (Locking.Held) state().lock(CLOCK);

        var reason = stranded.look(Map.of());

        assertThat(reason).isEmpty();
        run.lock().close();
        assertThat(stranded.look(Map.of())).isPresent();
        assertThat(state().lock(CLOCK)).as("the lock is free again").isInstanceOf(Locking.Held.class);
    }

    @Test
    void aDamagedJournalIsToldWithItsFolder() throws IOException {
        begun();
        damage("shop-1");
        var stranded = stranded();

        var reason = stranded.look(Map.of());

        assertThat(reason.orElseThrow())
                .startsWith(state().path() + ": ")
                .contains("shop-1.journal is damaged at line 1");
    }

    @Test
    void aDamagedJournalIsToldThoughThePoliciesThatItBlindsAreThere() throws IOException {
        begun();
        damage("shop-1");
        var stranded = stranded();

        var reason = stranded.look(Map.of(SHOP, state()));

        assertThat(reason.orElseThrow()).contains("shop-1.journal", "its policies are not kept");
    }

    @Test
    void aJournalOfALaterVersionIsToldThoughItIsClosed() throws IOException {
        begun();
        Files.writeString(
                journal("shop-1"),
                line("{\"entry\":\"Guessed\"}")
                        + line("{\"entry\":\"Closed\",\"at\":\"2026-01-05T20:00:00Z\",\"outcome\":\"migrated\"}"),
                StandardOpenOption.APPEND);
        var stranded = stranded();

        var reason = stranded.look(Map.of(SHOP, state()));

        assertThat(reason.orElseThrow()).contains("no entry that this version of berth knows");
    }

    @Test
    void theWatchLooksAtEachPass() throws IOException, InterruptedException {
        new FileRecords(new StateFolder(folder.resolve(".berth"))).open(AT, plan());
        var log = new EventLog();
        var board = new Board();
        var request = new Request(List.of(folder), Optional.empty(), Optional.empty());
        var watch = new Watch(
                new Fleet(request, Map.of(), CLOCK, () -> false),
                board,
                new Noticeboard(List.of(), log, CLOCK),
                log,
                CLOCK,
                new AtomicBoolean());

        watch.start();

        await().until(() -> board.last().isPresent());
        var station = new HostStation(
                watch, board, List.of(StateFolder.beside(folder)), new ServiceWord(Map.of(), watch, board, log));
        assertThat(station.unready()).containsOnlyKeys("migrations");
        watch.end();
    }

    private void damage(String migration) throws IOException {
        Files.writeString(journal(migration), "no journal\n".repeat(3));
    }

    private Path journal(String migration) {
        return state().migrations().resolve(migration + ".journal");
    }

    /** One of a journal, as docs/journal.md has it. */
    private static String line(String json) {
        var checked = json.length() + " " + json;
        var crc = new CRC32C();
        crc.update(checked.getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().toHexDigits((int) crc.getValue()) + " " + checked + "\n";
    }

    private Journal begun() {
        var journal = new FileRecords(state()).open(AT, plan());
        journal.append(new Entry.Began(AT, "1"));
        return journal;
    }

    private Stranded stranded() {
        return new Stranded(List.of(state()), new EventLog(), CLOCK);
    }

    private StateFolder state() {
        return new StateFolder(folder.resolve("state"));
    }

    private static Plan plan() {
        var step = new EditFile(new Step.Head("1", Phase.PREPARE, "a test"), ".env", "0", "1", List.of());
        return new Plan(
                SHOP.name(),
                SHOP.namespace(),
                "f00d",
                "/srv/shop",
                Optional.of(new DockerTarget("unix:///var/run/docker.sock", "shop", List.of("compose.yaml"), ".env")),
                new Rollback(Rollback.Scope.BERTH, Duration.ofMinutes(5)),
                List.of(new Move("main", List.of(), Duration.ZERO, List.of(step))),
                List.of(),
                "cafe");
    }
}
