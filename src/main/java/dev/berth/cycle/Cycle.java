package dev.berth.cycle;

import dev.berth.execute.Executor;
import dev.berth.execute.Outcome;
import dev.berth.execute.Watcher;
import dev.berth.journal.Journal;
import dev.berth.journal.Progress;
import dev.berth.journal.Progress.Standing;
import dev.berth.observe.Attendance;
import dev.berth.observe.Observation;
import dev.berth.observe.Snapshot;
import dev.berth.plan.Decision;
import dev.berth.plan.Plan;
import dev.berth.plan.Planner;
import dev.berth.plan.ProbeStep.AwaitAnswer;
import dev.berth.plan.ProbeStep.ConfirmAnswer;
import dev.berth.plan.Step;
import dev.berth.policy.Endpoint;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;

/** One pass for one policy: observe, plan, execute; what comes of it is worded by {@code report}. */
public final class Cycle {
    private final Site site;
    private final Executor executor;
    private final Clock clock;

    public Cycle(Site site, Clock clock, BooleanSupplier interrupted, Watcher watcher) {
        this.site = site;
        this.clock = clock;
        this.executor = new Executor(site.effects(), clock, interrupted, watcher);
    }

    public Observation<Snapshot> observe() {
        return site.observer().observe(site.policy());
    }

    public Observation<Decision> decide() {
        return observe().then(snapshot -> new Observation.Seen<>(Planner.decide(site.policy(), snapshot)));
    }

    /** A migration that somebody's end left half-way; there is at most one. */
    public Optional<Journal> interrupted() {
        return mine(site.records().unfinished())
                .filter(journal -> {
                    var standing = Progress.of(journal.entries()).standing();
                    return standing == Standing.FORWARD || standing == Standing.REVERSING;
                })
                .findFirst();
    }

    /** Ends a half-done migration: goes on with it, or takes it back when its policy is no longer the same. */
    public Outcome recover(Journal journal) {
        var progress = Progress.of(journal.entries());
        boolean changed =
                !progress.plan().policyFingerprint().equals(site.policy().fingerprint());
        return changed && progress.standing() == Standing.FORWARD
                ? executor.recall(journal, "the policy changed while the migration was interrupted")
                : executor.run(journal);
    }

    /** How many sessions the plan's databases have where they are before it. */
    public List<Attendance> sessionsBefore(Plan plan) {
        return sessions(
                plan, step -> step instanceof ConfirmAnswer answer ? Stream.of(answer.endpoint()) : Stream.of());
    }

    /** How many sessions the plan's databases have where they are after it. */
    public List<Attendance> sessionsAfter(Plan plan) {
        return sessions(plan, step -> step instanceof AwaitAnswer answer ? Stream.of(answer.endpoint()) : Stream.of());
    }

    private List<Attendance> sessions(Plan plan, Function<Step, Stream<Endpoint>> endpoints) {
        return plan.steps()
                .flatMap(endpoints)
                .map(endpoint -> site.sessions().count(endpoint, plan.root()))
                .toList();
    }

    public Outcome migrate(Plan plan) {
        return executor.run(site.records().open(clock.instant(), plan));
    }

    /** The migrations that can still be taken back, newest first. */
    public List<Journal> open() {
        var newestFirst =
                new java.util.ArrayList<>(mine(site.records().unfinished()).toList());
        java.util.Collections.reverse(newestFirst);
        return List.copyOf(newestFirst);
    }

    /** Every migration of this policy, oldest first. */
    public List<Journal> all() {
        return mine(site.records().all()).toList();
    }

    public Optional<Journal> newest() {
        return mine(site.records().all()).reduce((one, next) -> next);
    }

    /** Files that somebody changed since this migration edited them: with any, it can't be taken back as a whole. */
    public List<String> changedFiles(Journal journal) {
        return executor.changedFiles(journal);
    }

    public Outcome rollBack(Journal journal, String reason) {
        return executor.recall(journal, reason);
    }

    /** Closes the migrations whose soak is over. */
    public void settle() {
        mine(site.records().unfinished()).filter(this::soaked).forEach(executor::finish);
    }

    private boolean soaked(Journal journal) {
        var progress = Progress.of(journal.entries());
        return progress.standing() == Standing.SOAKING
                && !clock.instant()
                        .isBefore(progress.settled().plus(site.policy().soak().period()));
    }

    private Stream<Journal> mine(List<Journal> journals) {
        return journals.stream().filter(journal -> {
            var plan = Progress.of(journal.entries()).plan();
            return plan.policy().equals(site.policy().name())
                    && plan.namespace().equals(site.policy().namespace());
        });
    }
}
