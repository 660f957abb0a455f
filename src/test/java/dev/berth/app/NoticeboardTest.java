package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.adapter.file.Bulletins;
import dev.berth.adapter.file.StateFolder;
import dev.berth.cycle.Bulletin;
import dev.berth.cycle.Readiness;
import dev.berth.cycle.Round;
import dev.berth.cycle.SimulatedSite;
import dev.berth.cycle.Tiers;
import dev.berth.execute.sim.Quiet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoticeboardTest {
    private final SimulatedSite place = new SimulatedSite();
    private final Tiers.Name name = Tiers.Name.of(place.policy);
    private final Board board = new Board();
    private final NotedLog log = new NotedLog();
    private final Noticeboard noticeboard = new Noticeboard(List.of(), new EventLog(log), place.clock());

    @TempDir
    private Path folder = Path.of("");

    @Test
    void whatIsNoLongerKeptHereIsTakenBack() {
        board.put(round().act(), state());
        noticeboard.tell(board);
        board.keep(List.of());

        noticeboard.tell(board);

        assertThat(heard()).isEqualTo(new Bulletins.Read(Optional.of(place.now), List.of(), Optional.empty()));
    }

    @Test
    void afterItsLastPolicyNothingMoreIsWrittenIntoAFolder() throws IOException {
        board.put(round().act(), state());
        noticeboard.tell(board);
        board.keep(List.of());
        noticeboard.tell(board);
        Files.delete(told());

        noticeboard.tell(board);

        assertThat(told()).doesNotExist();
    }

    @Test
    void ofAFolderThatWentWithItsLastPolicyNothingIsSaid() throws IOException {
        board.put(round().act(), state());
        noticeboard.tell(board);
        board.keep(List.of());
        Files.delete(told());
        Files.delete(told().getParent());
        Files.delete(folder);

        noticeboard.tell(board);

        assertThat(log.news()).isEmpty();
    }

    @Test
    void whatIsStillSoIsToldAnewOnceItWasSeenAgain() {
        board.put(round().act(), state());
        noticeboard.tell(board);
        place.now = place.now.plusSeconds(60);
        board.put(round().look(), state());

        noticeboard.tell(board);

        assertThat(heard().at()).contains(place.now);
    }

    @Test
    void whatWasSeenAMomentAgoIsNotWrittenOnceMore() throws IOException {
        board.put(round().act(), state());
        noticeboard.tell(board);
        place.now = place.now.plusSeconds(10);
        board.put(round().look(), state());
        var before = Files.readString(told());

        noticeboard.tell(board);

        assertThat(told()).content().isEqualTo(before);
    }

    @Test
    void whatCouldNotBeWrittenIsToldOnceItCan() throws IOException {
        Files.createFile(folder.resolve("told"));
        board.put(round().act(), state());
        noticeboard.tell(board);
        Files.delete(folder.resolve("told"));

        noticeboard.tell(board);

        assertThat(heard().bulletins()).extracting(Bulletin::name).containsExactly(name);
    }

    @Test
    void thatNothingCanBeWrittenIsSaidOnce() throws IOException {
        Files.createFile(folder.resolve("told"));
        board.put(round().act(), state());
        noticeboard.tell(board);

        noticeboard.tell(board);

        assertThat(log.news())
                .singleElement()
                .asString()
                .startsWith("WARN RecordsUnwritable nothing is told to other hosts: ");
    }

    @Test
    void whomNobodyLookedAtForLongNobodyCallsReady() {
        board.put(round().act(), state());
        noticeboard.tell(board);
        place.now = place.now.plus(Duration.ofMinutes(6));

        noticeboard.tell(board);

        assertThat(heard().bulletins())
                .extracting(bulletin -> bulletin.readiness().cause())
                .containsExactly("its daemon has said nothing since 2026-01-05T20:00:00Z");
    }

    @Test
    void aDaemonThatBeginsAnewGoesOnCountingFromWhatItHadTold() throws IOException {
        migratedLongAgo();
        var since = place.now.minus(Duration.ofHours(20));
        told(place.now.minusSeconds(90), new Readiness(Optional.of(since), ""));

        var readiness = atTheFirstLook();

        assertThat(readiness).isEqualTo(new Readiness(Optional.of(since), ""));
    }

    @Test
    void aTierThatWasNotReadyBeforeARestartCountsFromTheFirstLook() throws IOException {
        migratedLongAgo();
        told(place.now.minusSeconds(90), new Readiness(Optional.empty(), "it has moves to make"));

        var readiness = atTheFirstLook();

        assertThat(readiness.since()).contains(place.now);
    }

    @Test
    void aDaemonThatWasAwayForLongCountsFromTheFirstLook() throws IOException {
        migratedLongAgo();
        told(place.now.minus(Duration.ofMinutes(6)), new Readiness(Optional.of(Instant.EPOCH), ""));

        var readiness = atTheFirstLook();

        assertThat(readiness.since()).contains(place.now);
    }

    @Test
    void aTierThatNoDaemonToldOfCountsFromTheFirstLook() {
        migratedLongAgo();

        var readiness = atTheFirstLook();

        assertThat(readiness.since()).contains(place.now);
    }

    @Test
    void aPolicyThatCameBackCountsFromTheFirstLook() throws IOException {
        migratedLongAgo();
        told(place.now.minusSeconds(90), new Readiness(Optional.of(Instant.EPOCH), ""));
        board.remember(noticeboard.recall(List.of(state())));
        board.keep(List.of());

        board.put(round().look(), state());

        assertThat(readiness().since()).contains(place.now);
    }

    @Test
    void whatANewDaemonHasNotLookedAtYetIsKnownAndNotReady() throws IOException {
        var at = place.now.minusSeconds(90);
        var since = Optional.of(at.minus(Duration.ofHours(20)));
        told(at, new Readiness(since, ""));
        board.remember(noticeboard.recall(List.of(state())));
        board.keep(List.of(name));

        noticeboard.tell(board);

        assertThat(heard())
                .isEqualTo(new Bulletins.Read(
                        Optional.of(at),
                        List.of(new Bulletin(
                                name,
                                new Readiness(since, "its daemon has begun anew, and has not looked at it yet"),
                                List.of())),
                        Optional.empty()));
    }

    private void migratedLongAgo() {
        round().act();
        place.now = place.now.plus(Duration.ofHours(50));
    }

    /** What an earlier run left. */
    private void told(Instant at, Readiness readiness) throws IOException {
        new Bulletins(folder).write(at, List.of(new Bulletin(name, readiness, List.of())));
    }

    private Readiness atTheFirstLook() {
        board.remember(noticeboard.recall(List.of(state())));
        board.keep(List.of(name));
        board.put(round().look(), state());
        return readiness();
    }

    private Readiness readiness() {
        return board.entries().get(0).readiness();
    }

    private Bulletins.Read heard() {
        return new Bulletins(folder).read(place.now);
    }

    private Path told() {
        return folder.resolve("told/readiness.json");
    }

    private StateFolder state() {
        return new StateFolder(folder);
    }

    private Round round() {
        return new Round(place.site(), place.clock(), () -> false, new Quiet(), List.of(), stray -> false);
    }
}
