package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.adapter.file.Bulletins;
import dev.berth.cli.Workplace.Request;
import dev.berth.cycle.Bulletin;
import dev.berth.cycle.Readiness;
import dev.berth.cycle.Tiers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WatchTest {
    private final ShiftedClock clock = new ShiftedClock(Instant.parse("2026-01-05T20:00:00Z"));

    @TempDir
    private Path folder = Path.of("");

    private Watch watch;

    @BeforeEach
    void start() throws IOException {
        var state = Files.createDirectory(folder.resolve(".berth"));
        new Bulletins(state)
                .write(
                        clock.instant(),
                        List.of(new Bulletin(
                                new Tiers.Name("dev", "shop"),
                                new Readiness(Optional.of(Instant.EPOCH), ""),
                                List.of())));
        var log = new EventLog();
        var board = new Board();
        var request = new Request(List.of(folder), Optional.empty(), Optional.empty());
        watch = new Watch(
                new Fleet(request, Map.of(), clock, () -> false),
                board,
                new Noticeboard(List.of(), log, clock),
                log,
                clock,
                new AtomicBoolean());
        watch.start();
        await().until(() -> board.last().isPresent());
    }

    @AfterEach
    void end() throws IOException, InterruptedException {
        watch.end();
    }

    @Test
    void whatAnEarlierRunToldOfAPolicyThatIsGoneIsTakenBack() {
        var told = new Bulletins(folder.resolve(".berth")).read(clock.instant());

        assertThat(told.flaw()).isEmpty();
        assertThat(told.bulletins()).isEmpty();
    }

    @Test
    void aLoopThatGoesOnLives() {
        assertThat(watch.halted()).isEmpty();
    }

    @Test
    void aLoopThatDoesNotComeByDoesNotLiveUntilItDoes() throws IOException {
        clock.forward(Duration.ofMinutes(6));

        assertThat(watch.halted().orElseThrow()).startsWith("the loop has not come by for 36");

        Files.writeString(folder.resolve("notes"), "a change, which calls it");
        await().until(() -> watch.halted().isEmpty());
    }

    @Test
    void aLoopThatHasEndedDoesNotLive() throws IOException, InterruptedException {
        watch.end();

        assertThat(watch.halted()).contains("the loop has ended");
    }
}
