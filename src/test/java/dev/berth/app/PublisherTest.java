package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.adapter.docker.Connections;
import dev.berth.adapter.docker.Limits;
import dev.berth.adapter.file.Bulletins;
import dev.berth.adapter.file.StateFolder;
import dev.berth.cycle.Bulletin;
import dev.berth.cycle.Readiness;
import dev.berth.cycle.SimulatedSite;
import dev.berth.cycle.Tiers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublisherTest {
    private final SimulatedSite place = new SimulatedSite();
    private final Board board = new Board();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void otherHostsAreToldThatATierIsNotReadyBeforeItMoves() throws IOException {
        var ready = new Readiness(Optional.of(Instant.EPOCH), "");
        new Bulletins(folder).write(place.now, List.of(new Bulletin(name(), ready, List.of())));
        var elsewhere = new Elsewhere(this::heard);
        var log = new EventLog(elsewhere);
        var others = new Noticeboard(List.of(), log, place.clock());
        board.remember(others.recall(List.of(new StateFolder(folder))));
        var publisher = new Publisher(board, others, log);

        takeATurn(publisher, log);

        assertThat(elsewhere.heard).isNotEmpty().containsOnly("it has moves to make");
        assertThat(heard()).as("once it moved").isEmpty();
    }

    private void takeATurn(Publisher publisher, EventLog log) {
        var state = new StateFolder(folder);
        try (var docker = new Connections(Limits.DEFAULTS)) {
            var sites = new Sites(Map.of(), place.clock(), () -> false, docker, UnaryOperator.identity());
            var turns = new Turns(place.clock(), () -> false, log, new AtomicBoolean());
            var found = turns.at(
                    new Fleet.Ship(place.site(), state, sites),
                    board.tiers(),
                    before -> publisher.publish(before, state));
            publisher.publish(found, state);
        }
    }

    /** Why another host can't call it Ready now; empty where it can. */
    private String heard() {
        return new Bulletins(folder)
                .read(place.now).bulletins().stream()
                        .map(bulletin -> bulletin.readiness().cause())
                        .findFirst()
                        .orElse("nothing is told");
    }

    private Tiers.Name name() {
        return Tiers.Name.of(place.policy);
    }

    /** What can be heard on another host at each step that is done here. */
    private static final class Elsewhere extends NotedLog {
        private static final long serialVersionUID = 1L;

        private final transient Supplier<String> ear;
        private final transient List<String> heard = new ArrayList<>();

        Elsewhere(Supplier<String> ear) {
            this.ear = ear;
        }

        @Override
        protected void doLog(Level level, String caller, Object message, Object[] parameters, Throwable thrown) {
            if ("StepApplied".equals(MDC.get("event"))) {
                heard.add(ear.get());
            }
        }
    }
}
