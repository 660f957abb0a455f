package dev.berth.cycle;

import dev.berth.cycle.Finding.Ended;
import dev.berth.execute.Executor;
import dev.berth.execute.Outcome;
import dev.berth.execute.Watcher;
import dev.berth.journal.Entry;
import dev.berth.journal.Journal;
import dev.berth.journal.Progress;
import dev.berth.journal.Progress.Standing;
import dev.berth.observe.Observation;
import dev.berth.observe.Snapshot;
import dev.berth.observe.Straggler;
import dev.berth.plan.Decision;
import dev.berth.plan.Decision.Refusal;
import dev.berth.plan.Plan;
import dev.berth.plan.Planner;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** One pass for one policy: observe, plan, execute; what comes of it is worded by {@code report}. */
public final class Cycle {
    /** Why a migration went back that a changed policy found half-done. */
    static final String POLICY_CHANGED = "the policy changed while the migration was interrupted";

    private final Site site;
    private final Executor executor;
    private final Clock clock;
    private final Announced announced;
    private final HostSoak soak;

    public Cycle(Site site, Clock clock, BooleanSupplier interrupted, Watcher watcher) {
        this.site = site;
        this.clock = clock;
        this.executor = new Executor(site.effects(), clock, interrupted, watcher);
        this.announced = new Announced(executor, site.herald(), watcher);
        this.soak = new HostSoak(site, executor, clock);
    }

    public Observation<Snapshot> observe() {
        return site.observer().observe(site.policy());
    }

    public Observation<Decision> decide() {
        return observe().then(snapshot -> new Observation.Seen<>(decided(snapshot)));
    }

    /** What the planner makes of a snapshot, unless a database that would be stopped for it has a qualm. */
    public Decision decided(Snapshot snapshot) {
        return new Reluctance(site.qualms()).weighed(Planner.decide(site.policy(), snapshot));
    }

    /** A migration that somebody's end left half-way; there is at most one. */
    public Optional<Journal> interrupted() {
        return site.own(site.records().unfinished())
                .filter(journal -> Progress.of(journal.entries()).underWay())
                .findFirst();
    }

    /** Ends a half-done migration: goes on with it, or takes it back when its policy is no longer the same. */
    public Outcome recover(Journal journal) {
        var progress = Progress.of(journal.entries());
        boolean changed =
                !progress.plan().policyFingerprint().equals(site.policy().fingerprint());
        return changed && progress.standing() == Standing.FORWARD
                ? announced.recall(journal, POLICY_CHANGED)
                : announced.run(journal);
    }

    /** Who has a session with the databases of a plan. */
    public Turnout turnout(Plan plan) {
        return new Turnout(site.sessions(), plan);
    }

    public Outcome migrate(Plan plan) {
        return announced.run(site.records().open(clock.instant(), plan));
    }

    /** The same, with the name of whoever wanted it in the journal. */
    public Outcome migrate(Plan plan, Approval approval) {
        var journal = site.records().open(clock.instant(), plan);
        journal.append(new Entry.Approved(clock.instant(), approval.by(), approval.how()));
        return announced.run(journal);
    }

    /** The migrations that can still be taken back, newest first. */
    public List<Journal> open() {
        var newestFirst =
                new java.util.ArrayList<>(site.own(site.records().unfinished()).toList());
        java.util.Collections.reverse(newestFirst);
        return List.copyOf(newestFirst);
    }

    /** Every migration of this policy, oldest first. */
    public List<Journal> all() {
        return site.own(site.records().all()).toList();
    }

    public Optional<Journal> newest() {
        return site.own(site.records().all()).reduce((one, next) -> next);
    }

    /** Why this migration can't be taken back as a whole, as things stand. */
    public List<Refusal> obstacles(Journal journal) {
        return new Overtaken(journal, all()).explaining(executor.obstacles(journal));
    }

    public Outcome rollBack(Journal journal, String reason) {
        return announced.recall(journal, reason);
    }

    /** Who uses the old ports; nobody looks where none leads on. */
    public Observation<List<Straggler>> stragglers() {
        return soak.stragglers();
    }

    /** The migrations that arrived and are not closed, oldest first, each with those of the stragglers that keep it open. */
    public List<Retirement> retirements(List<Straggler> stragglers) {
        return soak.retirements(stragglers);
    }

    /** Ends a migration: its old ports lead on no longer, and nothing takes it back any more. */
    public Outcome retire(Journal journal) {
        return executor.finish(journal);
    }

    /**
     * Closes the migrations whose soak is over and whose old ports nobody uses, where the policy lets that happen by
     * itself, and those whose end has begun; gives how that went for each, or why nobody can tell who uses them.
     */
    public Observation<List<Ended>> settle() {
        return soak.end();
    }

    /** Whether a soak is over whose end takes no person, or an end has begun; a policy that only reports ends none. */
    boolean anySoaked() {
        return soak.isOver();
    }

    /** Keeps the old ports of this policy as the records say. */
    public Upkeep upkeep() {
        return new Upkeep(site, clock);
    }
}
