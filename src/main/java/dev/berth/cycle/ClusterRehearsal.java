package dev.berth.cycle;

import dev.berth.journal.Entry;
import dev.berth.journal.Progress;
import dev.berth.plan.Plan;
import dev.berth.policy.Policy;
import dev.berth.policy.Reading;
import dev.berth.report.Condition;
import dev.berth.report.RehearsedPlan;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rehearses the plan of a policy of a cluster, where the policy or a person wants that, and tells how it went. */
public final class ClusterRehearsal {
    private static final String INTERRUPTED = "interrupted";

    private final RehearsalRecords records;
    private final RehearsalWalk walk;
    private final Clock clock;

    /** @param records of this policy alone */
    public ClusterRehearsal(RehearsalRecords records, RehearsalWalk walk, Clock clock) {
        this.records = records;
        this.walk = walk;
        this.clock = clock;
    }

    /** What the records tell, at the price of a call; what an end of berth broke off is closed, and says nothing. */
    public List<Trial> trials() {
        return records.all().stream().map(this::ended).toList();
    }

    private Trial ended(RehearsalRecords.Kept kept) {
        if (Progress.of(kept.journal().entries()).closed().isEmpty()) {
            kept.journal().append(new Entry.Closed(clock.instant(), INTERRUPTED));
        }
        return Trial.of(kept.plan(), kept.journal());
    }

    /**
     * Rehearses the plan that was found, where that is wanted and nothing speaks against it.
     *
     * @param before run before it, which may take its time
     */
    public Rehearsed pass(Reading reading, Orders orders, ClusterFinding found, Runnable before) {
        RehearsalBook book = orders.rehearsals();
        Optional<Plan> pending = ClusterGate.pending(found.decision());
        boolean underWay = found.newest().filter(Latest::underWay).isPresent();
        if (!(reading instanceof Reading.Valid valid) || pending.isEmpty() || underWay) {
            return Rehearsed.unwanted(book.trials());
        }
        Policy policy = valid.policies().get(0);
        Plan plan = pending.get();
        if (!book.wants(policy, plan)) {
            return Rehearsed.unwanted(book.trials());
        }
        Optional<Condition> known = known(orders, plan);
        if (known.isPresent()) {
            return Rehearsed.told(known.get(), book.trials(), book.again(plan));
        }
        before.run();
        return walk.of(policy, plan, records)
                .map(trial -> ran(book, plan, trial))
                .orElseGet(() -> Rehearsed.left(book.trials()));
    }

    /** What is said of a plan that is not rehearsed now; empty for one that is to be. */
    private Optional<Condition> known(Orders orders, Plan plan) {
        RehearsalBook book = orders.rehearsals();
        Optional<Condition> passed =
                book.passed(plan).map(trial -> RehearsedPlan.passed(plan.hash(), trial.name(), seconds(trial.at())));
        if (passed.isPresent() || orders.suspended()) {
            return passed.or(() -> Optional.of(RehearsedPlan.waiting(plan.hash(), "a person suspended the policy")));
        }
        return book.again(plan).filter(clock.instant()::isBefore).map(again -> failed(book, plan, again));
    }

    private static Condition failed(RehearsalBook book, Plan plan, Instant again) {
        return RehearsedPlan.failed(plan.hash(), book.failed(plan).orElseThrow().reason(), seconds(again));
    }

    /** What a rehearsal that passed lets happen is done by the next pass, at once. */
    private Rehearsed ran(RehearsalBook before, Plan plan, Trial trial) {
        Archive.sweep(records);
        List<Trial> all = new ArrayList<>(before.trials());
        all.add(trial);
        RehearsalBook book = new RehearsalBook(before.wish(), all);
        return book.again(plan)
                .map(again -> Rehearsed.ran(failed(book, plan, again), all, trial, again))
                .orElseGet(() -> Rehearsed.ran(
                        RehearsedPlan.passed(plan.hash(), trial.name(), seconds(trial.at())),
                        all,
                        trial,
                        clock.instant()));
    }

    private static Instant seconds(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS);
    }
}
