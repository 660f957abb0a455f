package dev.berth.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.execute.sim.Faults;
import dev.berth.execute.sim.Quiet;
import dev.berth.journal.Entry;
import dev.berth.journal.Progress;
import dev.berth.observe.Alias;
import dev.berth.observe.Observation;
import dev.berth.plan.GoldenCase;
import dev.berth.plan.LostAlias;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A machine that restarts forgets where old ports lead; the records don't. */
class UpkeepTest {
    private static final Alias OLD = new Alias("", 5432, 7000);

    private final SimulatedSite place = new SimulatedSite("hold-one");

    @Test
    void nothingIsLostWithoutARestart() {
        cycle().migrate(place.plan());

        assertThat(lost()).isEmpty();
    }

    @Test
    void aRestartLosesWhatTheRecordsHave() {
        cycle().migrate(place.plan());

        restart();

        assertThat(lost()).containsExactly(new LostAlias(OLD, Optional.empty()));
        assertThat(place.world.aliases()).isEmpty();
    }

    @Test
    void whatIsLostIsOpenedAgainOnce() {
        cycle().migrate(place.plan());
        restart();

        var renewed = facts(cycle().upkeep().renew());

        assertThat(renewed).containsExactly(new LostAlias(OLD, Optional.empty()));
        assertThat(place.world.aliases()).containsExactly(OLD);
        assertThat(facts(cycle().upkeep().renew())).isEmpty();
    }

    @Test
    void theSoakBeginsAnewSinceWhoUsedThePortIsForgotten() {
        cycle().migrate(place.plan());
        restart();
        place.now = place.now.plus(Duration.ofDays(30));

        cycle().upkeep().renew();
        cycle().settle();

        assertThat(place.world.aliases()).containsExactly(OLD);
        assertThat(cycle().retirements(List.of()).get(0).forgotten()).contains(place.now);
        place.now = place.now.plus(Duration.ofDays(7));
        cycle().settle();
        assertThat(place.world.aliases()).isEmpty();
    }

    @Test
    void whatWasRetiredStaysClosed() {
        cycle().migrate(place.plan());
        cycle().retire(cycle().newest().orElseThrow());

        assertThat(facts(cycle().upkeep().renew())).isEmpty();
        assertThat(place.world.aliases()).isEmpty();
    }

    @Test
    void whatWasRolledBackStaysClosed() {
        cycle().migrate(place.plan());
        cycle().rollBack(cycle().newest().orElseThrow(), "asked by hand");

        assertThat(facts(cycle().upkeep().renew())).isEmpty();
        assertThat(place.world.aliases()).isEmpty();
    }

    @Test
    void whatIsUnderWayIsLeftToItsOwnRun() {
        cycle().migrate(place.plan());
        restart();
        place.records.open(place.now, place.plan());

        assertThat(facts(cycle().upkeep().renew())).isEmpty();
    }

    @Test
    void whatHasAnObstacleIsToldAndLeft() {
        cycle().migrate(place.plan());
        restart();
        place.seen =
                Optional.of(new Observation.Seen<>(GoldenCase.named("hold-one").snapshot()));

        var renewed = facts(cycle().upkeep().renew());

        assertThat(renewed).singleElement().matches(lost -> !lost.comesBack());
        assertThat(place.world.aliases()).isEmpty();
        assertThat(cycle().newest().orElseThrow().entries()).noneMatch(Entry.Renewed.class::isInstance);
    }

    @Test
    void withoutASightOfTheWorldNothingIsOpened() {
        cycle().migrate(place.plan());
        restart();
        place.seen = Optional.of(new Observation.Blind<>("no engine answers", "start Docker"));

        assertThat(cycle().upkeep().renew()).isEqualTo(new Observation.Blind<>("no engine answers", "start Docker"));
        place.seen = Optional.empty();
        place.blindness = Optional.of("nft can't be run");
        assertThat(cycle().upkeep().renew()).isEqualTo(new Observation.Blind<>("nft can't be run", "install nftables"));
        assertThat(place.world.aliases()).isEmpty();
    }

    @Test
    void aPortWhoseEndHasBegunNeedsNobodyToSeeIt() {
        cycle().migrate(place.plan());
        place.faults.apply("timescaledb/21-close-alias", Faults.Kind.NOT_DONE);
        cycle().retire(cycle().newest().orElseThrow());
        place.blindness = Optional.of("nft can't be run");

        assertThat(lost()).isEmpty();
    }

    @Test
    void filesThatContradictThemselvesTellNothingOfTheWorld() {
        cycle().migrate(place.plan());
        restart();
        place.seen = Optional.of(
                new Observation.Seen<>(GoldenCase.named("contradicting-files").snapshot()));

        assertThat(cycle().upkeep().lost()).isInstanceOf(Observation.Blind.class);
    }

    @Test
    void aPacketFilterThatRefusesLeavesNoEntry() {
        cycle().migrate(place.plan());
        restart();
        place.stiff = true;

        assertThat(cycle().upkeep().renew())
                .isInstanceOfSatisfying(
                        Observation.Blind.class,
                        blind -> assertThat(blind.reason()).isEqualTo("nft: Device or resource busy"));
        assertThat(Progress.of(cycle().newest().orElseThrow().entries()).settled())
                .isEqualTo(place.now);
        assertThat(cycle().newest().orElseThrow().entries()).noneMatch(Entry.Renewed.class::isInstance);
    }

    @Test
    void anotherPolicysPortsAreNotOurs() {
        cycle().migrate(place.plan());
        restart();
        place.policy = dev.berth.plan.PolicyWith.name(place.policy, "other");

        assertThat(lost()).isEmpty();
    }

    private void restart() {
        place.world.unalias(place.world.aliases());
    }

    private List<LostAlias> lost() {
        return facts(cycle().upkeep().lost());
    }

    private static <T> T facts(Observation<T> observation) {
        return ((Observation.Seen<T>) observation).facts();
    }

    private Cycle cycle() {
        return new Cycle(place.site(), place.clock(), () -> false, new Quiet());
    }
}
