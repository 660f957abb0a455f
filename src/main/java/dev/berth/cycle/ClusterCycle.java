package dev.berth.cycle;

import dev.berth.cycle.Finding.Ended;
import dev.berth.execute.Effects;
import dev.berth.execute.Executor;
import dev.berth.execute.Outcome;
import dev.berth.execute.Watcher;
import dev.berth.journal.Journal;
import dev.berth.journal.Progress;
import dev.berth.journal.Progress.Standing;
import dev.berth.journal.Records;
import dev.berth.journal.TakenOver;
import dev.berth.observe.Sources;
import dev.berth.plan.ClusterDecision;
import dev.berth.plan.ClusterPlanner;
import dev.berth.plan.Plan;
import dev.berth.policy.Policy;
import dev.berth.policy.Reading;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Chains reading, observing, deciding and executing for one policy of a cluster: one pass, for which its records are read
 * once.
 */
public final class ClusterCycle {
    private static final Duration AGAIN = Duration.ofSeconds(30);

    private final Sources.Cluster remembered;
    private final Sources.Cluster live;
    private final PassRecords records;
    private final Executor executor;
    private final Clock clock;
    private Optional<Ended> ended = Optional.empty();
    private boolean locked;

    /**
     * @param remembered what a watch has seen, which may be of a moment ago
     * @param live what is so now, at the price of a call
     * @param records of this policy alone
     * @param leaving whether what is under way is to be left to whoever comes next
     */
    public ClusterCycle(
            Sources.Cluster remembered,
            Sources.Cluster live,
            Records records,
            Effects effects,
            Clock clock,
            Watcher watcher,
            BooleanSupplier leaving) {
        this.remembered = remembered;
        this.live = live;
        this.records = new PassRecords(records);
        this.executor = new Executor(effects, clock, () -> false, watcher).leaving(leaving);
        this.clock = clock;
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
        return records.newest();
    }

    /** The migration that the pass ran, and how that ended. */
    public Optional<Ended> ended() {
        return ended;
    }

    /** When to look again though nothing is heard: nobody hears of Secrets, nor of what holds up a way back. */
    public Optional<Duration> again() {
        boolean stuck =
                ended.filter(run -> run.outcome() instanceof Outcome.Stuck).isPresent();
        return locked || stuck ? Optional.of(AGAIN) : Optional.empty();
    }

    /**
     * Does what a policy asks for, or ends what an end of berth left half-done; a plan that went back is not tried again for
     * the same policy.
     *
     * @return what stands afterwards
     */
    public ClusterDecision advance(Reading reading) {
        Optional<Journal> halfDone = records.halfDone();
        if (halfDone.isPresent()) {
            end(halfDone.get(), reading);
            return decide(reading, live);
        }
        ClusterDecision decision = decide(reading, live);
        Optional<Plan> due = due(decision);
        if (due.isEmpty()) {
            return decision;
        }
        Policy policy = ((Reading.Valid) reading).policies().get(0);
        ClusterDecision unlocked = ((ClusterDecision.Seen) decision).without(live.locked(policy));
        locked = due(unlocked).isEmpty();
        if (locked) {
            return unlocked;
        }
        Journal journal = records.open(clock.instant(), due.get());
        ran(journal, () -> executor.run(journal));
        return decide(reading, live);
    }

    /** Takes back what is half-done, since its policy goes. */
    public void leave() {
        records.halfDone()
                .ifPresent(journal -> ran(
                        journal,
                        () -> Progress.of(journal.entries()).standing() == Standing.REVERSING
                                ? executor.run(journal)
                                : executor.recall(journal, "the policy was deleted")));
    }

    private void end(Journal journal, Reading reading) {
        Progress progress = Progress.of(journal.entries());
        boolean same = reading instanceof Reading.Valid valid
                && valid.policies().get(0).fingerprint().equals(progress.plan().policyFingerprint());
        ran(
                journal,
                () -> same || progress.standing() == Standing.REVERSING
                        ? executor.run(journal)
                        : executor.recall(journal, "the policy changed while the migration was interrupted"));
    }

    /** Who finds that another leader has taken the migration over leaves it to that one. */
    private void ran(Journal journal, Supplier<Outcome> run) {
        Outcome outcome;
        try {
            outcome = run.get();
        } catch (TakenOver theirs) {
            outcome = new Outcome.Left("");
        }
        ended = Optional.of(new Ended(journal, outcome));
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
}
