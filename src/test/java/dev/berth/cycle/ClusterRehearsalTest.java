package dev.berth.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.cycle.Trial.Result;
import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;
import dev.berth.execute.Effects;
import dev.berth.execute.sim.Quiet;
import dev.berth.journal.Journal;
import dev.berth.journal.Progress;
import dev.berth.observe.ClusterFacts;
import dev.berth.plan.ClusterDecision;
import dev.berth.plan.ClusterPlanner;
import dev.berth.plan.Plan;
import dev.berth.plan.PolicyWith;
import dev.berth.plan.ServiceStep.AddPorts;
import dev.berth.plan.Steering;
import dev.berth.plan.Step;
import dev.berth.policy.Policy;
import dev.berth.policy.Reading;
import dev.berth.policy.Rollout;
import dev.berth.report.Condition;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClusterRehearsalTest {
    private static final Rollout REQUIRED = new Rollout(List.of(), Optional.empty(), false, true);

    private final Remembered records = new Remembered();
    private final List<String> done = new ArrayList<>();
    private final List<String> undone = new ArrayList<>();
    private List<String> flaws = List.of();
    private String unable = "";
    private String portOfTheCopy = "";
    private boolean failing;
    private boolean stuck;
    private boolean leaving;
    private boolean suspended;
    private int cast;
    private Optional<String> wish = Optional.empty();
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private Policy policy = PolicyWith.rollout(PolicyWith.mode(ClusterPolicy.SHOP, Policy.Mode.ENFORCE), REQUIRED);

    @Test
    void aPlanGoesForthAndBackOnCopiesAndThatIsWrittenDown() {
        var rehearsed = pass(List.of());

        assertThat(done)
                .startsWith("copy/01-confirm-answer")
                .contains("copy/05-add-ports")
                .endsWith("copy/08-await-answer");
        assertThat(undone).startsWith("copy/08-await-answer").endsWith("copy/01-confirm-answer");
        assertThat(rehearsed.ran()).contains(new Trial("shop-1", plan().hash(), now, Result.PASSED, ""));
        assertThat(said(rehearsed))
                .containsExactly("Rehearsed True RehearsalPassed plan " + plan().hash()
                        + " went forth and back on copies at 2026-03-01T12:00:00Z: shop-1");
        assertThat(rehearsed.again()).contains(now);
        assertThat(rehearsal().trials()).isEqualTo(rehearsed.trials());
        assertThat(progress().closed()).contains("rehearsed forth and back: 90 calls");
        assertThat(cast).isZero();
    }

    @Test
    void onceItPassedItIsNotRehearsedAgain() {
        var first = pass(List.of());

        var second = pass(first.trials());

        assertThat(second.ran()).isEmpty();
        assertThat(said(second)).isEqualTo(said(first));
        assertThat(second.again()).isEmpty();
    }

    @Test
    void whatFailsRestsForAMinuteAndThenForFour() {
        failing = true;
        var first = pass(List.of());
        assertThat(said(first))
                .containsExactly("Rehearsed False RehearsalFailed plan " + plan().hash()
                        + ": copy/05-add-ports: planted — lift that; it is rehearsed again at 2026-03-01T12:01:00Z");
        assertThat(first.again()).contains(now.plusSeconds(60));
        assertThat(pass(first.trials()).ran()).isEmpty();
        now = now.plusSeconds(60);

        var second = pass(first.trials());

        assertThat(second.ran()).map(Trial::result).contains(Result.FAILED);
        assertThat(second.again()).contains(now.plusSeconds(240));
        assertThat(cast).isZero();
    }

    @Test
    void whatCanNotBeTakenBackFails() {
        stuck = true;

        var trial = pass(List.of()).ran().orElseThrow();

        assertThat(trial.result()).isEqualTo(Result.FAILED);
        assertThat(trial.reason()).isEqualTo("it could not be taken back at copy/08-await-answer: planted, too");
        assertThat(progress().closed()).isPresent();
        assertThat(cast).isZero();
    }

    @Test
    void whatIsNotAsBeforeFails() {
        flaws = List.of("the copy of Service main has another port");

        var trial = pass(List.of()).ran().orElseThrow();

        assertThat(trial.reason()).isEqualTo("the copy of Service main has another port");
    }

    @Test
    void whereNoCopyCanBeMadeThereIsNoRecordAndTheReasonIsTold() {
        unable = "Service main has no selector";

        var rehearsed = pass(List.of());

        assertThat(rehearsed.ran()).contains(Trial.unbegun(plan().hash(), now, unable));
        assertThat(records.all()).isEmpty();
        assertThat(rehearsed.again()).contains(now.plusSeconds(60));
    }

    @Test
    void copiesThatWouldMoveByOtherStepsProveNothing() {
        portOfTheCopy = "sql";

        var trial = pass(List.of()).ran().orElseThrow();

        assertThat(trial.reason()).isEqualTo("the copies would not be moved by the steps of this plan");
        assertThat(done).isEmpty();
        assertThat(cast).isZero();
    }

    @Test
    void whereNobodyWantsOneThereIsNone() {
        policy = PolicyWith.rollout(policy, Rollout.FREE);
        assertThat(pass(List.of()).conditions()).contains(List.of());

        wish = Optional.of(plan().hash());

        assertThat(pass(List.of()).ran()).map(Trial::result).contains(Result.PASSED);
    }

    @Test
    void aPolicyThatOnlyReportsRehearsesNothing() {
        policy = PolicyWith.mode(policy, Policy.Mode.OBSERVE);

        assertThat(pass(List.of()).ran()).isEmpty();
    }

    @Test
    void aSuspendedPolicyRehearsesNothing() {
        suspended = true;

        assertThat(said(pass(List.of())))
                .containsExactly(
                        "Rehearsed False NotRehearsed plan " + plan().hash() + ": a person suspended the policy");
        assertThat(done).isEmpty();
    }

    @Test
    void whoIsAskedToLeaveTakesTheCopiesAwayAndTheNextBeginsAnew() {
        leaving = true;
        var left = pass(List.of());
        assertThat(left.conditions()).isEmpty();
        assertThat(cast).isZero();
        leaving = false;

        var trials = rehearsal().trials();

        assertThat(trials).extracting(Trial::result).containsExactly(Result.INTERRUPTED);
        assertThat(progress().closed()).contains("interrupted");
        assertThat(pass(trials).ran()).map(Trial::result).contains(Result.PASSED);
    }

    private static List<String> said(Rehearsed rehearsed) {
        return rehearsed.conditions().orElseThrow().stream()
                .map((Condition one) -> one.type() + " " + one.status() + " " + one.reason() + " " + one.message())
                .toList();
    }

    private Progress progress() {
        return Progress.of(records.all().get(0).journal().entries());
    }

    private Rehearsed pass(List<Trial> trials) {
        var orders = new Orders(
                Optional.empty(), suspended, Optional.empty(), Orders.NONE.tiers(), new RehearsalBook(wish, trials));
        var found = new ClusterFinding(decision(), Past.NONE, Steering.FREE, Optional.empty(), Optional.empty());
        return rehearsal().pass(new Reading.Valid(List.of(policy)), orders, found, () -> {});
    }

    private ClusterDecision decision() {
        return ClusterPlanner.decide(policy, ClusterPolicy.facts("", 5432));
    }

    private Plan plan() {
        return ((ClusterDecision.Seen) decision()).plan().orElseThrow();
    }

    private ClusterRehearsal rehearsal() {
        var clock = Clock.fixed(now, ZoneOffset.UTC);
        Effects effects = (migration, plan, step, evidence) -> effect(step);
        var walk = new RehearsalWalk(wanted -> copied(), new Copies(), effects, clock, new Quiet(), () -> leaving);
        return new ClusterRehearsal(records, walk, clock);
    }

    private ClusterFacts copied() {
        return new ClusterFacts(List.of(new ClusterFacts.Service(
                "copy",
                "ClusterIP",
                false,
                "10.0.0.2",
                Optional.empty(),
                List.of(),
                List.of(new ClusterFacts.Port(portOfTheCopy, 5432, "5432", Optional.of(5432))),
                1)));
    }

    private Effect effect(Step step) {
        return new Effect() {
            @Override
            public boolean holds() {
                return false;
            }

            @Override
            public Attempt apply() {
                if (failing && step instanceof AddPorts) {
                    return Attempt.notDone("planted");
                }
                done.add(step.id());
                return Attempt.done();
            }

            @Override
            public Attempt undo() {
                if (stuck) {
                    return Attempt.notDone("planted, too");
                }
                undone.add(step.id());
                return Attempt.done();
            }
        };
    }

    /** Copies that are only names; how many there are now is counted. */
    private final class Copies implements ServiceCopies {
        @Override
        public Made make(Policy of, Plan plan) {
            if (!unable.isEmpty()) {
                return new Made.Unable(unable);
            }
            cast++;
            return new Made.Ready(new Cast() {
                @Override
                public Policy policy() {
                    return of.behind(Map.of("main", "copy"));
                }

                @Override
                public Effects effects(Effects real) {
                    return real;
                }

                @Override
                public List<String> flaws() {
                    return flaws;
                }

                @Override
                public String remark() {
                    return "90 calls";
                }

                @Override
                public void remove() {
                    cast--;
                }
            });
        }
    }

    /** Rehearsals kept in memory. */
    private static final class Remembered implements RehearsalRecords {
        private final MemoryRecords journals = new MemoryRecords();
        private final Map<String, String> plans = new HashMap<>();

        @Override
        public List<Kept> all() {
            return journals.all().stream()
                    .map(journal -> new Kept(plans.getOrDefault(journal.name(), ""), journal))
                    .toList();
        }

        @Override
        public Journal open(Instant at, Plan copied, String plan) {
            var journal = journals.open(at, copied);
            plans.put(journal.name(), plan);
            return journal;
        }

        @Override
        public void forget(Journal ended) {
            journals.forget(ended);
        }
    }
}
