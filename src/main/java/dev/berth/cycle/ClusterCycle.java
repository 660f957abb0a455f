package dev.berth.cycle;

import dev.berth.cycle.Finding.Ended;
import dev.berth.execute.Effects;
import dev.berth.execute.Executor;
import dev.berth.execute.Outcome;
import dev.berth.execute.Watcher;
import dev.berth.journal.Entry;
import dev.berth.journal.Journal;
import dev.berth.journal.Records;
import dev.berth.observe.Sources;
import dev.berth.policy.Reading;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Chains reading, observing, deciding and executing for one policy of a cluster: one pass, for which its records are read
 * once at the most.
 */
public final class ClusterCycle {
    /** Why a migration went back that a person wanted back. */
    static final String ASKED = "asked by hand";

    /** Why a migration went back whose policy goes. */
    static final String DELETED = "the policy was deleted";

    /** How soon a way back that is stuck, or what somebody else had begun to write, is tried again. */
    private static final Duration STUCK = Duration.ofMinutes(1);

    private final Sources.Cluster remembered;
    private final Sources.Cluster live;
    private final Records records;
    private final ClusterOpening opening;
    private final ClusterWalk walk;
    private final Clock clock;

    /**
     * @param remembered what a watch has seen, which may be of a moment ago, and at the price of a call what none keeps
     * @param live what is so now, at the price of a call
     * @param records of this policy alone
     * @param others those that may begin at the same time
     * @param leaving whether what is under way is to be left to whoever comes next
     */
    public ClusterCycle(
            Sources.Cluster remembered,
            Sources.Cluster live,
            Records records,
            OneByOne others,
            Effects effects,
            Clock clock,
            Watcher watcher,
            BooleanSupplier leaving) {
        this.remembered = remembered;
        this.live = live;
        this.records = records;
        this.opening = new ClusterOpening(remembered, live, records, others, clock, leaving);
        this.walk = new ClusterWalk(new Executor(effects, clock, () -> false, watcher).leaving(leaving));
        this.clock = clock;
    }

    /** The migration that the pass ran, and how that ended. */
    public Optional<Ended> ended() {
        return walk.ended();
    }

    /**
     * Looks at what is remembered, and reads no record: of a policy without clients and workloads that costs no call.
     *
     * @param reading of one policy by itself
     * @param before what the pass before this one left
     */
    public ClusterFinding look(Reading reading, Orders orders, Handover before) {
        ClusterCase one = new ClusterCase(reading, orders);
        ClusterFinding found = one.found(one.decide(remembered, records), clock.instant(), List.of(), before.past());
        return before.rest(clock.instant())
                .map(rest -> found.stuckUntil(rest.until(), rest.stuck()))
                .orElse(found);
    }

    /**
     * Whether {@link #act} would do something about what a look found; for how long a failure counts only that can tell. A
     * way back that is stuck rests, whatever is heard meanwhile.
     */
    public boolean due(Reading reading, Orders orders, ClusterFinding found) {
        return found.stuck().isEmpty() && new ClusterCase(reading, orders).presses(found);
    }

    /**
     * Ends what an end of berth left half-done, takes back what a person wants back, or does what the policy asks for where
     * nothing speaks against it.
     *
     * @param before takes what was found before anything is done about it, which may take its time
     */
    public ClusterFinding act(Reading reading, Orders orders, Consumer<ClusterFinding> before) {
        ClusterCase one = new ClusterCase(reading, orders);
        List<Journal> journals = records.all();
        Optional<Latest> newest = Latest.of(journals);
        boolean recalled = newest.filter(one::recalls).isPresent();
        if (!recalled && newest.filter(Latest::underWay).isEmpty()) {
            return begun(one, journals, before);
        }
        before.accept(one.found(one.decide(remembered, records), clock.instant(), journals));
        Journal journal = journals.get(journals.size() - 1);
        Outcome outcome = recalled
                ? walk.back(journal, ASKED)
                : walk.end(journal, one.began(newest.orElseThrow()), Cycle.POLICY_CHANGED);
        return ran(one, journals, outcome);
    }

    /** Takes back what is half-done, since its policy goes. */
    public void leave() {
        records.all().stream()
                .reduce((older, newer) -> newer)
                .filter(journal -> Latest.of(journal).underWay())
                .ifPresent(journal -> walk.end(journal, false, DELETED));
    }

    private ClusterFinding begun(ClusterCase one, List<Journal> journals, Consumer<ClusterFinding> before) {
        ClusterOpening.Result result = opening.open(one, journals);
        return result instanceof ClusterOpening.Result.Kept kept
                ? kept.found()
                : moved(one, (ClusterOpening.Result.Opened) result, journals, before);
    }

    private ClusterFinding moved(
            ClusterCase one, ClusterOpening.Result.Opened opened, List<Journal> before, Consumer<ClusterFinding> told) {
        Journal journal = opened.journal();
        Approval approval = opened.approval();
        List<Journal> all = new ArrayList<>(before);
        all.add(journal);
        Outcome outcome = walk.begin(
                journal,
                new Entry.Approved(clock.instant(), approval.by(), approval.how()),
                () -> told.accept(one.spent().found(opened.decision(), clock.instant(), List.of(journal))));
        return ran(one.spent(), outcome instanceof Outcome.Left ? all : Archive.sweep(records, all), outcome);
    }

    private ClusterFinding ran(ClusterCase one, List<Journal> journals, Outcome outcome) {
        ClusterFinding found = one.found(one.decide(live, records), clock.instant(), journals);
        if (outcome instanceof Outcome.Stuck stuck) {
            return found.stuckUntil(clock.instant().plus(STUCK), stuck);
        }
        // Another leader ends it; where it was none who wrote, this one leads by then and does.
        return outcome instanceof Outcome.Left
                ? found.lookedAtAgain(clock.instant().plus(STUCK))
                : found;
    }
}
