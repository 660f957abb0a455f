package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.adapter.file.Bulletins;
import dev.berth.adapter.file.StateFolder;
import dev.berth.cycle.Round;
import dev.berth.cycle.SimulatedSite;
import dev.berth.execute.sim.Quiet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoticeboardTest {
    private final SimulatedSite place = new SimulatedSite();
    private final Board board = new Board();
    private final Noticeboard noticeboard = new Noticeboard(List.of(), new EventLog(new NotedLog()), place.clock());

    @TempDir
    private Path folder = Path.of("");

    @Test
    void whatIsNoLongerKeptHereIsTakenBack() {
        board.put(round().act(), state());
        noticeboard.tell(board);
        board.keep(List.of());

        noticeboard.tell(board);

        assertThat(heard()).isEqualTo(new Bulletins.Read(List.of(), Optional.empty()));
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
    void whatIsStillSoIsToldAnewOnceItWasSeenAgain() {
        board.put(round().act(), state());
        noticeboard.tell(board);
        place.now = place.now.plusSeconds(60);
        board.put(round().look(), state());

        noticeboard.tell(board);

        assertThat(told()).content().contains("\"at\":\"" + place.now + "\"");
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
    void whomNobodyLookedAtForLongNobodyCallsReady() {
        board.put(round().act(), state());
        noticeboard.tell(board);
        place.now = place.now.plus(Duration.ofMinutes(6));

        noticeboard.tell(board);

        assertThat(heard().bulletins())
                .extracting(bulletin -> bulletin.readiness().cause())
                .containsExactly("its daemon has said nothing since 2026-01-05T20:00:00Z");
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
