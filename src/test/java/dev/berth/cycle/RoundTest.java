package dev.berth.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.execute.Outcome;
import dev.berth.execute.sim.Faults;
import dev.berth.execute.sim.Quiet;
import dev.berth.journal.Entry;
import dev.berth.observe.Alias;
import dev.berth.observe.Debt;
import dev.berth.observe.Observation;
import dev.berth.observe.Qualm;
import dev.berth.plan.Decision;
import dev.berth.plan.Decision.Refusal;
import dev.berth.plan.GoldenCase;
import dev.berth.plan.LostAlias;
import dev.berth.plan.PolicyWith;
import dev.berth.policy.Policy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RoundTest {
    private final SimulatedSite place = new SimulatedSite();
    private final SimulatedSite leading = new SimulatedSite("hold-one");
    private final String before = place.world.toString();
    private List<Refusal> tiers = List.of();
    private boolean interrupted;

    @Test
    void aLookChangesNothing() {
        var found = round().look();

        assertThat(round().due(found)).isTrue();
        assertThat(found.seen().orElseThrow().decision()).isInstanceOf(Decision.Pending.class);
        assertThat(found.ready()).isFalse();
        assertThat(place.records.all()).isEmpty();
    }

    @Test
    void whatADatabaseIsOwedItGetsEvenWhereThePolicyOnlyReports() {
        place.policy = PolicyWith.mode(place.policy, Policy.Mode.OBSERVE);
        place.owed.add(new Debt("questdb", "CHECKPOINT RELEASE"));
        var before = round().look();

        var after = round().act();

        assertThat(before.owed()).isNotEmpty();
        assertThat(round().due(before)).isTrue();
        assertThat(after.owed()).isEmpty();
        assertThat(place.owed).isEmpty();
    }

    @Test
    void aDatabaseThatAStopWouldRobOfItsDataStaysWhereItIs() {
        place.qualm = Optional.of(new Qualm("it keeps its data in memory only", "set save points"));

        var found = round().act();

        assertThat(found.seen().orElseThrow().decision()).isInstanceOf(Decision.Refused.class);
        assertThat(round().due(found)).isFalse();
        assertThat(place.records.all()).isEmpty();
        assertThat(place.world).hasToString(before);
    }

    @Test
    void whatIsPendingMovesUnderEnforce() {
        var found = round().act();

        assertThat(found.outcomes()).extracting(Finding.Ended::outcome).containsExactly(new Outcome.Migrated());
        assertThat(found.ready()).isTrue();
        assertThat(round().due(round().look())).isFalse();
        assertThat(place.records.all().get(0).entries())
                .contains(new Entry.Approved(place.now, "berth run", "mode: Enforce"));
    }

    @Test
    void aPolicyThatPlansWaitsForAPersonsApproval() {
        place.policy = PolicyWith.mode(place.policy, Policy.Mode.PLAN);

        var found = round().act();

        assertThat(found.waiting())
                .containsExactly(new Refusal(
                        place.policy.name(),
                        "the plan wants an approval",
                        "--approve " + place.plan().hash()));
        assertThat(round().due(found)).isFalse();
        assertThat(place.world).hasToString(before);
    }

    @Test
    void aPolicyThatObservesIsLeftAlone() {
        place.policy = PolicyWith.mode(place.policy, Policy.Mode.OBSERVE);

        var found = round().act();

        assertThat(found.waiting())
                .extracting(Refusal::reason)
                .containsExactly("mode is Observe: this policy only reports");
        assertThat(place.world).hasToString(before);
    }

    @Test
    void whatNoMigrationKnowsOfIsSweptAndTold() {
        var left = new Alias("", 5432, 7000);
        place.leftovers = List.of(left);

        var found = round().act();

        assertThat(found.chores().swept()).containsExactly(left);
        assertThat(round().look().chores().swept()).isEmpty();
    }

    @Test
    void whereAPolicyObservesNothingIsSwept() {
        place.policy = PolicyWith.mode(place.policy, Policy.Mode.OBSERVE);
        place.leftovers = List.of(new Alias("", 5432, 7000));

        var found = round().act();

        assertThat(found.chores().swept()).isEmpty();
        assertThat(place.sweeps).isZero();
    }

    @Test
    void whereAPolicyObservesASoakThatIsOverIsNothingToDo() {
        round().act();
        place.policy = PolicyWith.mode(place.policy, Policy.Mode.OBSERVE);
        place.now = place.now.plus(Duration.ofDays(30));

        var found = round().act();

        assertThat(found.open()).hasSize(1);
        assertThat(round().due(found)).isFalse();
    }

    @Test
    void anEarlierTierKeepsAPolicyWaiting() {
        tiers = List.of(new Refusal("shop", "waits for dev/shop", "wait"));

        assertThat(round().act().waiting()).isEqualTo(tiers);
        assertThat(place.world).hasToString(before);
    }

    @Test
    void whatWasInterruptedGoesOnFirst() {
        var journal = place.records.open(place.now, place.plan());
        assertThat(round().due(round().look())).isTrue();

        var found = round().act();

        assertThat(found.outcomes()).containsExactly(new Finding.Ended(journal, new Outcome.Migrated()));
        assertThat(place.records.all()).hasSize(1);
    }

    @Test
    void whatIsHalfDoneIsNotReadyThoughEveryDatabaseIsInItsBerth() {
        place.records.open(place.now, place.plan());
        place.seen =
                Optional.of(new Observation.Seen<>(GoldenCase.named("in-sync").snapshot()));

        var found = round().look();

        assertThat(found.ready()).isFalse();
    }

    @Test
    void whatIsStuckIsLeftForThisRound() {
        place.faults.apply(SimulatedSite.LAST, Faults.Kind.NOT_DONE);
        place.faults.undo("timescaledb/12-start-replacement", Faults.Kind.NOT_DONE);
        var migrated = round().act();
        assertThat(migrated.stuck()).as("%s", migrated.outcomes()).isPresent();

        var found = round().look();

        assertThat(round().due(found)).isTrue();
        assertThat(place.records.all()).hasSize(1);
    }

    @Test
    void whatWentBackIsNotTriedAgainAtOnce() {
        place.faults.apply(SimulatedSite.LAST, Faults.Kind.NOT_DONE);

        var failed = round().act();

        assertThat(failed.outcomes())
                .extracting(Finding.Ended::outcome)
                .containsExactly(new Outcome.RolledBack(SimulatedSite.LAST, "planted"));
        assertThat(failed.waiting())
                .extracting(Refusal::reason)
                .containsExactly("its last migration went back (planted), 1 in a row");
        assertThat(round().due(failed)).isFalse();
        place.now = place.now.plus(Duration.ofMinutes(1));
        assertThat(round().act().ready()).isTrue();
    }

    @Test
    void anEndedRunIsTakenUpAgainAtOnce() {
        interrupted = true;
        round().act();
        interrupted = false;

        assertThat(round().look().waiting()).isEmpty();
        assertThat(round().act().ready()).isTrue();
    }

    @Test
    void aSoakThatIsOverEnds() {
        round().act();
        place.now = place.now.plus(Duration.ofDays(7));
        assertThat(round().due(round().look())).isTrue();

        var found = round().act();

        assertThat(found.open()).isEmpty();
    }

    @Test
    void aWorldThatCannotBeSeenIsSaid() {
        place.seen = java.util.Optional.of(new Observation.Blind<>("Docker is not running", "start Docker"));

        var found = round().look();

        assertThat(found.ready()).isFalse();
        assertThat(found.seen()).isEmpty();
        assertThat(round().due(found)).isFalse();
    }

    @Test
    void whereOldPortsCannotBeSeenNoPolicyIsReady() {
        round(leading).act();
        leading.blindness = Optional.of("nft can't be run");

        var found = round(leading).look();

        assertThat(found.ready()).isFalse();
        assertThat(found.unseen()).contains("nft can't be run");
        assertThat(round(leading).due(found)).isFalse();
    }

    @Test
    void whereNoOldPortIsToLeadOnNobodyNeedsToSeeThem() {
        round().act();
        place.blindness = Optional.of("nft can't be run");

        assertThat(round().look().ready()).isTrue();
    }

    @Test
    void whereAPolicyOnlyReportsNobodyWaitsForOldPortsThatCannotBeSeen() {
        round(leading).act();
        leading.policy = PolicyWith.mode(leading.policy, Policy.Mode.OBSERVE);
        leading.blindness = Optional.of("nft can't be run");

        assertThat(round(leading).look().ready()).isTrue();
    }

    @Test
    void whyOldPortsAreNotOpenedAgainIsTold() {
        round(leading).act();
        leading.world.unalias(leading.world.aliases());
        leading.stiff = true;

        var found = round(leading).act();

        assertThat(found.ready()).isFalse();
        assertThat(found.chores().renewed())
                .isEqualTo(new Observation.Blind<>(
                        "nft: Device or resource busy", "lift that, and berth apply opens them"));
    }

    @Test
    void oldPortsThatLeadOnAgainAreTold() {
        round(leading).act();
        leading.world.unalias(leading.world.aliases());

        var found = round(leading).act();

        assertThat(found.ready()).isTrue();
        assertThat(found.chores().renewed().orElse(List.of()))
                .containsExactly(new LostAlias(new Alias("", 5432, 7000), Optional.empty()));
    }

    @Test
    void whyADatabaseCannotBeGivenWhatItIsOwedIsTold() {
        place.owed.add(new Debt("questdb", "CHECKPOINT RELEASE"));
        place.stiff = true;

        var found = round().act();

        assertThat(found.chores().settled()).singleElement().asString().endsWith("Connection refused");
        assertThat(found.owed()).hasSize(1);
    }

    @Test
    void aSoakWhoseEndIsStuckIsToldAndTriedAgainAtOnce() {
        round().act();
        place.now = place.now.plus(Duration.ofDays(7));
        place.faults.apply(SimulatedSite.END, Faults.Kind.NOT_DONE);

        var found = round().act();

        assertThat(found.chores().stuck())
                .containsExactly(new Outcome.Stuck(SimulatedSite.END, List.of(SimulatedSite.END), "planted"));
        assertThat(found.outcomes()).isEmpty();
        assertThat(round().due(found)).isTrue();
        assertThat(round().act().open()).isEmpty();
    }

    @Test
    void whoeverCannotTellWhoUsesOldPortsSaysSo() {
        round(leading).act();
        leading.now = leading.now.plus(Duration.ofDays(7));
        leading.stragglers = new Observation.Blind<>("nft can't be run", "install nftables");

        var found = round(leading).act();

        assertThat(found.chores().ended()).isEqualTo(new Observation.Blind<>("nft can't be run", "install nftables"));
    }

    private Round round() {
        return round(place);
    }

    private Round round(SimulatedSite site) {
        return new Round(site.site(), site.clock(), () -> interrupted, new Quiet(), tiers, stray -> false);
    }
}
