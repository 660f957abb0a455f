package dev.berth.cycle;

import dev.berth.execute.Effects;
import dev.berth.execute.Executor;
import dev.berth.execute.Watcher;
import dev.berth.journal.Journal;
import dev.berth.journal.Progress;
import dev.berth.journal.Progress.Standing;
import dev.berth.journal.Records;
import dev.berth.observe.Sources;
import dev.berth.plan.ClusterDecision;
import dev.berth.plan.ClusterPlanner;
import dev.berth.plan.Plan;
import dev.berth.policy.Policy;
import dev.berth.policy.Reading;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Stream;

/** Chains reading, observing, deciding and executing for one policy of a cluster. */
public final class ClusterCycle {
    private final Sources.Cluster remembered;
    private final Sources.Cluster live;
    private final Records records;
    private final Effects effects;
    private final Clock clock;
    private final Watcher watcher;

    /**
     * @param remembered what a watch has seen, which may be of a moment ago
     * @param live what is so now, at the price of a call
     * @param records of this policy alone
     */
    public ClusterCycle(
            Sources.Cluster remembered,
            Sources.Cluster live,
            Records records,
            Effects effects,
            Clock clock,
            Watcher watcher) {
        this.remembered = remembered;
        this.live = live;
        this.records = records;
        this.effects = effects;
        this.clock = clock;
        this.watcher = watcher;
    }

    /** @param reading of one policy by itself */
    public ClusterDecision decide(Reading reading) {
        return decide(reading, remembered);
    }

    private static ClusterDecision decide(Reading reading, Sources.Cluster services) {
        if (reading instanceof Reading.Invalid invalid) {
            return new ClusterDecision.Invalid(invalid.violations());
        }
        Policy policy = ((Reading.Valid) reading).policies().get(0);
        return ClusterPlanner.decide(policy, services.look(policy));
    }

    /** Whether a policy lets berth move anything. */
    public static boolean moves(Reading reading) {
        return reading instanceof Reading.Valid valid && valid.policies().get(0).mode() == Policy.Mode.ENFORCE;
    }

    /** The newest migration of the policy. */
    public Optional<Progress> newest() {
        return journals().reduce((one, next) -> next).map(ClusterCycle::progress);
    }

    /**
     * Does what a policy asks for, or ends what an end of berth left half-done; a plan that went back is not tried again for
     * the same policy.
     *
     * @return what stands afterwards
     */
    public ClusterDecision advance(Reading reading) {
        Executor executor = new Executor(effects, clock, () -> false, watcher);
        Optional<Journal> halfDone = journals().filter(ClusterCycle::underWay).findFirst();
        if (halfDone.isPresent()) {
            end(executor, halfDone.get(), reading);
            return decide(reading, live);
        }
        ClusterDecision decision = decide(reading, live);
        Optional<Plan> due = due(decision);
        due.ifPresent(plan -> executor.run(records.open(clock.instant(), plan)));
        return due.isPresent() ? decide(reading, live) : decision;
    }

    private void end(Executor executor, Journal journal, Reading reading) {
        Progress progress = progress(journal);
        boolean same = reading instanceof Reading.Valid valid
                && valid.policies().get(0).fingerprint().equals(progress.plan().policyFingerprint());
        if (same || progress.standing() == Standing.REVERSING) {
            executor.run(journal);
        } else {
            executor.recall(journal, "the policy changed while the migration was interrupted");
        }
    }

    private Optional<Plan> due(ClusterDecision decision) {
        if (!(decision instanceof ClusterDecision.Seen seen) || seen.mode() != Policy.Mode.ENFORCE) {
            return Optional.empty();
        }
        return seen.plan()
                .filter(plan ->
                        newest().filter(progress -> wentBack(progress, plan)).isEmpty());
    }

    private static boolean wentBack(Progress progress, Plan plan) {
        return progress.reversal().isPresent()
                && progress.plan().policyFingerprint().equals(plan.policyFingerprint());
    }

    private static boolean underWay(Journal journal) {
        Standing standing = progress(journal).standing();
        return standing == Standing.FORWARD || standing == Standing.REVERSING;
    }

    private Stream<Journal> journals() {
        return records.all().stream();
    }

    private static Progress progress(Journal journal) {
        return Progress.of(journal.entries());
    }
}
