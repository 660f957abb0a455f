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
import dev.berth.execute.Outcome;
import dev.berth.execute.sim.Faults;
import dev.berth.execute.sim.Quiet;
import dev.berth.observe.Alias;
import dev.berth.observe.Debt;
import dev.berth.observe.Observation;
import dev.berth.plan.PolicyWith;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TurnsTest {
    private static final String STUCK = "timescaledb/12-start-replacement";
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
                .containsExactly(
                        "INFO StepApplied staging/research-stack research-stack-1: 1/1 " + SimulatedSite.END,
                        "INFO Retired staging/research-stack research-stack-1: its soak is over, and nothing takes it"
                                + " back any more");
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
        stuckMigration();

        assertThat(log.news())
                .last()
                .asString()
                .startsWith("WARN Rests staging/research-stack research-stack-1: stuck at timescaledb/");
    }

    @Test
    void aPolicyThatWasGoneIsTriedAgainAtOnce() {
        stuckMigration();
        turns.forget(Tiers.Name.of(place.policy));

        var found = turn(place);

        assertThat(found.outcomes())
                .extracting(Finding.Ended::outcome)
                .containsExactly(new Outcome.RolledBack(SimulatedSite.LAST, "planted"));
    }

    @Test
    void anEndThatIsStuckIsSaidOnceForEachReason() {
        migrate(place);
        place.now = place.now.plus(SOAK);
        stuckTurn(Faults.Kind.NOT_DONE);

        stuckTurn(Faults.Kind.NOT_DONE);

        assertThat(log.news())
                .containsExactly("WARN NotRetired staging/research-stack research-stack-1: its soak is over, and its"
                        + " end is stuck at " + SimulatedSite.END + ": planted; it is tried again");
        stuckTurn(Faults.Kind.THROWS);
        assertThat(log.news()).singleElement().asString().contains("unexpected: ");
    }

    @Test
    void oldPortsThatLeadOnAgainAreSaid() {
        var leading = lost();

        turn(leading);

        assertThat(log.news())
                .singleElement()
                .asString()
                .startsWith("INFO OldPortReopened staging/research-stack: old port 5432 leads to 7000 again");
    }

    @Test
    void whyOldPortsStayClosedIsSaidOnce() {
        var leading = lost();
        leading.stiff = true;
        turn(leading);

        turn(leading);

        assertThat(log.news())
                .containsExactly("WARN OldPortLost staging/research-stack: old ports are not opened again: nft: Device"
                        + " or resource busy — lift that, and berth apply opens them");
    }

    @Test
    void whoCannotTellWhoUsesAnOldPortSaysSoOnce() {
        var leading = new SimulatedSite("hold-one");
        migrate(leading);
        place.now = place.now.plus(SOAK);
        leading.stragglers = new Observation.Blind<>("nft can't be run", "install nftables");
        turn(leading);

        turn(leading);

        assertThat(log.news())
                .containsExactly(
                        "WARN NotRetired staging/research-stack: no soak ends: nft can't be run — install nftables");
    }

    @Test
    void aDebtThatCannotBeSettledIsSaidOnceAndThenThatItIs() {
        migrate(place);
        place.owed.add(new Debt("questdb", "CHECKPOINT RELEASE"));
        place.stiff = true;
        turn(place);
        turn(place);
        place.stiff = false;

        turn(place);

        assertThat(log.news())
                .containsExactly(
                        "WARN NotSettled staging/research-stack: questdb is owed “CHECKPOINT RELEASE” since a run"
                                + " broke off, and can't be given it: Connection refused",
                        "INFO Settled staging/research-stack: questdb was owed “CHECKPOINT RELEASE” since a run"
                                + " broke off, and has it now");
    }

    @Test
    void whatFailsAnewAfterAllWasDoneIsSaidAnew() {
        var leading = lost();
        leading.stiff = true;
        turn(leading);
        leading.stiff = false;
        leading.world.alias(List.of(new Alias("", 5432, 7000)));
        turn(leading);
        leading.world.unalias(leading.world.aliases());
        leading.stiff = true;

        turn(leading);

        assertThat(log.news()).hasSize(2).allMatch(line -> line.startsWith("WARN OldPortLost"));
    }

    @Test
    void whatWasDoneIsSaidThoughWhatCameAfterItBrokeOff() {
        place.leftovers = List.of(new Alias("", 5432, 7000));
        place.owed.add(new Debt("questdb", "CHECKPOINT RELEASE"));
        place.lapse = Optional.of(new IllegalStateException("planted"));

        turn(place);

        assertThat(log.news())
                .first()
                .asString()
                .isEqualTo("WARN OldPortSwept staging/research-stack: no migration knows of 5432 → 7000: it leads on"
                        + " no longer");
    }

    @Test
    void whatWasSaidIsNotSaidAnewAfterARoundThatDidNotComeToIt() {
        place.owed.add(new Debt("questdb", "CHECKPOINT RELEASE"));
        place.stiff = true;
        stuckMigration();
        place.now = place.now.plus(Duration.ofMinutes(1));
        place.faults.undo(STUCK, Faults.Kind.NOT_DONE);
        turn(place);
        place.now = place.now.plus(Duration.ofMinutes(2));
        log.news();

        turn(place);

        assertThat(log.news()).isNotEmpty().noneMatch(line -> line.contains("NotSettled"));
    }

    /** A policy whose old port was lost, as by a restart of the machine. */
    private static SimulatedSite lost() {
        var leading = new SimulatedSite("hold-one");
        migrate(leading);
        leading.world.unalias(leading.world.aliases());
        return leading;
    }

    private static void migrate(SimulatedSite at) {
        new Cycle(at.site(), at.clock(), () -> false, new Quiet()).migrate(at.plan());
    }

    /** Its next try comes through. */
    private void stuckMigration() {
        place.faults.apply(SimulatedSite.LAST, Faults.Kind.NOT_DONE);
        place.faults.undo(STUCK, Faults.Kind.NOT_DONE);
        turn(place);
    }

    private void stuckTurn(Faults.Kind kind) {
        place.faults.apply(SimulatedSite.END, kind);
        turn(place);
    }

    private Finding turn(SimulatedSite at) {
        var sites = new Sites(Map.of(), at.clock(), () -> false, nobody, UnaryOperator.identity());
        var ship = new Fleet.Ship(at.site(), new StateFolder(folder), sites);
        return turns.at(ship, new Tiers(Map.of(), Map.of()), found -> {});
    }
}
