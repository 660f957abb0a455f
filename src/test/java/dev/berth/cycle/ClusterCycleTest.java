package dev.berth.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;
import dev.berth.execute.Effects;
import dev.berth.execute.Outcome;
import dev.berth.execute.sim.Quiet;
import dev.berth.journal.Entry;
import dev.berth.journal.Progress;
import dev.berth.journal.Progress.Standing;
import dev.berth.observe.ClusterFacts;
import dev.berth.observe.ClusterFacts.Locked;
import dev.berth.observe.Sources;
import dev.berth.plan.ClusterDecision;
import dev.berth.plan.ClusterPlanner;
import dev.berth.plan.PolicyWith;
import dev.berth.plan.ServiceBerth;
import dev.berth.plan.ServiceStep.AddPorts;
import dev.berth.plan.Step;
import dev.berth.policy.Policy;
import dev.berth.policy.Policy.Mode;
import dev.berth.policy.Reading;
import dev.berth.report.ClusterConditions;
import dev.berth.report.Condition;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClusterCycleTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

    private final MemoryRecords records = new MemoryRecords();
    private final List<String> done = new ArrayList<>();
    private Optional<Class<? extends Step>> failing = Optional.empty();
    private boolean moved;
    private boolean leaving;
    private int asked;
    private List<Locked> locked = List.of();
    private Policy policy = PolicyWith.mode(ClusterPolicy.SHOP, Mode.ENFORCE);

    @Test
    void whatIsDueIsDoneAndLookedAtAgain() {
        var decision = cycle().advance(reading());

        assertThat(((ClusterDecision.Seen) decision).berths())
                .extracting(ServiceBerth::standing)
                .containsExactly(new ServiceBerth.Moored());
        assertThat(newest().standing()).isEqualTo(Standing.SOAKING);
    }

    @Test
    void aPolicyThatIsToBeObservedMovesNothing() {
        policy = PolicyWith.mode(policy, Mode.PLAN);

        cycle().advance(reading());

        assertThat(done).isEmpty();
        assertThat(records.all()).isEmpty();
    }

    @Test
    void aPlanThatWentBackIsNotTriedAgainForTheSamePolicy() {
        failing = Optional.of(AddPorts.class);
        cycle().advance(reading());
        failing = Optional.empty();

        cycle().advance(reading());

        assertThat(records.all()).hasSize(1);
        assertThat(newest().reversal()).isPresent();
    }

    @Test
    void itIsTriedAgainOnceThePolicyChanged() {
        failing = Optional.of(AddPorts.class);
        cycle().advance(reading());
        failing = Optional.empty();
        policy = PolicyWith.fingerprint(policy, "changed");

        cycle().advance(reading());

        assertThat(records.all()).hasSize(2);
        assertThat(newest().standing()).isEqualTo(Standing.SOAKING);
    }

    @Test
    void whatAnEndLeftHalfDoneGoesOn() {
        halfDone();

        cycle().advance(reading());

        assertThat(records.all()).hasSize(1);
        assertThat(newest().standing()).isEqualTo(Standing.SOAKING);
    }

    @Test
    void whatAnEndLeftHalfDoneGoesBackWhereThePolicyChanged() {
        halfDone();
        policy = PolicyWith.fingerprint(PolicyWith.mode(policy, Mode.OBSERVE), "changed");

        cycle().advance(reading());

        assertThat(newest().reversal().map(Progress.Reversal::reason))
                .contains("the policy changed while the migration was interrupted");
        assertThat(moved).isFalse();
    }

    @Test
    void itsRecordsAreReadOnceAPass() {
        var cycle = cycle();

        cycle.advance(reading());
        cycle.newest();

        assertThat(records.reads).isEqualTo(1);
    }

    @Test
    void aLoginThatCanNotBeHadStallsItBeforeAnythingMoves() {
        locked = List.of(new Locked("main", "Secret main of namespace shop is not there", "put it there"));
        var cycle = cycle();

        var decision = cycle.advance(reading());

        assertThat(ClusterConditions.of(decision, Optional.empty()).get(1))
                .isEqualTo(new Condition(
                        "Stalled",
                        true,
                        Condition.Reason.Missing,
                        "main.sql: Secret main of namespace shop is not there — put it there"));
        assertThat(cycle.again()).isPresent();
        assertThat(records.all()).isEmpty();
    }

    @Test
    void nobodyAsksForALoginWhereNothingMoves() {
        locked = List.of(new Locked("main", "Secret main of namespace shop is not there", "put it there"));
        moved = true;

        cycle().advance(reading());

        assertThat(asked).isZero();
    }

    @Test
    void whoeverIsAskedToLeaveEndsBetweenTwoStepsAndTheNextGoesOn() {
        leaving = true;
        var first = cycle();
        first.advance(reading());
        assertThat(first.ended().map(Finding.Ended::outcome)).containsInstanceOf(Outcome.Left.class);
        assertThat(newest().standing()).isEqualTo(Standing.FORWARD);
        leaving = false;

        cycle().advance(reading());

        assertThat(newest().standing()).isEqualTo(Standing.SOAKING);
    }

    @Test
    void aPolicyThatGoesTakesWhatIsHalfDoneBack() {
        halfDone();

        cycle().leave();

        assertThat(newest().reversal().map(Progress.Reversal::reason)).contains("the policy was deleted");
        assertThat(newest().standing()).isEqualTo(Standing.CLOSED);
    }

    @Test
    void aPolicyThatGoesLeavesWhatArrivedAsItIs() {
        cycle().advance(reading());

        cycle().leave();

        assertThat(newest().standing()).isEqualTo(Standing.SOAKING);
        assertThat(moved).isTrue();
    }

    private void halfDone() {
        var plan = ((ClusterDecision.Seen) ClusterPlanner.decide(policy, facts()))
                .plan()
                .orElseThrow();
        var journal = records.open(NOON.instant(), plan);
        for (var step :
                plan.steps().takeWhile(step -> !(step instanceof AddPorts)).toList()) {
            journal.append(new Entry.Began(NOON.instant(), step.id()));
            journal.append(new Entry.Applied(NOON.instant(), step.id(), ""));
        }
    }

    private Progress newest() {
        return cycle().newest().orElseThrow();
    }

    private Reading reading() {
        return new Reading.Valid(List.of(policy));
    }

    private ClusterFacts facts() {
        return moved ? ClusterPolicy.facts("sql-5432", 5432, "sql-7000", 7000) : ClusterPolicy.facts("", 5432);
    }

    private ClusterCycle cycle() {
        Effects effects = (migration, plan, step, evidence) -> effect(step);
        return new ClusterCycle(wanted -> facts(), new Live(), records, effects, NOON, new Quiet(), () -> leaving);
    }

    private final class Live implements Sources.Cluster {
        @Override
        public ClusterFacts look(Policy wanted) {
            return facts();
        }

        @Override
        public List<Locked> locked(Policy wanted) {
            asked++;
            return locked;
        }
    }

    private Effect effect(Step step) {
        return new Effect() {
            @Override
            public boolean holds() {
                return step instanceof AddPorts && moved;
            }

            @Override
            public Attempt apply() {
                if (failing.filter(kind -> kind.isInstance(step)).isPresent()) {
                    return Attempt.notDone("planted");
                }
                moved |= step instanceof AddPorts;
                done.add(step.id());
                return Attempt.done();
            }

            @Override
            public Attempt undo() {
                moved &= !(step instanceof AddPorts);
                return Attempt.done();
            }
        };
    }
}
