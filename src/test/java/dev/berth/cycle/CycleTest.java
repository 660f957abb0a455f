package dev.berth.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.execute.Outcome;
import dev.berth.execute.Watcher;
import dev.berth.execute.sim.Faults;
import dev.berth.execute.sim.Quiet;
import dev.berth.journal.Entry;
import dev.berth.journal.Journal;
import dev.berth.journal.Progress;
import dev.berth.observe.Alias;
import dev.berth.observe.Observation;
import dev.berth.observe.Straggler;
import dev.berth.plan.ContainerStep.CreateReplacement;
import dev.berth.plan.Decision.Refusal;
import dev.berth.plan.PolicyWith;
import dev.berth.policy.Policy;
import dev.berth.policy.Soak;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CycleTest {
    private final SimulatedSite place = new SimulatedSite();
    private final String before = place.world.toString();

    @Test
    void anInterruptedMigrationGoesOnUnderTheSamePolicy() {
        var journal = interrupted();

        var outcome = cycle().recover(journal);

        assertThat(outcome).isEqualTo(new Outcome.Migrated());
        assertThat(place.world.toString()).isNotEqualTo(before);
    }

    @Test
    void anInterruptedMigrationGoesBackUnderAChangedPolicy() {
        var journal = interrupted();
        place.policy = PolicyWith.fingerprint(place.policy, "changed");

        var outcome = cycle().recover(journal);

        assertThat(outcome)
                .isEqualTo(new Outcome.RolledBack("", "the policy changed while the migration was interrupted"));
        assertThat(place.world).hasToString(before);
    }

    @Test
    void aWayBackThatWasInterruptedKeepsItsReasonUnderAChangedPolicy() {
        var journal = interrupted();
        var first = place.plan().steps().findFirst().orElseThrow().id();
        journal.append(new Entry.Began(place.now, first));
        journal.append(new Entry.Failed(place.now, first, "planted"));
        place.policy = PolicyWith.fingerprint(place.policy, "changed");

        assertThat(cycle().recover(journal)).isEqualTo(new Outcome.RolledBack(first, "planted"));
    }

    @Test
    void everyEndOfAMigrationIsTold() {
        var journal = interrupted();
        cycle().recover(journal);

        cycle().rollBack(journal, "asked");

        assertThat(place.told)
                .containsExactly(
                        journal.name() + ": " + new Outcome.Migrated(),
                        journal.name() + ": " + new Outcome.RolledBack("", "asked"));
    }

    @Test
    void whoWasNotToldIsNamedAndTheMigrationStays() {
        place.deaf = List.of("notify[0] was not told: it answered with status 500");
        var untold = new ArrayList<String>();
        var cycle = new Cycle(place.site(), place.clock(), () -> false, new Watcher() {
            @Override
            public void untold(String words) {
                untold.add(words);
            }
        });

        var outcome = cycle.migrate(place.plan());

        assertThat(outcome).isEqualTo(new Outcome.Migrated());
        assertThat(untold).isEqualTo(place.deaf);
    }

    @Test
    void onlyAMigrationThatIsHalfDoneIsInterrupted() {
        var journal = interrupted();
        assertThat(cycle().interrupted()).contains(journal);

        cycle().recover(journal);

        assertThat(cycle().interrupted()).isEmpty();
        assertThat(cycle().open()).containsExactly(journal);
    }

    @Test
    void anotherPolicysMigrationIsNotOurs() {
        interrupted();
        place.policy = PolicyWith.name(place.policy, "other");

        assertThat(cycle().interrupted()).isEmpty();
        assertThat(cycle().all()).isEmpty();
    }

    @Test
    void openMigrationsAreTheNewestFirst() {
        var older = interrupted();
        var newer = interrupted();

        assertThat(cycle().open()).containsExactly(newer, older);
        assertThat(cycle().all()).containsExactly(older, newer);
        assertThat(cycle().newest()).contains(newer);
    }

    @Test
    void aMigrationStaysOpenUntilItsSoakIsOver() {
        cycle().migrate(place.plan());
        place.now = place.now.plus(Duration.ofDays(7)).minusMillis(1);

        cycle().settle();

        assertThat(newest().standing()).isEqualTo(Progress.Standing.SOAKING);
        assertThat(place.world.toString()).doesNotEndWith("recipes []");
    }

    @Test
    void aMigrationIsClosedOnceItsSoakIsOver() {
        cycle().migrate(place.plan());
        place.now = place.now.plus(Duration.ofDays(7));

        cycle().settle();

        assertThat(newest().closed()).contains("migrated");
        assertThat(place.world.toString()).endsWith("recipes []");
    }

    @Test
    void aMigrationWhoseOldPortIsInUseStaysOpen() {
        var leading = new SimulatedSite("hold-one");
        cycle(leading).migrate(leading.plan());
        leading.now = leading.now.plus(Duration.ofDays(30));
        leading.stragglers = seen(leading.now.minus(Duration.ofDays(7)).plusMillis(1));

        cycle(leading).settle();

        assertThat(leading.world.toString()).contains("aliases [5432 → 7000]");
    }

    @Test
    void aMigrationWhoseOldPortWasUsedBeforeTheSoakAloneIsClosed() {
        var leading = new SimulatedSite("hold-one");
        cycle(leading).migrate(leading.plan());
        leading.now = leading.now.plus(Duration.ofDays(30));
        leading.stragglers = seen(leading.now.minus(Duration.ofDays(7)));

        cycle(leading).settle();

        assertThat(leading.world.toString()).endsWith("aliases []\nrecipes []");
    }

    @Test
    void whereNoOldPortLeadsOnNoStragglerMatters() {
        cycle().migrate(place.plan());
        place.now = place.now.plus(Duration.ofDays(7));
        place.stragglers = seen(place.now);

        cycle().settle();

        assertThat(newest().closed()).contains("migrated");
    }

    @Test
    void withoutASightOfStragglersNothingIsClosed() {
        var leading = new SimulatedSite("hold-one");
        cycle(leading).migrate(leading.plan());
        leading.now = leading.now.plus(Duration.ofDays(30));
        leading.stragglers = new Observation.Blind<>("nft can't be run", "install nftables");

        cycle(leading).settle();

        assertThat(leading.world.toString()).contains("aliases [5432 → 7000]");
    }

    @Test
    void anEndThatIsStuckIsTriedAgainWithoutAnotherSoak() {
        cycle().migrate(place.plan());
        place.now = place.now.plus(Duration.ofDays(7));
        place.faults.apply(SimulatedSite.END, Faults.Kind.NOT_DONE);

        var stuck = cycle().settle().orElse(List.of());

        assertThat(stuck)
                .extracting(Finding.Ended::outcome)
                .containsExactly(new Outcome.Stuck(SimulatedSite.END, List.of(SimulatedSite.END), "planted"));
        assertThat(cycle().settle().orElse(List.of()))
                .extracting(Finding.Ended::outcome)
                .containsExactly(new Outcome.Migrated());
    }

    @Test
    void aMigrationThatWaitsForAPersonStaysOpen() {
        cycle().migrate(place.plan());
        place.policy = PolicyWith.soak(place.policy, new Soak(Duration.ofDays(7), Soak.Retire.ON_APPROVAL));
        place.now = place.now.plus(Duration.ofDays(30));

        cycle().settle();

        assertThat(newest().standing()).isEqualTo(Progress.Standing.SOAKING);
    }

    @Test
    void anEndThatAPersonBeganGoesOnByItself() {
        beginEnd(place, SimulatedSite.END);
        place.policy = PolicyWith.soak(place.policy, new Soak(Duration.ofDays(7), Soak.Retire.ON_APPROVAL));

        cycle().settle();

        assertThat(newest().closed()).contains("migrated");
    }

    @Test
    void anEndThatHasBegunGoesOnThoughSomebodyUsesTheOldPort() {
        var leading = new SimulatedSite("hold-one");
        beginEnd(leading, "timescaledb/21-close-alias");
        leading.stragglers = seen(leading.now);

        cycle(leading).settle();

        assertThat(leading.world.toString()).endsWith("aliases []\nrecipes []");
    }

    @Test
    void anEndThatHasBegunGoesOnThoughNobodyCanTellWhoUsesTheOldPort() {
        var leading = new SimulatedSite("hold-one");
        beginEnd(leading, "timescaledb/21-close-alias");
        leading.stragglers = new Observation.Blind<>("nft is not installed", "install it");

        cycle(leading).settle();

        assertThat(leading.world.toString()).endsWith("aliases []\nrecipes []");
    }

    @Test
    void anEndThatHasBegunStaysSoWhileThePolicyOnlyReports() {
        beginEnd(place, SimulatedSite.END);
        place.policy = PolicyWith.mode(place.policy, Policy.Mode.OBSERVE);

        cycle().settle();

        assertThat(newest().standing()).isEqualTo(Progress.Standing.SOAKING);
    }

    @Test
    void whatAnOpenMigrationNeedsIsNotSwept() {
        var leading = new SimulatedSite("hold-one");
        leading.leftovers = List.of(new Alias("", 5432, 7000));
        assertThat(cycle(leading).upkeep().sweep()).isNotEmpty();

        cycle(leading).migrate(leading.plan());

        assertThat(cycle(leading).upkeep().sweep()).isEmpty();
    }

    @Test
    void aMigrationThatWentBackDoesNotSoak() {
        place.faults.apply(SimulatedSite.LAST, Faults.Kind.NOT_DONE);

        var outcome = cycle().migrate(place.plan());
        place.now = place.now.plus(Duration.ofDays(8));
        cycle().settle();

        assertThat(outcome).isEqualTo(new Outcome.RolledBack(SimulatedSite.LAST, "planted"));
        assertThat(newest().closed()).contains("rolled back");
        assertThat(place.world).hasToString(before);
    }

    @Test
    void aMigrationThatALaterOneOvertookIsToldWhatMovedItsContainer() {
        var overtaken = migrated();
        var later = interrupted();
        var create = creation(later);
        later.append(new Entry.Began(place.now, create.id()));
        later.append(new Entry.Applied(place.now, create.id(), "c3"));
        later.append(new Entry.Closed(place.now, "migrated"));
        place.world.recreates(create.subject().name());

        var obstacles = cycle().obstacles(overtaken);

        assertThat(obstacles)
                .containsExactly(new Refusal(
                        create.subject().name(),
                        "was moved again since, by " + later.name() + ", which has ended",
                        "let " + overtaken.name()
                                + " end too (berth retire); a policy with the old ports moves it back"));
    }

    @Test
    void aLaterMigrationThatWentBackOvertookNothing() {
        var first = migrated();
        cycle().rollBack(interrupted(), "asked");
        place.world.recreates(creation(first).subject().name());

        var obstacles = cycle().obstacles(first);

        assertThat(obstacles).extracting(Refusal::reason).containsExactly("was made anew");
    }

    /** By hand, and up to a step that fails. */
    private static void beginEnd(SimulatedSite place, String last) {
        cycle(place).migrate(place.plan());
        place.faults.apply(last, Faults.Kind.NOT_DONE);
        cycle(place).retire(cycle(place).newest().orElseThrow());
    }

    private Journal migrated() {
        cycle().migrate(place.plan());
        return cycle().newest().orElseThrow();
    }

    private static CreateReplacement creation(Journal journal) {
        return Progress.of(journal.entries())
                .plan()
                .steps(CreateReplacement.class)
                .findFirst()
                .orElseThrow();
    }

    private Cycle cycle() {
        return cycle(place);
    }

    private static Cycle cycle(SimulatedSite place) {
        return new Cycle(place.site(), place.clock(), () -> false, new Quiet());
    }

    private static Observation<List<Straggler>> seen(Instant at) {
        return new Observation.Seen<>(
                List.of(new Straggler(5432, 7000, "10.0.0.9", false, at, 1, List.of(), Optional.empty())));
    }

    private Journal interrupted() {
        return place.records.open(place.now, place.plan());
    }

    private Progress newest() {
        return Progress.of(cycle().newest().orElseThrow().entries());
    }
}
