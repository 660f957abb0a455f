package dev.berth.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;
import dev.berth.execute.Effects;
import dev.berth.execute.Outcome;
import dev.berth.execute.sim.Quiet;
import dev.berth.journal.Entry;
import dev.berth.journal.Journal;
import dev.berth.journal.Progress;
import dev.berth.journal.Progress.Standing;
import dev.berth.observe.ClusterFacts;
import dev.berth.observe.ClusterFacts.Locked;
import dev.berth.observe.Sources;
import dev.berth.plan.Bar;
import dev.berth.plan.ClusterDecision;
import dev.berth.plan.ClusterPlanner;
import dev.berth.plan.Decision.Refusal;
import dev.berth.plan.Plan;
import dev.berth.plan.PolicyWith;
import dev.berth.plan.Protection;
import dev.berth.plan.ServiceBerth;
import dev.berth.plan.ServiceStep.AddPorts;
import dev.berth.plan.ServiceStep.AwaitPorts;
import dev.berth.plan.Steering;
import dev.berth.plan.Step;
import dev.berth.policy.Database;
import dev.berth.policy.Policy;
import dev.berth.policy.Policy.Mode;
import dev.berth.policy.Reading;
import dev.berth.policy.Rollout;
import dev.berth.report.ClusterConditions;
import dev.berth.report.Condition;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClusterCycleTest {
    private static final Tiers NO_TIERS = Orders.NONE.tiers();

    private final MemoryRecords records = new MemoryRecords();
    private final List<String> done = new ArrayList<>();
    private Optional<Class<? extends Step>> failing = Optional.empty();
    private String failingMove = "";
    private boolean moved;
    private boolean stuck;
    private boolean leaving;
    private int asked;
    private List<Locked> locked = List.of();
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private Orders orders = Orders.NONE;
    private Policy policy = PolicyWith.mode(ClusterPolicy.SHOP, Mode.ENFORCE);

    @Test
    void whatIsDueIsDoneAndLookedAtAgain() {
        var found = act();

        assertThat(((ClusterDecision.Seen) found.decision()).berths())
                .extracting(ServiceBerth::standing)
                .containsExactly(new ServiceBerth.Moored());
        assertThat(newest().standing()).isEqualTo(Standing.SOAKING);
    }

    @Test
    void aPolicyThatIsToBeObservedMovesNothing() {
        policy = PolicyWith.mode(policy, Mode.PLAN);

        act();

        assertThat(done).isEmpty();
        assertThat(records.all()).isEmpty();
    }

    @Test
    void whatWentBackRestsForAMinuteAndIsTriedAgain() {
        failing = Optional.of(AddPorts.class);
        act();
        failing = Optional.empty();

        var found = act();

        assertThat(records.all()).hasSize(1);
        assertThat(found.steering().waiting())
                .extracting(Refusal::toString)
                .singleElement()
                .asString()
                .startsWith("shop: its last migration went back (planted), 1 in a row"
                        + " — it is tried again at 2026-03-01T12:01:00Z, or when the policy changes;"
                        + " kubectl -n shop annotate dpp shop --overwrite berth.dev/approve=");
        assertThat(found.again()).contains(now.plusSeconds(60));
        now = now.plusSeconds(60);
        act();
        assertThat(records.all()).hasSize(2);
        assertThat(newest().standing()).isEqualTo(Standing.SOAKING);
    }

    @Test
    void itIsTriedAgainOnceThePolicyChanged() {
        failing = Optional.of(AddPorts.class);
        act();
        failing = Optional.empty();
        policy = PolicyWith.fingerprint(policy, "changed");

        act();

        assertThat(records.all()).hasSize(2);
        assertThat(newest().standing()).isEqualTo(Standing.SOAKING);
    }

    @Test
    void whatAnEndLeftHalfDoneGoesOn() {
        halfDone();

        act();

        assertThat(records.all()).hasSize(1);
        assertThat(newest().standing()).isEqualTo(Standing.SOAKING);
    }

    @Test
    void whatAnEndLeftHalfDoneGoesBackWhereThePolicyChanged() {
        halfDone();
        policy = PolicyWith.fingerprint(PolicyWith.mode(policy, Mode.OBSERVE), "changed");

        act();

        assertThat(newest().reversal().map(Progress.Reversal::reason))
                .contains("the policy changed while the migration was interrupted");
        assertThat(moved).isFalse();
    }

    @Test
    void aPolicyThatPlansWaitsForAnApprovalOfThisVeryPlan() {
        policy = PolicyWith.mode(policy, Mode.PLAN);

        assertThat(waiting(look()))
                .containsExactly("shop: the plan wants an approval — kubectl -n shop annotate dpp shop --overwrite"
                        + " berth.dev/approve=" + plan().hash());
        approve("0123456789ab");
        assertThat(waiting(look()))
                .containsExactly("shop: the approval names plan 0123456789ab, this one is " + plan().hash()
                        + " — look at the plan again, and approve its hash: kubectl -n shop annotate dpp shop"
                        + " --overwrite berth.dev/approve=" + plan().hash());
        approve(plan().hash());
        assertThat(waiting(look())).isEmpty();
    }

    @Test
    void anApprovalIsGoodForOneMigrationAndStandsInItsJournal() {
        policy = PolicyWith.mode(policy, Mode.PLAN);
        var permit = approve(plan().hash());

        act();

        assertThat(permit.used).isTrue();
        assertThat(records.all().get(0).entries().get(1)).isEqualTo(new Entry.Approved(now, "ada", "annotation"));
        moved = false;
        assertThat(waiting(act())).singleElement().asString().startsWith("shop: the plan wants an approval");
    }

    /** Such as the API server's, which takes no status at that moment. */
    @Test
    void anApprovalStandsInItsJournalWhateverFailsNext() {
        policy = PolicyWith.mode(policy, Mode.PLAN);
        approve(plan().hash());

        assertThatThrownBy(() -> cycle().act(reading(), orders, found -> {
                    throw new IllegalStateException("planted");
                }))
                .hasMessage("planted");

        assertThat(records.all().get(0).entries().get(1)).isEqualTo(new Entry.Approved(now, "ada", "annotation"));
    }

    @Test
    void aPlanThatFindsNoRoomInTheRecordsIsUnsupportedAndUsesNoApproval() {
        policy = PolicyWith.mode(policy, Mode.PLAN);
        var permit = approve(plan().hash());
        records.objection = Optional.of(new Refusal("shop/shop", "its plan is too long", "split the policy"));

        var found = act();

        assertThat(permit.used).isFalse();
        assertThat(records.all()).isEmpty();
        assertThat(((ClusterDecision.Seen) found.decision()).bar())
                .contains(new Bar(Bar.Kind.UNSUPPORTED, records.objection.get()));
        assertThat(cycle().due(reading(), orders, look())).isFalse();
    }

    @Test
    void ofManyMigrationsTheNewestStay() {
        for (int run = 1; run <= 13; run++) {
            moved = false;
            act();
        }

        assertThat(records.all()).extracting(Journal::name).startsWith("shop-3").endsWith("shop-13");
    }

    @Test
    void anApprovalThatWasTakenBackMeanwhileLetsNothingRun() {
        policy = PolicyWith.mode(policy, Mode.PLAN);
        approve(plan().hash()).used = true;

        var found = act();

        assertThat(records.all()).isEmpty();
        assertThat(waiting(found)).singleElement().asString().startsWith("shop: the plan wants an approval");
    }

    @Test
    void anApprovalTriesAFailedPlanAgainAtOnce() {
        failing = Optional.of(AddPorts.class);
        act();
        failing = Optional.empty();
        approve(plan().hash());

        act();

        assertThat(newest().standing()).isEqualTo(Standing.SOAKING);
    }

    @Test
    void whereNoneIsWantedAnOldApprovalIsNoReason() {
        approve("0123456789ab");

        act();

        assertThat(newest().standing()).isEqualTo(Standing.SOAKING);
    }

    @Test
    void aSuspendedPolicyBeginsNothing() {
        orders = new Orders(Optional.empty(), true, Optional.empty(), NO_TIERS, RehearsalBook.EMPTY);

        var found = act();

        assertThat(records.all()).isEmpty();
        assertThat(waiting(found))
                .containsExactly("shop: a person suspended it, and no migration begins"
                        + " — kubectl -n shop annotate dpp shop berth.dev/suspend-");
        assertThat(found.steering().suspended()).isPresent();
    }

    @Test
    void whatIsUnderWayEndsThoughThePolicyIsSuspended() {
        halfDone();
        orders = new Orders(Optional.empty(), true, Optional.empty(), NO_TIERS, RehearsalBook.EMPTY);

        act();

        assertThat(newest().standing()).isEqualTo(Standing.SOAKING);
    }

    @Test
    void aPersonTakesTheNewestMigrationBackAndItStaysBack() {
        act();
        recall("shop-1");
        assertThat(cycle().due(reading(), orders, cycle().look(reading(), orders, Handover.of(Past.of(records.all())))))
                .isTrue();

        var found = act();

        assertThat(moved).isFalse();
        assertThat(newest().reversal().map(Progress.Reversal::reason)).contains("asked by hand");
        assertThat(waiting(found))
                .containsExactly(
                        "shop: a person took its last migration back, and it stays back — change the policy, or"
                                + " kubectl -n shop annotate dpp shop --overwrite berth.dev/approve="
                                + plan().hash());
        assertThat(cycle().due(reading(), orders, found)).isFalse();
        assertThat(found.steering().unheeded()).isEmpty();
    }

    @Test
    void whatArrivedOfAMigrationThatFailedInPartGoesBackToo() {
        failInPart();
        recall("shop-1");
        assertThat(cycle().due(reading(), orders, cycle().look(reading(), orders, Handover.of(Past.of(records.all())))))
                .isTrue();

        var found = act();

        assertThat(moved).isFalse();
        assertThat(newest().standing()).isEqualTo(Standing.CLOSED);
        assertThat(newest().touched()).isEmpty();
        assertThat(found.steering().unheeded()).isEmpty();
    }

    @Test
    void onceThatCameToItsEndNothingGoesBackAndThatIsTold() {
        failInPart();
        records.all().get(0).append(new Entry.Closed(now, "migrated"));
        recall("shop-1");

        var found = act();

        assertThat(moved).isTrue();
        assertThat(found.steering().unheeded())
                .map(Refusal::reason)
                .contains(
                        "berth.dev/rollback names shop-1, and of its migrations only the newest goes back, shop-1, which has"
                                + " come to its end");
    }

    /** Of two databases the first has moved, and the second went back. */
    private void failInPart() {
        var main = policy.databases().get(0);
        var other = new Database(
                "other",
                main.engine(),
                new Database.Runner.Service("other"),
                List.of(new Database.Port("sql", 5432, 7001, Optional.empty(), main.mark())),
                Optional.empty(),
                Optional.empty(),
                main.mark());
        policy = PolicyWith.databases(policy, List.of(main, other), List.of());
        failing = Optional.of(AddPorts.class);
        failingMove = "other";
        act();
        assertThat(newest().standing()).isEqualTo(Standing.SOAKING);
        assertThat(newest().reversal()).isPresent();
    }

    @Test
    void aMigrationThatIsNotTheNewestDoesNotGoBack() {
        act();
        recall("shop-7");

        var found = act();

        assertThat(moved).isTrue();
        assertThat(found.steering().unheeded())
                .map(Refusal::toString)
                .contains(
                        "shop: berth.dev/rollback names shop-7, and of its migrations only the newest goes back, shop-1"
                                + " — kubectl -n shop annotate dpp shop --overwrite berth.dev/rollback=shop-1");
    }

    @Test
    void aTierThatSoaksKeepsItWaitingUntilThen() {
        var tier = new Rollout.Tier("dev", "shop", Duration.ofHours(2));
        policy = PolicyWith.rollout(policy, new Rollout(List.of(tier), Optional.empty(), false, false));
        var ready = new Readiness(Optional.of(now.minus(Duration.ofHours(1))), "");
        orders = new Orders(
                Optional.empty(),
                false,
                Optional.empty(),
                new Tiers(Map.of(new Tiers.Name("dev", "shop"), ready), Map.of()),
                RehearsalBook.EMPTY);

        var found = act();

        assertThat(waiting(found))
                .containsExactly("shop: waits for dev/shop, which is Ready since 2026-03-01T11:00:00Z and soaks"
                        + " — wait until 2026-03-01T13:00:00Z");
        assertThat(found.again()).contains(Instant.parse("2026-03-01T13:00:00Z"));
        now = now.plus(Duration.ofHours(1));
        assertThat(waiting(act())).isEmpty();
        assertThat(moved).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void valuesAreLookedAtAgainAfterHalfAMinuteInAnyMode(Mode mode) {
        policy = PolicyWith.mode(ClusterClients.policy(), mode);

        assertThat(look().again()).contains(now.plusSeconds(30));
    }

    @Test
    void workloadsAreLookedAtAgainAfterHalfAMinuteThoughAPersonSuspendedThePolicy() {
        policy = PolicyWith.mode(ClusterPods.policy(List.of()), Mode.ENFORCE);
        orders = new Orders(Optional.empty(), true, Optional.empty(), NO_TIERS, RehearsalBook.EMPTY);

        assertThat(look().again()).contains(now.plusSeconds(30));
    }

    @Test
    void aServiceIsLookedAtWhenAWatchTellsOfIt() {
        policy = PolicyWith.mode(policy, Mode.OBSERVE);

        assertThat(look().again()).isEmpty();
    }

    @Test
    void aClosedWindowIsLookedAtAgainWhenItOpens() {
        var window = new Rollout.Window(
                Set.of(DayOfWeek.TUESDAY), LocalTime.of(22, 0), LocalTime.of(2, 0), ZoneId.of("Europe/Lisbon"));
        policy = PolicyWith.rollout(policy, new Rollout(List.of(), Optional.of(window), false, false));

        var found = act();

        assertThat(records.all()).isEmpty();
        assertThat(found.again()).contains(Instant.parse("2026-03-03T22:00:00Z"));
    }

    @Test
    void aPolicyThatWantsARehearsalMovesOnceThisVeryPlanPassed() {
        policy = PolicyWith.rollout(policy, new Rollout(List.of(), Optional.empty(), false, true));
        rehearsed("of another plan", Trial.Result.PASSED);
        assertThat(waiting(act()))
                .containsExactly("shop: this plan was not rehearsed"
                        + " — berth does that by itself: see the condition Rehearsed");
        rehearsed(plan().hash(), Trial.Result.FAILED);
        assertThat(waiting(act())).hasSize(1);

        rehearsed(plan().hash(), Trial.Result.PASSED);

        assertThat(waiting(act())).isEmpty();
        assertThat(newest().standing()).isEqualTo(Standing.SOAKING);
    }

    private void rehearsed(String plan, Trial.Result result) {
        var trial = new Trial("shop.rehearsal-1", plan, now, result, "");
        orders = new Orders(
                Optional.empty(),
                false,
                Optional.empty(),
                NO_TIERS,
                new RehearsalBook(Optional.empty(), List.of(trial)));
    }

    @Test
    void whatIsAboutToBeDoneIsToldBefore() {
        var told = new ArrayList<ClusterFinding>();

        cycle().act(reading(), orders, told::add);

        assertThat(told)
                .singleElement()
                .satisfies(found ->
                        assertThat(found.newest().orElseThrow().underWay()).isTrue());
    }

    @Test
    void aWayBackThatIsStuckIsTriedAgainAMinuteLaterWhateverIsHeardMeanwhile() {
        failing = Optional.of(AwaitPorts.class);
        stuck = true;
        var before = act();
        assertThat(before.stuck().map(Outcome.Stuck::reason)).contains("planted, too");
        assertThat(before.again()).contains(now.plusSeconds(60));
        now = now.plusSeconds(59);

        var rested = cycle().look(reading(), orders, before.handover(Optional.empty(), Optional.empty()));

        assertThat(cycle().due(reading(), orders, rested)).isFalse();
        assertThat(rested.stuck()).isEqualTo(before.stuck());
        assertThat(rested.again()).isEqualTo(before.again());
        now = now.plusSeconds(1);
        var over = cycle().look(reading(), orders, rested.handover(Optional.empty(), Optional.empty()));
        assertThat(cycle().due(reading(), orders, over)).isTrue();
    }

    private static List<String> waiting(ClusterFinding found) {
        return found.steering().waiting().stream().map(Refusal::toString).toList();
    }

    private ClusterFinding act() {
        return cycle().act(reading(), orders, found -> {});
    }

    private ClusterFinding look() {
        return cycle().look(reading(), orders, Handover.NOTHING);
    }

    @Test
    void itsRecordsAreReadOnceAPass() {
        act();

        assertThat(records.reads).isEqualTo(1);
    }

    @Test
    void aLoginThatCanNotBeHadStallsItBeforeAnythingMoves() {
        locked = List.of(new Locked("main", "Secret main of namespace shop is not there", "put it there"));
        var found = act();

        assertThat(ClusterConditions.of(
                                found.decision(),
                                Optional.empty(),
                                Steering.FREE,
                                Optional.empty(),
                                new Protection(Protection.Guard.REFUSING, "", List.of()))
                        .get(1))
                .isEqualTo(new Condition(
                        "Stalled",
                        true,
                        Condition.Reason.Missing,
                        "main: Secret main of namespace shop is not there — put it there"));
        assertThat(found.again()).contains(now.plusSeconds(30));
        assertThat(records.all()).isEmpty();
    }

    @Test
    void nobodyAsksForALoginWhereNothingMoves() {
        locked = List.of(new Locked("main", "Secret main of namespace shop is not there", "put it there"));
        moved = true;

        act();

        assertThat(asked).isZero();
    }

    @Test
    void whoeverIsAskedToLeaveEndsBetweenTwoStepsAndTheNextGoesOn() {
        var first = cycle();
        first.act(reading(), orders, found -> leaving = true);
        assertThat(first.ended().map(Finding.Ended::outcome)).containsInstanceOf(Outcome.Left.class);
        assertThat(newest().standing()).isEqualTo(Standing.FORWARD);
        leaving = false;

        act();

        assertThat(newest().standing()).isEqualTo(Standing.SOAKING);
    }

    @Test
    void whoeverIsAskedToLeaveBeginsNothing() {
        leaving = true;

        var found = act();

        assertThat(records.all()).isEmpty();
        assertThat(found.again()).isPresent();
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
        act();

        cycle().leave();

        assertThat(newest().standing()).isEqualTo(Standing.SOAKING);
        assertThat(moved).isTrue();
    }

    private void recall(String migration) {
        orders = new Orders(Optional.empty(), false, Optional.of(migration), NO_TIERS, RehearsalBook.EMPTY);
    }

    private Given approve(String hash) {
        var permit = new Given(hash);
        orders = new Orders(Optional.of(permit), false, Optional.empty(), NO_TIERS, RehearsalBook.EMPTY);
        return permit;
    }

    /** An approval that can be used once. */
    private static final class Given implements Permit {
        private final String hash;
        private boolean used;

        Given(String hash) {
            this.hash = hash;
        }

        @Override
        public String hash() {
            return hash;
        }

        @Override
        public Optional<Approval> use() {
            var first = !used;
            used = true;
            return first ? Optional.of(new Approval("ada", "annotation")) : Optional.empty();
        }
    }

    private Plan plan() {
        return ((ClusterDecision.Seen) ClusterPlanner.decide(policy, ClusterPolicy.facts("", 5432)))
                .plan()
                .orElseThrow();
    }

    private void halfDone() {
        var plan = plan();
        var journal = records.open(now, plan);
        for (var step :
                plan.steps().takeWhile(step -> !(step instanceof AddPorts)).toList()) {
            journal.append(new Entry.Began(now, step.id()));
            journal.append(new Entry.Applied(now, step.id(), ""));
        }
    }

    private Progress newest() {
        return Latest.of(records.all()).orElseThrow().progress();
    }

    private Reading reading() {
        return new Reading.Valid(List.of(policy));
    }

    private ClusterFacts facts() {
        var main = moved ? ClusterPolicy.facts("sql-5432", 5432, "sql-7000", 7000) : ClusterPolicy.facts("", 5432);
        return new ClusterFacts(List.of(main.services().get(0), other()));
    }

    private static ClusterFacts.Service other() {
        return new ClusterFacts.Service(
                "other",
                "ClusterIP",
                false,
                "10.0.0.2",
                Optional.empty(),
                List.of("helm"),
                List.of(new ClusterFacts.Port("", 5432, "5432", Optional.of(5432))),
                1);
    }

    private ClusterCycle cycle() {
        var clock = Clock.fixed(now, ZoneOffset.UTC);
        Effects effects = (migration, plan, step, evidence) -> effect(step);
        return new ClusterCycle(
                wanted -> facts(), new Live(), records, new OneByOne(), effects, clock, new Quiet(), () -> leaving);
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

    /** Whether it is what moves the first database. */
    private static boolean adds(Step step) {
        return step instanceof AddPorts && step.id().startsWith("main/");
    }

    private Effect effect(Step step) {
        return new Effect() {
            @Override
            public boolean holds() {
                return adds(step) && moved;
            }

            @Override
            public Attempt apply() {
                if (failing.filter(kind -> kind.isInstance(step)).isPresent()
                        && step.id().startsWith(failingMove)) {
                    return Attempt.notDone("planted");
                }
                moved |= adds(step);
                done.add(step.id());
                return Attempt.done();
            }

            @Override
            public Attempt undo() {
                if (stuck) {
                    return Attempt.notDone("planted, too");
                }
                moved &= !adds(step);
                return Attempt.done();
            }
        };
    }
}
