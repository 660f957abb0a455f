package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.adapter.docker.Connections;
import dev.berth.adapter.docker.Limits;
import dev.berth.adapter.file.StateFolder;
import dev.berth.cycle.Cycle;
import dev.berth.cycle.Finding;
import dev.berth.cycle.SimulatedSite;
import dev.berth.cycle.Tiers;
import dev.berth.execute.Executor;
import dev.berth.execute.sim.Faults;
import dev.berth.execute.sim.Quiet;
import dev.berth.plan.PolicyWith;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TurnsTest {
    private static final Duration SOAK = Duration.ofDays(7);

    private final SimulatedSite place = new SimulatedSite();
    private final NotedLog log = new NotedLog();
    private final Connections nobody = new Connections(Limits.DEFAULTS);
    private final Turns turns = new Turns(place.clock(), () -> false, new EventLog(log), new AtomicBoolean());

    @TempDir
    private Path folder = Path.of("");

    @AfterEach
    void end() {
        nobody.close();
    }

    @Test
    void theEndOfASoakHasItsOwnMigrationThoughAnotherPolicysSoaksBesideIt() {
        migrate(place);
        var other = new SimulatedSite();
        other.policy = PolicyWith.name(other.policy, "other");
        other.records = place.records;
        migrate(other);
        place.now = place.now.plus(SOAK);

        turn(place);

        assertThat(log.news())
                .containsExactly("INFO StepApplied staging/research-stack research-stack-1: 1/1 "
                        + "timescaledb/17-discard-recipe");
    }

    @Test
    void whatMovesAfterAnInterruptedMigrationWentBackHasItsOwnName() {
        var asked = new AtomicInteger();
        new Executor(place.site().effects(), place.clock(), () -> false, new Quiet())
                .leaving(() -> asked.incrementAndGet() > 3)
                .run(place.records.open(place.now, place.plan()));
        var first = place.plan().steps().findFirst().orElseThrow().id();
        place.policy = PolicyWith.fingerprint(place.policy, "changed");

        turn(place);

        assertThat(log.news())
                .contains(
                        "INFO StepUndone staging/research-stack research-stack-1: " + first,
                        "INFO StepApplied staging/research-stack research-stack-2: 1/16 " + first);
    }

    @Test
    void aRestNamesTheMigrationThatIsStuck() {
        place.faults.apply(SimulatedSite.LAST, Faults.Kind.NOT_DONE);
        place.faults.undo("timescaledb/12-start-replacement", Faults.Kind.NOT_DONE);

        turn(place);

        assertThat(log.news())
                .last()
                .asString()
                .startsWith("WARN Rests staging/research-stack research-stack-1: stuck at timescaledb/");
    }

    private static void migrate(SimulatedSite at) {
        new Cycle(at.site(), at.clock(), () -> false, new Quiet()).migrate(at.plan());
    }

    private Finding turn(SimulatedSite at) {
        var sites = new Sites(Map.of(), at.clock(), () -> false, nobody, UnaryOperator.identity());
        var ship = new Fleet.Ship(at.site(), new StateFolder(folder), sites);
        return turns.at(ship, new Tiers(Map.of(), Map.of()), found -> {});
    }
}
