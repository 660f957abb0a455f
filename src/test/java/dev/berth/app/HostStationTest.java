package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.cli.Workplace.Request;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostStationTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-05T20:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void foldersThatCannotBeWatchedAreToldAndLeaveItReady() throws IOException, InterruptedException {
        var board = new Board();
        var log = new EventLog();
        var request = new Request(List.of(folder), Optional.empty(), Optional.empty());
        var watch = new Watch(
                new Fleet(request, Map.of(), CLOCK, () -> false),
                board,
                new Noticeboard(List.of(), log, CLOCK),
                log,
                CLOCK,
                new AtomicBoolean());
        var station = new HostStation(watch, board, List.of(), new ServiceWord(Map.of(), watch, board, log));
        board.passed(new Board.Pass(CLOCK.instant(), Duration.ZERO));

        board.unwatched(Optional.of("no instance left"));

        assertThat(station.told()).containsEntry("unwatched", "no instance left");
        assertThat(station.unready()).isEmpty();
        watch.end();
    }
}
